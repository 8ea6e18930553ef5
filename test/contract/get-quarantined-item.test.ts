import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ask, keepsFaultsInside, OTHER_NUMBER, quarantineOne, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await quarantineOne(stage);
});
afterEach(() => stage.stopAll());

const item = (id: unknown) => stage.call(`/console/quarantine/${id}`, { auth: null });
const ask: Ask = async ({ call }, auth = null) => call('/console/quarantine/1', { auth });

test('getQuarantinedItem 200: the item as it came', async () => {
  const { json } = proves(await item(1));
  expect(json).toMatchObject({ id: 1, reason: 'unknown-phone-number-id', kind: 'message', phoneNumberId: OTHER_NUMBER });
  expect(json.item).toMatchObject({ type: 'text', text: { body: 'for a number without a channel' }, from: '15551230001' });
});

test('getQuarantinedItem 200: what is no JSON comes as text', async () => {
  await stage.deliver('not json');
  expect(proves(await item(2)).json.item).toBe('not json');
});

test('getQuarantinedItem 400: no number of an item', async () => {
  for (const id of ['x', '0', '-1', '1.5', '1'.repeat(30)]) proves(await item(id));
});

test('getQuarantinedItem 404: none of that number', async () => {
  proves(await item(99));
});

test('getQuarantinedItem 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('getQuarantinedItem 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('getQuarantinedItem 503: without the store nothing changes, and a repeat works', () => saysStoreIsAway(stage, ask));
