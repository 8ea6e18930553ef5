import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './far-end.ts';
import {
  ANA,
  answerAsProvider,
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

test('receiveMessage: a note below a customer’s message, whose file never comes, is no breach', async () => {
  await setup.register();
  await setup.receive({ message: '[image]' });
  await setup.receive({ message: '[image]\n[WhatsApp no longer has this file.]' });
  expect(setup.pipedrive.breaches).toEqual([]);
  await setup.receive({ message: '[video]\n[WhatsApp no longer has this file.]' });
  expect(setup.pipedrive.breaches).toMatchObject([{ kind: 'message-changed' }]);
});

test('receiveMessage: a note below a message that failed is no breach, and neither is its end when the message was delivered after all', async () => {
  await setup.register();
  await setup.receive({ status: 'sent' });
  const text = inbox()[0]?.text ?? '';
  await setup.receive({ status: 'failed', message: `${text}\n[not delivered: nobody is there (131026)]` });
  expect(inbox()[0]?.text).toBe(`${text}\n[not delivered: nobody is there (131026)]`);
  await setup.receive({ status: 'delivered', message: text });
  expect(inbox()[0]).toMatchObject({ text, status: 'delivered' });
  expect(setup.pipedrive.breaches).toEqual([]);
});

test.each([
  ['other words and a note', 'failed', 'Other\n[not delivered]'],
  ['a longer word, which is no note', 'failed', 'Hello!!'],
  ['a note below a message that did not fail', 'delivered', 'Hello\n[not delivered]'],
])('receiveMessage: %s: a breach', async (_, status, message) => {
  await setup.register();
  await setup.receive({ status: 'sent', message: 'Hello' });
  await setup.receive({ status, message });
  expect(setup.pipedrive.breaches).toMatchObject([{ kind: 'message-changed', messageId: 'ms_1' }]);
});

test('receiveMessage 400: an unknown channel is refused, and the attempt is remembered', async () => {
  const answer = await setup.receive();
  expect(answer).toMatchObject({ status: 400, body: { additional_data: { code: 'INVALID_RECEIVE_MESSAGE_PAYLOAD' } } });
  expect(setup.pipedrive.received).toHaveLength(1);
  expect(setup.pipedrive.violations).toEqual([]);
});

test('receiveMessage 400: a body without attachments breaks the contract', async () => {
  await setup.register();
  const { attachments: _none, ...body } = message();
  expect(await setup.call('POST', '/v1/channels/messages/receive', body)).toMatchObject({
    status: 400,
    body: { additional_data: { code: 'INVALID_RECEIVE_MESSAGE_PAYLOAD' } },
  });
  expect(setup.pipedrive.violations).toHaveLength(1);
  expect(setup.pipedrive.breaches.map(({ kind }) => kind)).toEqual(['attachments-missing']);
});

test.each(['2026-11-20 09:00', '2026-11-20 09:00:00', '2026-11-20T09:00:00Z'])(
  'receiveMessage 200: the date %s is in a published form',
  async (date) => {
    await setup.register();
    expect((await setup.receive({ created_at: date, reply_by: date })).status).toBe(200);
    expect(setup.pipedrive.breaches).toEqual([]);
  },
);

test.each(['20/11/2026 09:00', '2026-13-20T09:00:00Z', '2026-02-30 09:00', '1795168800'])(
  'receiveMessage 400: the date %s is refused and is a breach',
  async (date) => {
    await setup.register();
    const answer = await setup.receive({ created_at: date });
    expect(answer).toMatchObject({ status: 400, body: { additional_data: { code: 'INVALID_RECEIVE_MESSAGE_PAYLOAD' } } });
    expect(setup.pipedrive.breaches).toMatchObject([{ kind: 'invalid-date', messageId: 'ms_1' }]);
    expect(inbox()).toEqual([]);
  },
);

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

test('receiveMessage 200: an answer that nobody takes does not keep the inbox from asking about a new conversation', async () => {
  await setup.register();
  setup.pipedrive.faults.dropNext('receiveMessage', { afterHandling: true });
  await expect(setup.receive()).rejects.toThrow();
  expect(setup.pipedrive.conversations(CHANNEL)[0]?.participants).toEqual([]);
  await setup.clock.advance(1000);
  await setup.pipedrive.idle();
  expect(setup.pipedrive.conversations(CHANNEL)[0]?.participants).toHaveLength(2);
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
