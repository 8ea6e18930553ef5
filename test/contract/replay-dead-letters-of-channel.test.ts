import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChannelId } from '../../src/store/ids.ts';
import { type Ask, buryOne, keepsFaultsInside, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ env: { PIPEDRIVE_CHANNELS: 'off' } });
});
afterEach(() => stage.stopAll());

const replay = (channelId: string, query = '') =>
  stage.call(`/console/channels/${channelId}/dead-letters/replay${query}`, { auth: null, method: 'POST' });
const ask: Ask = ({ call, channelId }, auth = null) => call(`/console/channels/${channelId}/dead-letters/replay`, { auth, method: 'POST' });

test('replayDeadLettersOfChannel 200: all of one channel, or of one destination', async () => {
  for (let count = 0; count < 3; count++) {
    await stage.write(`text ${count}`);
    await buryOne(stage);
  }
  await buryOne(stage, { destination: 'whatsapp' });
  const other = await stage.addChannel('206540352242922');
  expect(proves(await replay(other.id)).json).toEqual({ replayed: 0, undecided: 0, remaining: 0 });
  expect(proves(await replay(stage.channelId, '?destination=crm')).json).toEqual({ replayed: 3, undecided: 0, remaining: 0 });
  expect(stage.rows("SELECT seq FROM outbox WHERE destination = 'crm' ORDER BY seq")).toHaveLength(3);
  expect(proves(await replay(stage.channelId)).json).toEqual({ replayed: 1, undecided: 0, remaining: 0 });
});

test('replayDeadLettersOfChannel 400: a destination that is none, or a cursor of another list', async () => {
  for (const query of ['?destination=fax', '?after=x', '?confirm=yes']) proves(await replay(stage.channelId, query));
});

test('replayDeadLettersOfChannel 404: no such channel, or one that was deleted, whose letters stay', async () => {
  proves(await replay('ch_5mTqv0c2Zq1W8yKpR3xNdA'));
  await stage.write('hello');
  const letter = await buryOne(stage);
  await stage.app.store.transaction(async (tx) => tx.setChannelState(stage.channelId as ChannelId, 'deleted'));
  proves(await replay(stage.channelId));
  expect(await stage.app.store.deadLetter(letter)).toBeDefined();
});

test('replayDeadLettersOfChannel 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('replayDeadLettersOfChannel 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('replayDeadLettersOfChannel 503: without the store nothing changes, and a repeat works', () => saysStoreIsAway(stage, ask));
