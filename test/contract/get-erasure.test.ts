import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { type Ask, keepsFaultsInside, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('hello');
  const { endUserId } = await onlyConversation(stage);
  id = (await stage.call(`/console/channels/${stage.channelId}/senders/${endUserId}`, { auth: null, method: 'DELETE' })).json.id;
});
afterEach(() => stage.stopAll());

let id: string;
const get = (erasureId = id) => stage.call(`/console/erasures/${erasureId}`, { auth: null });
const ask: Ask = ({ call }, auth = null) => call(`/console/erasures/${id}`, { auth });

test('getErasure 200: stays as the record that it was done, without anything personal', async () => {
  await until(async () => (await get()).json.state === 'done', 'the erasure');
  const { json, text } = proves(await get());
  expect(json).toEqual({
    ...{ id, kind: 'person', state: 'done', channelId: stage.channelId, companyId: null },
    ...{ requestedAt: '2026-11-20T09:00:00.000Z', finishedAt: '2026-11-20T09:00:00.000Z' },
    erased: { messages: 1, files: 0, deliveries: 1, quarantined: 0 },
  });
  expect(text).not.toMatch(/15551230001|Ana|hello/);
});

test('getErasure 400: an id that is too long', async () => {
  proves(await get('e'.repeat(129)));
});

test('getErasure 404: none of that id', async () => {
  proves(await get('er_nobody'));
});

test('getErasure 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('getErasure 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('getErasure 503: without the store nothing changes, and a repeat works', () => saysStoreIsAway(stage, ask));
