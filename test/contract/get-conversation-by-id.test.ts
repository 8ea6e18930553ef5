import { afterEach, beforeEach, expect, test } from 'vitest';
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
let conversationId: string;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('message 0');
  conversationId = (await onlyConversation(stage)).id;
});
afterEach(() => stage.stopAll());

const ask: Ask = ({ call, channelId: own }, { channelId = own, ...options } = {}) =>
  call(`/api/channels/${channelId}/conversations/${conversationId}`, options);
const page = (query = '') => stage.call(`/api/channels/${stage.channelId}/conversations/${conversationId}${query}`);

test('getConversationById 200: shows what getConversations shows', async () => {
  const { conversation } = await onlyConversation(stage);
  expect(proves(await page()).json).toEqual({ success: true, data: conversation, additional_data: {} });
});

test('getConversationById 200: pages lead from the newest message to the oldest, each once, while new ones arrive', async () => {
  for (let index = 1; index < 23; index++) await stage.write(`message ${index}`);
  for (const size of [1, 4, 22, 23]) {
    const met: string[] = [];
    for (let after = ''; ; ) {
      const { data, additional_data } = proves(await page(`?messages_limit=${size}${after}`)).json as {
        data: Conversation;
        additional_data: { after?: string };
      };
      expect(data.messages.length).toBeLessThanOrEqual(size);
      met.push(...data.messages.map(({ message }) => message));
      await stage.write('while paging');
      expect(additional_data.after).toBe(data.next_messages_cursor);
      if (additional_data.after === undefined) break;
      after = `&after=${encodeURIComponent(additional_data.after)}`;
    }
    expect(met.filter((text) => text !== 'while paging')).toEqual([...Array(23).keys()].reverse().map((index) => `message ${index}`));
  }
});

test('getConversationById 200: the cursor of getConversations leads on to the older messages', async () => {
  await stage.write('message 1');
  const [conversation] = await stage.conversations('?messages_limit=1');
  const cursor = encodeURIComponent(conversation?.next_messages_cursor ?? '');
  const { data, additional_data } = proves(await page(`?after=${cursor}`)).json;
  expect((data as Conversation).messages.map(({ message }) => message)).toEqual(['message 0']);
  expect(additional_data).toEqual({});
});

test('getConversationById 200: a limit above 100 is served as 100, an absent one as 30, and unknown parameters are ignored', async () => {
  for (let index = 1; index < 102; index++) await stage.write(`message ${index}`);
  expect(proves(await page('?messages_limit=5000')).json.data.messages).toHaveLength(100);
  expect(proves(await page('?colour=blue')).json.data.messages).toHaveLength(30);
});

test('getConversationById 200: seen is false until the business has answered', async () => {
  expect(proves(await page()).json.data.seen).toBe(false);
  await stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId, text: 'hi' });
  expect(proves(await page()).json.data.seen).toBe(true);
  await stage.write('thanks');
  expect(proves(await page()).json.data.seen).toBe(false);
});

test('getConversationById 400: a limit that is no positive whole number, or a cursor of another list, is refused', async () => {
  for (const value of ['0', '-1', 'abc', '2.5', '']) proves(await page(`?messages_limit=${value}`));
  await stage.write('message 1');
  await stage.write('other 0', { from: '15551230002' });
  await stage.write('other 1', { from: '15551230002' });
  const [other] = await stage.conversations('?messages_limit=1&conversations_limit=1');
  const list = (await stage.call(`/api/channels/${stage.channelId}/conversations?conversations_limit=1`)).json.additional_data
    .after as string;
  for (const cursor of ['', 'garbage', '1.AAAAAAAAAAAAAAAA', list, other?.next_messages_cursor ?? '?', 'x'.repeat(513)]) {
    expect(proves(await page(`?after=${encodeURIComponent(cursor)}`)).json.data.code).toBe('INVALID_BODY');
  }
});

test('getConversationById 404: an unknown conversation, and one of another channel', async () => {
  const second = await stage.addChannel('206540352242922');
  proves(await ask(stage, { channelId: second.id }));
  const base = `/api/channels/${stage.channelId}/conversations`;
  const unknown = proves(await stage.call(`${base}/cv_8JwQm2Lk0aZrT5uY`));
  expect(unknown.json.data.code).toBe('NOT_FOUND');
  expect((await ask(stage, { channelId: second.id })).text).toBe(unknown.text);
  for (const id of [conversationId.toLowerCase(), conversationId.slice(0, -1), `${conversationId}%00`, '..%2f..', "' OR 1=1 --"]) {
    proves(await stage.call(`${base}/${id.includes('%') ? id : encodeURIComponent(id)}`));
  }
});

test('getConversationById 400: an id in the path that is too long or wrongly encoded is refused', () => refusesLongIds(stage, ask));
test('getConversationById 401: only the pair of the app opens, compared as a whole', () => refusesStrangers(stage, ask));
test('getConversationById 401: a suspended account is named as such', () => tellsOfSuspension(stage, ask));
test('getConversationById 403: a channel that was switched off answers nothing', () => respectsTheSwitch(stage, ask));
test('getConversationById 404: unknown and deleted channels look alike', () => hidesChannels(stage, ask));
test('getConversationById 429: a channel beyond its share is told when to come back', () => slowsDown(ask));
test('getConversationById 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('getConversationById 503: without the store nothing is answered, and a repeat works', () => saysStoreIsAway(stage, ask));
