import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, keepsItsFaults, type OperatorAsk, saysTheStoreIsAway, wantsTheToken } from './console-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const list: OperatorAsk = (on, { auth } = {}) => ask(on, 'GET', '/console/channels', { auth });

test('listChannels 200: every channel that is not deleted, with its company and what it waits for, and no secret', async () => {
  const second = await stage.addChannel('206540352242922');
  const deleted = await stage.addChannel('306540352242922');
  await stage.setState('deleted', deleted.id);
  const now = stage.clock.now();
  const hold = { channelId: stage.app.channel.id, destination: 'crm', until: now + 60_000, code: 429, reason: 'slower' } as const;
  await stage.app.store.transaction(async (tx) => tx.hold(hold, now));
  const { json, text } = proves(await list(stage));
  expect(json.channels.map(({ id }: { id: string }) => id)).toEqual([stage.channelId, second.id].toSorted());
  const byId = (id: string) => json.channels.find((channel: { id: string }) => channel.id === id);
  expect(byId(stage.channelId)).toMatchObject({
    state: 'active',
    companyId: 1,
    registration: { state: 'registered', note: null },
    holds: [{ destination: 'crm', until: new Date(now + 60_000).toISOString(), code: 429, reason: 'slower' }],
  });
  expect(byId(second.id)).toMatchObject({ installationId: null, companyId: null, registration: { state: 'none' }, holds: [] });
  expect(text).not.toContain('EAA');
});

test('listChannels 401: outside the sandbox only CONSOLE_TOKEN opens', () => wantsTheToken(list));
test('listChannels 500: a fault of ours keeps its words inside', () => keepsItsFaults(stage, list));
test('listChannels 503: the store is out of reach', () => saysTheStoreIsAway(stage, list));
