import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ask, keepsFaultsInside, OTHER_NUMBER, quarantineOne, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const list = (query = '') => stage.call(`/console/quarantine${query}`, { auth: null });
const ask: Ask = ({ call }, auth = null) => call('/console/quarantine', { auth });
const idsOf = ({ json }: { json: { items: { id: number }[] } }) => json.items.map(({ id }) => id);

test('listQuarantine 200: says why, when, for which number and what it was, and not a word of the content', async () => {
  await quarantineOne(stage, 'a very private text');
  await stage.deliver('not json');
  const { json, text } = proves(await list());
  expect(json).toEqual({
    items: [
      { id: 2, reason: 'not-json', kind: 'delivery', at: '2026-11-20T09:00:00.000Z', phoneNumberId: null },
      { id: 1, reason: 'unknown-phone-number-id', kind: 'message', at: '2026-11-20T09:00:00.000Z', phoneNumberId: OTHER_NUMBER },
    ],
  });
  expect(text).not.toMatch(/private|15551230001|Ana/);
});

test('listQuarantine 200: pages meet every item once, also when items come and go meanwhile', async () => {
  for (let count = 0; count < 5; count++) await quarantineOne(stage, `text ${count}`);
  const first = proves(await list('?limit=2'));
  expect(idsOf(first)).toEqual([5, 4]);
  await quarantineOne(stage, 'newer');
  await stage.call('/console/quarantine/4', { method: 'DELETE' });
  const second = proves(await list(`?limit=2&after=${first.json.after}`));
  expect(idsOf(second)).toEqual([3, 2]);
  const third = proves(await list(`?limit=2&after=${second.json.after}`));
  expect([idsOf(third), third.json.after]).toEqual([[1], undefined]);
});

test('listQuarantine 200: one reason or one number', async () => {
  await quarantineOne(stage);
  await stage.deliver('not json');
  expect(idsOf(proves(await list('?reason=not-json')))).toEqual([2]);
  expect(idsOf(proves(await list(`?phoneNumberId=${OTHER_NUMBER}`)))).toEqual([1]);
  expect(idsOf(proves(await list(`?reason=not-json&phoneNumberId=${OTHER_NUMBER}`)))).toEqual([]);
});

test('listQuarantine 400: a limit out of range, or a cursor of another list', async () => {
  for (let count = 0; count < 2; count++) await quarantineOne(stage, `text ${count}`);
  const { after } = (await list('?limit=1')).json;
  for (const query of ['?limit=0', '?limit=101', '?after=x', `?reason=not-json&after=${after}`]) proves(await list(query));
});

test('listQuarantine 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('listQuarantine 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('listQuarantine 503: without the store nothing changes, and a repeat works', () => saysStoreIsAway(stage, ask));
