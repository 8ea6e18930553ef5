import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BreachKind } from '../../mocks/pipedrive/breaches.ts';
import { answerAsProvider, CHANNEL, CONVERSATION, conversation, message, type PipedriveSetup, startPipedrive } from './pipedrive-setup.ts';

let setup: PipedriveSetup;
beforeEach(async () => {
  setup = await startPipedrive();
});
afterEach(() => setup.stop());

/** Registers the channel at a provider that has this one conversation. */
async function readIn(described: unknown): Promise<BreachKind[]> {
  setup.provider.answer = (request) =>
    request.url.includes('/conversations?') ? { status: 200, body: { success: true, data: [described] } } : answerAsProvider(request);
  await setup.register();
  return setup.pipedrive.breaches.map(({ kind }) => kind);
}
const [sales, ana] = conversation().participants;
const withParticipants = (...participants: unknown[]) => ({ ...conversation([message()]), participants });
const withMessage = (given: Record<string, unknown>) => conversation([message(given)]);

test.each<[BreachKind, string, () => unknown]>([
  ['missing-source-user', 'nobody is the business', () => withParticipants(ana)],
  ['two-source-users', 'two are the business', () => withParticipants(sales, { ...sales, id: 'pt_sales2' }, ana)],
  ['missing-end-user', 'nobody is the customer', () => ({ ...conversation(), participants: [sales] })],
  ['group-participants', 'two are customers', () => withParticipants(sales, ana, { ...ana, id: 'pt_luis' })],
  ['unknown-sender', 'somebody else wrote', () => withMessage({ sender_id: 'pt_stranger' })],
  ['invalid-date', 'a date has no published form', () => withMessage({ created_at: '20.11.2026' })],
  ['invalid-date', 'a reply_by has no published form', () => withMessage({ reply_by: 1795168800 })],
  ['unknown-status', 'a status is none of the four', () => withMessage({ status: 'seen' })],
  ['unreadable', 'a conversation has no id', () => ({ ...conversation(), id: undefined })],
  ['unreadable', 'a message has no id', () => withMessage({ id: undefined })],
  ['unreadable', 'messages are no list', () => ({ ...conversation(), messages: 'none' })],
  ['unreadable', 'an attachment has no url', () => withMessage({ attachments: [{ id: 'at_1', type: 'image/png' }] })],
  ['unreadable', 'a participant has no published role', () => withParticipants(sales, ana, { ...ana, role: 'bot' })],
])('breach %s: %s', async (kind, _when, described) => {
  expect(await readIn(described())).toEqual([kind]);
});

test('breach: a conversation that leaves out what the documents call optional is none', async () => {
  const { participants, ...rest } = conversation([
    { id: 'ms_1', status: 'sent', created_at: '2026-11-20 09:00', message: '', sender_id: ana?.id },
  ]);
  expect(await readIn({ ...rest, participants, extra: 'field', next_messages_cursor: null })).toEqual([]);
  expect(setup.pipedrive.inbox(CHANNEL, CONVERSATION)).toMatchObject([{ id: 'ms_1', attachments: [], replyBy: null }]);
});

test.each([
  ['an empty object', 'unreadable', { status: 200, body: {} }],
  ['no list', 'unreadable', { status: 200, body: { success: true, data: {} } }],
  ['a refusal', 'provider-failed', { status: 401, body: { success: false } }],
] as const)('breach: conversations that come as %s are %s', async (_what, kind, answer) => {
  setup.provider.answer = () => answer;
  await setup.register();
  expect(setup.pipedrive.breaches.map((breach) => breach.kind)).toEqual([kind]);
});

test('breach provider-failed: a provider that is not there', async () => {
  await setup.provider.stop();
  await setup.register();
  expect(setup.pipedrive.breaches).toMatchObject([{ kind: 'provider-failed' }]);
});

test('breach unreadable: a template without its fields is not offered, the others are', async () => {
  const template = { id: 't2', name: 'berth_reminder', content: 'Hello {{1}}', language: 'en_US' };
  setup.provider.answer = (request) =>
    request.url.endsWith('/templates')
      ? { status: 200, body: { success: true, data: { templates: [{ id: 't1' }, { ...template, category: 'UTILITY' }] } } }
      : answerAsProvider(request);
  await setup.call('POST', '/v1/channels', { name: 'Harbour Sales', provider_channel_id: CHANNEL, template_support: true });
  await setup.pipedrive.idle();
  expect(setup.pipedrive.breaches.map(({ kind }) => kind)).toEqual(['unreadable']);
  expect(setup.pipedrive.templates(CHANNEL)).toEqual([template]);
});

test('breach unreadable: a template menu without a list keeps what it offered, and the answer is handed on', async () => {
  const template = { id: 't2', name: 'berth_reminder', content: 'Hello {{1}}', language: 'en_US' };
  await setup.register();
  setup.provider.answer = () => ({ status: 200, body: { success: true, data: { templates: [template] } } });
  expect((await setup.pipedrive.openTemplateMenu(CHANNEL)).status).toBe(200);
  setup.provider.answer = () => ({ status: 200, body: { success: true, data: {} } });
  expect(await setup.pipedrive.openTemplateMenu(CHANNEL)).toEqual({ status: 200, body: '{"success":true,"data":{}}' });
  expect(setup.pipedrive.templates(CHANNEL)).toEqual([template]);
  expect(setup.pipedrive.breaches.map(({ kind }) => kind)).toEqual(['unreadable']);
});

test('breach unreadable: a reply that is accepted without an id is not shown', async () => {
  await setup.register();
  setup.provider.answer = (request) => (request.method === 'POST' ? { status: 200, body: { success: true } } : answerAsProvider(request));
  await setup.pipedrive.typeReply({ channelId: CHANNEL, conversationId: CONVERSATION, text: 'Yes' });
  expect(setup.pipedrive.breaches.map(({ kind }) => kind)).toEqual(['unreadable']);
  expect(setup.pipedrive.inbox(CHANNEL, CONVERSATION)).toEqual([]);
});
