import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './far-end.ts';
import { answerAsProvider, BASIC, CHANNEL, CONVERSATION, conversation, type PipedriveSetup, startPipedrive } from './pipedrive-setup.ts';

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

test('registerChannel: without an address of a provider nobody is asked, and nobody did anything wrong', async () => {
  const { pipedrive } = setup;
  pipedrive.configure({ providerUrl: '' });
  pipedrive.registerChannel({ name: 'Harbour Sales', provider_channel_id: CHANNEL });
  await pipedrive.idle();
  expect(pipedrive.channels()).toMatchObject([{ id: CHANNEL }]);
  expect(pipedrive.breaches).toEqual([]);
});

test.each([
  ['a cursor that comes again in a circle', (page: number) => `c${page % 3}`],
  ['ever new cursors to pages without anything new', (page: number) => `c${page}`],
])('addChannel: %s is endless paging, and reading stops', async (_what, cursor) => {
  let page = 0;
  setup.provider.answer = () => ({ status: 200, body: { success: true, data: [], additional_data: { after: cursor(page++) } } });
  await setup.register();
  expect(setup.pipedrive.breaches.map(({ kind }) => kind)).toEqual(['endless-paging']);
  expect(page).toBeLessThan(30);
});

test('addChannel 200: what was read before a page failed stays, and the failure is a breach', async () => {
  setup.provider.answer = ({ url }) =>
    url.includes('after=next')
      ? { status: 500 }
      : { status: 200, body: { success: true, data: [conversation()], additional_data: { after: 'next' } } };
  await setup.register();
  expect(setup.pipedrive.conversations(CHANNEL)).toHaveLength(1);
  expect(setup.pipedrive.breaches).toMatchObject([{ kind: 'provider-failed', detail: 'getConversations answered 500' }]);
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
  expect(setup.pipedrive.breaches[0]?.kind).toBe('cursor-constant');
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

test('addChannel 200: with firstSync before-answer the provider is asked while its own call is still open', async () => {
  setup.pipedrive.configure({ firstSync: 'before-answer' });
  let answered = false;
  let askedBefore = false;
  setup.provider.answer = (request) => {
    askedBefore ||= !answered;
    return answerAsProvider(request);
  };
  await setup.call('POST', '/v1/channels', { name: 'Harbour Sales', provider_channel_id: CHANNEL });
  answered = true;
  expect(askedBefore).toBe(true);
  await setup.pipedrive.idle();
  expect(setup.provider.seen).toHaveLength(1);
});

test('channels: each registered channel with its name, type, templates and number of conversations', async () => {
  await setup.register();
  await setup.receive();
  expect(setup.pipedrive.channels()).toEqual([
    {
      id: CHANNEL,
      companyId: 12345678,
      userId: 23456789,
      name: 'Harbour Sales',
      providerType: 'whatsapp',
      templateSupport: false,
      conversations: 1,
    },
  ]);
});

test('deleteChannel: the provider is told first, and only its 200 removes the channel', async () => {
  await setup.register();
  const calls = () => setup.provider.seen.filter(({ method }) => method === 'DELETE').map(({ url }) => url);
  setup.provider.answer = () => ({ status: 503, body: { success: false } });
  expect(await setup.pipedrive.deleteChannel(CHANNEL)).toMatchObject({ status: 503 });
  expect(setup.pipedrive.channels()).toHaveLength(1);
  setup.provider.answer = () => ({ status: 200, body: { success: true } });
  expect(await setup.pipedrive.deleteChannel(CHANNEL)).toMatchObject({ status: 200 });
  expect(setup.pipedrive.channels()).toEqual([]);
  expect(calls()).toEqual([`/api/channels/${CHANNEL}`, `/api/channels/${CHANNEL}`]);
  await expect(setup.pipedrive.deleteChannel(CHANNEL)).rejects.toThrow(CHANNEL);
});
