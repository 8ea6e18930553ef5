import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './far-end.ts';
import {
  ANA,
  answerAsProvider,
  BASIC,
  CHANNEL,
  CONVERSATION,
  conversation,
  message,
  type PipedriveSetup,
  SALES,
  startPipedrive,
} from './pipedrive-setup.ts';

let setup: PipedriveSetup;
beforeEach(async () => {
  setup = await startPipedrive();
});
afterEach(() => setup.stop());

const inbox = () => setup.pipedrive.inbox(CHANNEL, CONVERSATION);

test('addChannel 200: all pages of conversations and the templates are read, with Basic credentials', async () => {
  const { provider, pipedrive, call } = setup;
  const template = { id: 't1', name: 'berth_reminder', content: 'Hello {{1}}', language: 'en_US' };
  provider.answer = ({ url }) => {
    if (url.includes('/templates')) return { status: 200, body: { success: true, data: { templates: [template] } } };
    if (url.includes('after=next')) return { status: 200, body: { success: true, data: [conversation()], additional_data: {} } };
    return { status: 200, body: { success: true, data: [{ ...conversation(), id: 'cv_first' }], additional_data: { after: 'next' } } };
  };
  const registration = { name: 'Harbour Sales', provider_channel_id: CHANNEL, template_support: true };
  const answer = await call<{ data: { created_at: string; provider_channel_id: string } }>('POST', '/v1/channels', registration);
  expect(answer.status).toBe(200);
  expect(answer.body.data).toMatchObject({ provider_channel_id: CHANNEL, created_at: '2026-11-20 09:00:00' });
  await until(() => pipedrive.templates(CHANNEL).length > 0);
  expect(pipedrive.conversations(CHANNEL).map(({ id }) => id)).toEqual(['cv_first', CONVERSATION]);
  expect(pipedrive.templates(CHANNEL)).toEqual([template]);
  expect(new Set(provider.seen.map(({ headers }) => headers.authorization))).toEqual(new Set([BASIC]));
  expect(pipedrive.breaches).toEqual([]);
});

test('addChannel 400: the second registration is channel_already_exists', async () => {
  await setup.register();
  const answer = await setup.call('POST', '/v1/channels', { name: 'Again', provider_channel_id: CHANNEL });
  expect(answer).toMatchObject({ status: 400, body: { error: 'channel_already_exists' } });
});

test('addChannel: a provider that always gives the same cursor is a breach, not an endless loop', async () => {
  setup.provider.answer = () => ({ status: 200, body: { success: true, data: [], additional_data: { after: 'same' } } });
  await setup.register();
  await until(() => setup.pipedrive.breaches.length > 0);
  expect(setup.pipedrive.breaches[0]?.kind).toBe('endless-paging');
});

test('receiveMessage 200: messages stand in the order of arrival, a known id updates', async () => {
  await setup.register();
  await setup.receive();
  await setup.receive({ id: 'ms_2', message: 'Second', status: 'sent', sender_id: SALES });
  await setup.receive({ id: 'ms_2', message: 'Second', status: 'read', sender_id: SALES });
  expect(inbox()).toMatchObject([
    { id: 'ms_1', text: 'Hello', status: 'delivered' },
    { id: 'ms_2', text: 'Second', status: 'read' },
  ]);
  expect(setup.pipedrive.received).toHaveLength(3);
  expect(setup.pipedrive.breaches).toEqual([]);
});

test('receiveMessage 200: the same message twice is shown once and is no breach', async () => {
  await setup.register();
  await setup.receive();
  await setup.receive();
  expect(inbox()).toHaveLength(1);
  expect(setup.pipedrive.breaches).toEqual([]);
});

test.each([
  ['read', 'delivered'],
  ['delivered', 'sent'],
  ['delivered', 'failed'],
])('receiveMessage: a status never goes back from %s to %s, and trying is a breach', async (before, after) => {
  await setup.register();
  await setup.receive({ status: before });
  const answer = await setup.receive({ status: after });
  expect(answer).toMatchObject({ status: 200, body: { data: { status: before } } });
  expect(inbox()[0]?.status).toBe(before);
  expect(setup.pipedrive.breaches).toMatchObject([{ kind: 'status-regressed', messageId: 'ms_1' }]);
});

test.each([
  ['message', 'Other'],
  ['sender_id', SALES],
  ['conversation_id', 'cv_other'],
])('receiveMessage: a known id with another %s is a breach', async (field, value) => {
  await setup.register();
  await setup.receive();
  await setup.receive({ [field]: value });
  expect(setup.pipedrive.breaches).toMatchObject([{ kind: 'message-changed', messageId: 'ms_1' }]);
});

test('receiveMessage 400: an unknown channel is refused, and the attempt is remembered', async () => {
  const answer = await setup.receive();
  expect(answer).toMatchObject({ status: 400, body: { additional_data: { code: 'INVALID_RECEIVE_MESSAGE_PAYLOAD' } } });
  expect(setup.pipedrive.received).toHaveLength(1);
});

test('receiveMessage 400: a body without attachments breaks the contract', async () => {
  await setup.register();
  const { attachments: _none, ...body } = message();
  expect((await setup.call('POST', '/v1/channels/messages/receive', body)).status).toBe(400);
  expect(setup.pipedrive.violations).toHaveLength(1);
});

test('receiveMessage: of an unknown conversation the provider is asked for participants and history, on all pages', async () => {
  const { provider, pipedrive } = setup;
  const history = (id: string, time: string) => ({ ...message({ id, message: id, created_at: `2026-11-20T08:${time}:00.000Z` }) });
  provider.answer = (request) => {
    if (!request.url.includes(`/conversations/${CONVERSATION}`)) return answerAsProvider(request);
    const last = request.url.includes('after=older');
    const data = last ? conversation([history('ms_old', '10')]) : conversation([message(), history('ms_newer', '20')], 'older');
    return { status: 200, body: { success: true, data, additional_data: {} } };
  };
  await setup.register();
  await setup.receive();
  await until(() => inbox().length === 3);
  expect(inbox().map(({ id }) => id)).toEqual(['ms_old', 'ms_newer', 'ms_1']);
  expect(pipedrive.conversations(CHANNEL)[0]?.participants.map(({ id }) => id)).toEqual([SALES, ANA]);
  const asked = provider.seen.filter(({ url }) => url.includes(`/conversations/${CONVERSATION}`));
  expect(asked).toHaveLength(2);
  await setup.receive({ id: 'ms_2' });
  await pipedrive.idle();
  expect(provider.seen.filter(({ url }) => url.includes(`/conversations/${CONVERSATION}`))).toHaveLength(2);
});

test('receiveMessage: history that is newer than what arrived stands after it, and its own arrival changes nothing', async () => {
  const second = message({ id: 'ms_2', message: 'Second' });
  setup.provider.answer = (request) =>
    request.url.includes(`/conversations/${CONVERSATION}`)
      ? { status: 200, body: { success: true, data: conversation([second, message()]), additional_data: {} } }
      : answerAsProvider(request);
  await setup.register();
  await setup.receive();
  await until(() => inbox().length === 2);
  await setup.receive({ id: 'ms_2', message: 'Second' });
  expect(inbox().map(({ id }) => id)).toEqual(['ms_1', 'ms_2']);
  expect(setup.pipedrive.breaches).toEqual([]);
});

test('deleteConversation and deleteChannel: 200 once, then 404', async () => {
  await setup.register();
  await setup.receive();
  const conversationPath = `/v1/channels/${CHANNEL}/conversations/${CONVERSATION}`;
  expect((await setup.call('DELETE', conversationPath)).status).toBe(200);
  expect(inbox()).toEqual([]);
  expect((await setup.call('DELETE', conversationPath)).status).toBe(404);
  expect((await setup.call('DELETE', `/v1/channels/${CHANNEL}`)).status).toBe(200);
  expect((await setup.call('DELETE', `/v1/channels/${CHANNEL}`)).status).toBe(404);
});

test('faults: failNext answers in the Channels form, dropNext before handling leaves no trace', async () => {
  await setup.register();
  setup.pipedrive.faults.failNext('receiveMessage', { status: 429, code: 'RATE', retryAfterSeconds: 2 });
  const answer = await setup.receive();
  expect(answer).toMatchObject({ status: 429, body: { additional_data: { code: 'RATE' } } });
  expect(answer.headers['retry-after']).toBe('2');
  setup.pipedrive.faults.dropNext('receiveMessage', { afterHandling: false });
  await expect(setup.receive()).rejects.toThrow();
  expect(inbox()).toEqual([]);
  setup.pipedrive.faults.dropNext('receiveMessage', { afterHandling: true });
  await expect(setup.receive()).rejects.toThrow();
  expect(inbox()).toHaveLength(1);
});
