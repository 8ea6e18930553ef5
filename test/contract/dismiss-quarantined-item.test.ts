import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ask, keepsFaultsInside, quarantineOne, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await quarantineOne(stage);
});
afterEach(() => stage.stopAll());

const dismiss = (id: unknown) => stage.call(`/console/quarantine/${id}`, { auth: null, method: 'DELETE' });
const ask: Ask = ({ call }, auth = null) => call('/console/quarantine/1', { auth, method: 'DELETE' });

test('dismissQuarantinedItem 204: it is gone, and its number is never another one', async () => {
  expect(proves(await dismiss(1)).text).toBe('');
  expect((await stage.call('/console/quarantine', { auth: null })).json.items).toEqual([]);
  expect(await quarantineOne(stage, 'another')).toBe(2);
});

test('dismissQuarantinedItem 400: no number of an item', async () => {
  for (const id of ['x', '0', '1.5']) proves(await dismiss(id));
});

test('dismissQuarantinedItem 404: a second time', async () => {
  await dismiss(1);
  proves(await dismiss(1));
});

test('dismissQuarantinedItem 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('dismissQuarantinedItem 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('dismissQuarantinedItem 503: without the store nothing changes, and a repeat works', () => saysStoreIsAway(stage, ask));
