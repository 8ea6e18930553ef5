import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ask, buryOne, keepsFaultsInside, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ env: { PIPEDRIVE_CHANNELS: 'off' } });
  await stage.write('hello');
});
afterEach(() => stage.stopAll());

const list = (query = '') => stage.call(`/console/dead-letters${query}`, { auth: null });
const ask: Ask = ({ call }, auth = null) => call('/console/dead-letters', { auth });

test('listDeadLetters 200: what was given up, why, and where the message is', async () => {
  await buryOne(stage);
  const { id: conversationId, conversation } = await onlyConversation(stage);
  expect(proves(await list()).json).toEqual({
    deadLetters: [
      {
        ...{ id: 1, channelId: stage.channelId, destination: 'crm', conversationId, messageId: conversation.messages[0]?.id },
        ...{ at: '2026-11-20T09:00:00.000Z', attempts: 1, code: 400, reason: 'refused for good' },
      },
    ],
  });
});

test('listDeadLetters 200: by channel and destination, page by page', async () => {
  await buryOne(stage);
  await stage.write('and again');
  await buryOne(stage);
  await buryOne(stage, { destination: 'whatsapp' });
  const ids = async (query: string) => proves(await list(query)).json.deadLetters.map(({ id }: { id: number }) => id);
  expect(await ids('')).toEqual([3, 2, 1]);
  expect(await ids('?destination=whatsapp')).toEqual([3]);
  expect(await ids(`?channelId=${stage.channelId}&destination=crm`)).toEqual([2, 1]);
  expect(await ids('?channelId=ch_5mTqv0c2Zq1W8yKpR3xNdA')).toEqual([]);
  const first = await list('?destination=crm&limit=1');
  expect(await ids(`?destination=crm&limit=1&after=${first.json.after}`)).toEqual([1]);
});

test('listDeadLetters 400: a destination that is none, or a cursor of another list', async () => {
  for (const query of ['?destination=fax', '?limit=0', '?after=x']) proves(await list(query));
});

test('listDeadLetters 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('listDeadLetters 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('listDeadLetters 503: without the store nothing changes, and a repeat works', () => saysStoreIsAway(stage, ask));
