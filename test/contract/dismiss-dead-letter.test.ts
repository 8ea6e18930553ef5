import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ask, buryOne, keepsFaultsInside, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ env: { PIPEDRIVE_CHANNELS: 'off' } });
  await stage.write('hello');
  await buryOne(stage);
});
afterEach(() => stage.stopAll());

const dismiss = (id: unknown) => stage.call(`/console/dead-letters/${id}`, { auth: null, method: 'DELETE' });
const ask: Ask = ({ call }, auth = null) => call('/console/dead-letters/1', { auth, method: 'DELETE' });

test('dismissDeadLetter 204: it is not tried any more, and the message stays', async () => {
  expect(proves(await dismiss(1)).text).toBe('');
  expect((await stage.app.store.troubles()).deadLetters).toBe(0);
  expect((await stage.conversations())[0]?.messages).toHaveLength(1);
  expect(await stage.app.store.backlog()).toEqual([]);
  expect(await buryOne(stage), 'its number is never another one').toBe(2);
});

test('dismissDeadLetter 400: no number of a letter', async () => {
  for (const id of ['x', '0', '1.5']) proves(await dismiss(id));
});

test('dismissDeadLetter 404: a second time', async () => {
  await dismiss(1);
  proves(await dismiss(1));
});

test('dismissDeadLetter 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('dismissDeadLetter 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('dismissDeadLetter 503: without the store nothing changes, and a repeat works', () => saysStoreIsAway(stage, ask));
