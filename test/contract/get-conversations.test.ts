import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCursors } from '../../src/domain/cursor.ts';
import { proves } from './proof.ts';
import {
  type Ask,
  hidesChannels,
  keepsFaultsInside,
  refusesLongIds,
  refusesStrangers,
  respectsTheSwitch,
  saysStoreIsAway,
  slowsDown,
  tellsOfSuspension,
} from './refusals.ts';
import { type Conversation, onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const ask: Ask = ({ call, channelId: own }, { channelId = own, ...options } = {}) =>
  call(`/api/channels/${channelId}/conversations`, options);
const page = (query: string) => stage.call(`/api/channels/${stage.channelId}/conversations?${query}`);

async function writeMany(count: number, first = 0): Promise<void> {
  for (let index = first; index < first + count; index++)
    await stage.write(`hello ${index}`, { from: `1555200${1000 + index}`, name: `Customer ${index}` });
}

test('getConversations 200: a channel without conversations is an empty page without a cursor', async () => {
  expect(proves(await ask(stage)).json).toEqual({ success: true, data: [], additional_data: {} });
});

test('getConversations 200: a conversation has exactly one source user and one end user, and replies are due 24 hours after the last inbound message', async () => {
  await stage.write('hello');
  await stage.clock.advance(60_000);
  await stage.write('anybody there?');
  const lastInbound = stage.clock.now();
  await stage.clock.advance(60_000);
  const [conversation] = proves(await ask(stage)).json.data as Conversation[];
  expect(conversation?.participants.map(({ role, name }) => [role, name])).toEqual([
    ['source_user', 'WhatsApp'],
    ['end_user', 'Ana Pereira'],
  ]);
  expect(conversation?.messages.map(({ message, reply_by, status }) => [message, reply_by, status])).toEqual([
    ['anybody there?', new Date(lastInbound + 86_400_000).toISOString(), 'delivered'],
    ['hello', new Date(lastInbound - 60_000 + 86_400_000).toISOString(), 'delivered'],
  ]);
  expect(conversation?.messages.every(({ attachments }) => attachments.length === 0)).toBe(true);
});

test('getConversations 200: ids and names stay the same from call to call and after further messages', async () => {
  await writeMany(3);
  const before = proves(await ask(stage)).json.data as Conversation[];
  await stage.write('again', { from: '15552001001', name: 'Another Name' });
  const after = proves(await ask(stage)).json.data as Conversation[];
  const identity = (conversations: Conversation[]) => conversations.map(({ id, participants }) => [id, participants]);
  expect(identity(after)).toEqual(identity(before));
  expect(after[1]?.messages.at(-1)?.id).toBe(before[1]?.messages[0]?.id);
  expect(new Set(before.map(({ id }) => id)).size).toBe(3);
});

test('getConversations 200: a customer without a name is shown by the phone number', async () => {
  await stage.write('hello', { from: '15551239999', name: '' });
  const [conversation] = proves(await ask(stage)).json.data as Conversation[];
  expect(conversation?.participants[1]?.name).toBe('+15551239999');
});

test('getConversations 200: paging meets every conversation exactly once and ends, while new conversations and messages arrive', async () => {
  await writeMany(23);
  const all = (await stage.conversations('?conversations_limit=100')).map(({ id }) => id);
  for (const size of [1, 5, 22, 23]) {
    const met: string[] = [];
    const cursors = new Set<string>();
    for (let after = ''; ; ) {
      const answer = proves(await page(`conversations_limit=${size}&messages_limit=1${after}`));
      met.push(...(answer.json.data as Conversation[]).map(({ id }) => id));
      // Somebody new writes, and so does somebody whose page was, or was not yet, read.
      await stage.write('new', { from: `1555${size}300${100 + met.length}` });
      await stage.write('again', { from: `1555200${1000 + (met.length % 23)}` });
      const next = answer.json.additional_data.after as string | undefined;
      if (next === undefined) break;
      expect(cursors.has(next)).toBe(false);
      cursors.add(next);
      after = `&after=${encodeURIComponent(next)}`;
    }
    const known = met.filter((id) => all.includes(id));
    expect(known).toEqual(all);
    expect(new Set(met).size).toBe(met.length);
  }
});

test('getConversations 200: a limit above 100 is served as 100, an absent one as 30', async () => {
  await writeMany(103);
  expect(proves(await page('conversations_limit=5000')).json.data).toHaveLength(100);
  expect(proves(await ask(stage)).json.data).toHaveLength(30);
  for (let index = 0; index < 101; index++) await stage.write(`again ${index}`, { from: '15552001102' });
  const [newest] = proves(await page('conversations_limit=1&messages_limit=5000')).json.data as Conversation[];
  expect(newest?.messages).toHaveLength(100);
  expect(newest?.next_messages_cursor).toEqual(expect.any(String));
});

test('getConversations 200: a page that holds the last conversation has no cursor, even when it is full', async () => {
  await writeMany(4);
  const first = proves(await page('conversations_limit=2'));
  const second = proves(await page(`conversations_limit=2&after=${encodeURIComponent(first.json.additional_data.after)}`));
  expect(second.json.data).toHaveLength(2);
  expect(second.json.additional_data).toEqual({});
});

test('getConversations 200: unknown query parameters are ignored', async () => {
  await stage.write('hello');
  const plain = proves(await ask(stage));
  expect(proves(await page('start=0&sort=desc&limit=-1&%F0%9F%98%80=1&a[b]=c&__proto__=x')).text).toBe(plain.text);
});

test('getConversations 400: a limit that is no positive whole number is refused', async () => {
  for (const value of ['0', '-1', 'abc', '1.5', '', '%20', 'NaN', '%D9%A1', 'null', '[]']) {
    for (const name of ['conversations_limit', 'messages_limit']) {
      expect(proves(await page(`${name}=${value}`)).json.data, `${name}=${value}`).toMatchObject({ code: 'INVALID_BODY' });
    }
  }
  proves(await page('conversations_limit=1&conversations_limit=2'));
});

test('getConversations 400: a cursor that was not made for this list is refused', async () => {
  await writeMany(3);
  const second = await stage.addChannel('206540352242922');
  await stage.write('one', { phone: second.phoneNumberId, from: '15550000001' });
  await stage.write('two', { phone: second.phoneNumberId, from: '15550000002' });
  await stage.write('hello 2', { from: '15552001002' });
  const foreign = await stage.call(`/api/channels/${second.id}/conversations?conversations_limit=1`);
  const own = await page('conversations_limit=1&messages_limit=1');
  const ofMessages = own.json.data[0].next_messages_cursor as string;
  expect(ofMessages).toEqual(expect.any(String));
  const good = own.json.additional_data.after as string;
  const tampered = `${good.startsWith('1') ? '2' : '1'}${good.slice(1)}`;
  const wrong = [
    '',
    'garbage',
    '0',
    good.toUpperCase(),
    `${good}x`,
    tampered,
    foreign.json.additional_data.after,
    ofMessages,
    '%00',
    'x'.repeat(513),
  ];
  for (const cursor of wrong) proves(await page(`after=${cursor === '%00' ? cursor : encodeURIComponent(cursor)}`));
  proves(await page(`after=${good}&after=${good}`));
  expect((await page(`after=${encodeURIComponent(good)}`)).status).toBe(200);
});

test('getConversations 200: a cursor that an earlier process made is still good', async () => {
  await writeMany(3);
  const [newest] = await stage.conversations('?conversations_limit=1');
  const position = 3;
  const cursor = createCursors().encode(stage.channelId, position);
  const rest = proves(await page(`after=${encodeURIComponent(cursor)}`)).json.data as Conversation[];
  expect(rest).toHaveLength(2);
  expect(rest.map(({ id }) => id)).not.toContain(newest?.id);
});

test('getConversations 400: an id in the path that is too long or wrongly encoded is refused', () => refusesLongIds(stage, ask));
test('getConversations 401: only the pair of the app opens, compared as a whole', () => refusesStrangers(stage, ask));
test('getConversations 401: a suspended account is named as such', () => tellsOfSuspension(stage, ask));
test('getConversations 403: a channel that was switched off answers nothing', () => respectsTheSwitch(stage, ask));
test('getConversations 404: unknown and deleted channels look alike', () => hidesChannels(stage, ask));
test('getConversations 429: a channel beyond its share is told when to come back', () => slowsDown(ask));
test('getConversations 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('getConversations 503: without the store nothing is answered, and a repeat works', () => saysStoreIsAway(stage, ask));

test('getConversations 200: another channel of the same app never shows', async () => {
  const second = await stage.addChannel('206540352242922');
  await stage.write('for the second', { phone: second.phoneNumberId });
  await stage.write('for the first');
  const { conversation } = await onlyConversation(stage);
  expect(conversation.messages.map(({ message }) => message)).toEqual(['for the first']);
  const other = proves(await ask(stage, { channelId: second.id })).json.data as Conversation[];
  expect(other.map(({ messages }) => messages.map(({ message }) => message))).toEqual([['for the second']]);
});
