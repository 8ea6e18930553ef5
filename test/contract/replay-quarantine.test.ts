import { afterEach, beforeEach, expect, test } from 'vitest';
import { REPLAY_BATCH } from '../../src/domain/quarantine.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { type Ask, keepsFaultsInside, OTHER_NUMBER, quarantineOne, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const replay = (query = '') => stage.call(`/console/quarantine-replay${query}`, { auth: null, method: 'POST' });
const ask: Ask = ({ call }, auth = null) => call('/console/quarantine-replay', { auth, method: 'POST' });

test('replayQuarantine 200: everything for a number, in batches that say how many remain, in the order it came', async () => {
  const total = REPLAY_BATCH + 5;
  const messages = Array.from({ length: total }, (_, index) => textMessage(`text ${index}`, { at: stage.clock.now() }));
  await stage.deliver(deliveryOf(changeOf({ messages, phone: OTHER_NUMBER })));
  await stage.deliver('not json');
  const channel = await stage.addChannel(OTHER_NUMBER);
  const first = proves(await replay(`?phoneNumberId=${OTHER_NUMBER}`)).json;
  expect(first).toMatchObject({ stored: REPLAY_BATCH, duplicate: 0, ignored: 0, quarantined: 0, remaining: 5 });
  const second = proves(await replay(`?phoneNumberId=${OTHER_NUMBER}&after=${first.after}`)).json;
  expect(second).toEqual({ stored: 5, duplicate: 0, ignored: 0, quarantined: 0, remaining: 0 });
  const [shown] = (await stage.call(`/api/channels/${channel.id}/conversations?messages_limit=3`)).json.data;
  expect(shown.messages.map(({ message }: { message: string }) => message)).toEqual([104, 103, 102].map((index) => `text ${index}`));
  expect((await stage.app.store.quarantine({ limit: 9 })).map(({ reason }) => reason)).toEqual(['not-json']);
});

test('replayQuarantine 200: one reason; what stays is counted and not tried twice', async () => {
  await stage.deliver('not json');
  await quarantineOne(stage);
  expect(proves(await replay('?reason=not-json')).json).toEqual({ stored: 0, duplicate: 0, ignored: 0, quarantined: 1, remaining: 0 });
  expect(proves(await replay()).json).toEqual({ stored: 0, duplicate: 0, ignored: 0, quarantined: 2, remaining: 0 });
});

test('replayQuarantine 400: a cursor of another list', async () => {
  for (const query of ['?after=x', '?reason=']) proves(await replay(query));
});

test('replayQuarantine 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('replayQuarantine 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('replayQuarantine 503: without the store nothing changes, and a repeat works', () => saysStoreIsAway(stage, ask));
