import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { changeOf, deliveryOf, freshWamid, textMessage } from '../support/webhooks.ts';
import { formOf } from './form.ts';
import { ANA, type Conversation, onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
let conversation: Conversation;
let sourceUserId: string;
let endUserId: string;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('hello');
  ({ conversation, sourceUserId, endUserId } = await onlyConversation(stage));
});
afterEach(() => stage.stopAll());

const base = () => `/api/channels/${stage.channelId}`;
const post = (fields: Parameters<typeof formOf>[0]) =>
  stage.call(`${base()}/messages`, { method: 'POST', ...formOf({ senderId: sourceUserId, conversationId: conversation.id, ...fields }) });
const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

test('ruling "getMessageById path" 200: both paths are served, and the manifest carries the one with three variables', async () => {
  const id = conversation.messages[0]?.id;
  const long = await stage.call(`${base()}/conversations/${conversation.id}/messages/${id}`);
  const short = await stage.call(`${base()}/messages/${id}`);
  expect([long.status, short.status, short.text]).toEqual([200, 200, long.text]);
  const { endpoints } = (await stage.call('/manifest.json')).json;
  expect(endpoints.getMessageById.match(/:(?!\/)\w*[A-Za-z]\w*/g)).toEqual([
    ':providerChannelId',
    ':sourceConversationId',
    ':sourceMessageId',
  ]);
});

test('ruling "getMessageById body" 200: the bare message, without success and data', async () => {
  const { json } = await stage.call(`${base()}/messages/${conversation.messages[0]?.id}`);
  expect(Object.keys(json).toSorted()).toEqual(['attachments', 'created_at', 'id', 'message', 'reply_by', 'sender_id', 'status']);
});

test('ruling "recipients of postMessage" 200: comma-joined, repeated with brackets, and a JSON array', async () => {
  const spellings = [
    { recipientIds: `${endUserId},${endUserId}` },
    { 'recipientIds[]': [endUserId, endUserId] },
    { recipientIds: JSON.stringify([endUserId]) },
  ];
  for (const [index, spelling] of spellings.entries()) expect((await post({ message: `m${index}`, ...spelling })).status).toBe(200);
});

test('ruling "400 code" 400: INVALID_BODY for every 400, never BAD_REQUEST', async () => {
  const answers = [
    await post({}),
    await post({ message: 'hi', recipientIds: 'pt_stranger' }),
    await stage.call(`${base()}/conversations?after=x`),
    await stage.call(`${base()}/conversations?messages_limit=0`),
    await stage.call(`/api/channels/${'x'.repeat(200)}/templates`),
    await stage.call('/api/channels/%zz/templates'),
  ];
  expect(answers.map(({ status, json }) => [status, json.data.code])).toEqual(answers.map(() => [400, 'INVALID_BODY']));
});

test('ruling "end of paging" 200: the cursor is left out at the end, and no two pages share one', async () => {
  for (let index = 0; index < 4; index++) await stage.write(`more ${index}`, { from: `1555200100${index}` });
  const seen: (string | undefined)[] = [];
  for (let after = ''; ; ) {
    const { json, text } = await stage.call(`${base()}/conversations?conversations_limit=2${after}`);
    seen.push(json.additional_data.after);
    if (!('after' in json.additional_data)) {
      expect(json.additional_data).toEqual({});
      expect(text).not.toContain('next_messages_cursor');
      break;
    }
    after = `&after=${encodeURIComponent(json.additional_data.after)}`;
  }
  expect(seen).toHaveLength(3);
  expect(new Set(seen).size).toBe(3);
});

test('ruling "dates" 200: every time we send is ISO 8601 in UTC, in answers and towards the inbox', async () => {
  const message = conversation.messages[0];
  expect(message?.created_at).toMatch(ISO_UTC);
  expect(message?.reply_by).toMatch(ISO_UTC);
  await until(() => stage.peers.pipedrive.received.length === 1);
  expect(stage.peers.pipedrive.received[0]?.created_at).toMatch(ISO_UTC);
  expect(stage.peers.pipedrive.received[0]?.reply_by).toMatch(ISO_UTC);
});

test('ruling "attachments in receive" 200: an empty list and explicit nulls, never left out', async () => {
  await post({ message: 'hi' });
  await until(async () => {
    await stage.clock.advance(1000);
    return stage.peers.pipedrive.received.some(({ message }) => message === 'hi');
  });
  for (const body of stage.peers.pipedrive.received) expect(body).toMatchObject({ attachments: [] });
  expect(stage.peers.pipedrive.received.find(({ message }) => message === 'hi')).toHaveProperty('reply_by', null);
});

test('ruling "Meta retry span" 200: a repetition eight days later is still a duplicate', async () => {
  const body = JSON.stringify(
    deliveryOf(changeOf({ messages: [textMessage('once', { id: freshWamid(), at: stage.clock.now() })] }, { from: ANA, name: 'Ana' })),
  );
  expect((await stage.deliver(body)).json.stored).toBe(1);
  await stage.clock.advance(8 * 86_400_000);
  expect((await stage.deliver(body)).json).toMatchObject({ stored: 0, duplicate: 1 });
  // The same message in other bytes, as a second subscribed app gets it.
  expect((await stage.deliver(`${body}\n`)).json).toMatchObject({ stored: 0, duplicate: 1 });
});

const PREVIOUS_USER_ID = 'US.84120577310962458813';
const NEXT_USER_ID = 'US.29946108375521740686';
/** Ana writes, known to us by her business-scoped user id as well. */
const writeWithUserId = (text: string, userId: string, from?: string) => {
  const message = { ...textMessage(text, { at: stage.clock.now() }), from, from_user_id: userId };
  const contact = { profile: { name: 'Ana Pereira' }, user_id: userId, ...(from ? { wa_id: from } : {}) };
  return stage.deliver(deliveryOf(changeOf({ messages: [message], contacts: [contact] })));
};

test('ruling "identity change" 200: after a system message the new number and the new user id go on in the same conversation', async () => {
  await writeWithUserId('it is still me', PREVIOUS_USER_ID, ANA);
  const system = {
    from: ANA,
    from_user_id: PREVIOUS_USER_ID,
    id: freshWamid(),
    timestamp: String(Math.floor(stage.clock.now() / 1000)),
    type: 'system',
    system: {
      type: 'user_changed_number',
      body: 'Ana Pereira changed from 15551230001 to 15551230002',
      wa_id: '15551230002',
      user_id: NEXT_USER_ID,
      previous_user_id: PREVIOUS_USER_ID,
    },
  };
  await stage.clock.advance(1000);
  expect((await stage.deliver(deliveryOf(changeOf({ messages: [system] })))).json).toMatchObject({ stored: 1, quarantined: 0 });
  await writeWithUserId('from my new number', NEXT_USER_ID, '15551230002');
  expect((await stage.conversations()).map(({ id }) => id)).toEqual([conversation.id]);
  expect((await post({ message: 'noted' })).status).toBe(200);
  expect(stage.peers.whatsapp.phone('15551230002').map(({ text }) => text)).toContain('noted');
});

test('ruling "identity change" 200: after user_id_update the new user id goes on in the same conversation', async () => {
  await writeWithUserId('it is still me', PREVIOUS_USER_ID, ANA);
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
    contacts: [{ profile: { name: 'Ana Pereira', username: '@ana.pereira' }, user_id: NEXT_USER_ID }],
    user_id_update: [
      { detail: 'The user id has changed', user_id: { previous: PREVIOUS_USER_ID, current: NEXT_USER_ID }, timestamp: '1795165820' },
    ],
  };
  const update = { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [{ field: 'user_id_update', value }] }] };
  expect((await stage.deliver(update)).json).toMatchObject({ quarantined: 0 });
  await writeWithUserId('under my new id', NEXT_USER_ID);
  expect((await stage.conversations()).map(({ id }) => id)).toEqual([conversation.id]);
});

test('ruling "status parent field" 200: both spellings of the parent are accepted', async () => {
  const status = (field: string) => ({
    id: freshWamid(),
    status: 'delivered',
    timestamp: String(Math.floor(stage.clock.now() / 1000)),
    recipient_id: ANA,
    recipient_user_id: 'US.84120577310962458813',
    [field]: 'US.ENT.100',
  });
  for (const field of ['recipient_parent_user_id', 'parent_recipient_user_id']) {
    const { json } = await stage.deliver(deliveryOf(changeOf({ statuses: [status(field)] })));
    expect(json, field).toEqual({ stored: 1, duplicate: 0, quarantined: 0, ignored: 0 });
  }
});
