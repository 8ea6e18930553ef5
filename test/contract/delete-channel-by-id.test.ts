import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from './proof.ts';
import {
  type Ask,
  keepsFaultsInside,
  refusesLongIds,
  refusesStrangers,
  respectsTheSwitch,
  saysStoreIsAway,
  slowsDown,
} from './refusals.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const ask: Ask = ({ call, channelId: own }, { channelId = own, ...options } = {}) =>
  call(`/api/channels/${channelId}`, { method: 'DELETE', ...options });
const quarantined = () => stage.rows('SELECT reason, phone_number_id FROM quarantine');

test('deleteChannelById 200: once and again; then nothing but this operation knows the channel', async () => {
  await stage.write('hello');
  for (let time = 0; time < 3; time++) expect(proves(await ask(stage)).json).toEqual({ success: true });
  for (const rest of ['/conversations', '/templates', '/senders/x', '/messages/x']) {
    expect((await stage.call(`/api/channels/${stage.channelId}${rest}`)).status, rest).toBe(404);
  }
});

test('deleteChannelById 200: webhooks for its number are kept in quarantine, not lost and not shown', async () => {
  proves(await ask(stage));
  const { status, body } = await stage.write('are you there?');
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({ stored: 0, duplicate: 0, quarantined: 1, ignored: 0 });
  expect(quarantined()).toMatchObject([{ reason: 'unknown-phone-number-id', phone_number_id: '106540352242922' }]);
});

test('deleteChannelById 200: its number is free for a new channel, which sees nothing of the old one', async () => {
  await stage.write('for the old one');
  proves(await ask(stage));
  const next = await stage.addChannel('106540352242922');
  await stage.write('for the new one');
  const { data } = (await stage.call(`/api/channels/${next.id}/conversations`)).json;
  expect(data).toHaveLength(1);
  expect(data[0].messages.map(({ message }: { message: string }) => message)).toEqual(['for the new one']);
  // Deleting the old one again does not touch its successor.
  proves(await ask(stage));
  expect((await stage.call(`/api/channels/${next.id}/conversations`)).status).toBe(200);
});

test('deleteChannelById 200: a suspended channel can be removed', async () => {
  await stage.setState('suspended');
  proves(await ask(stage));
});

test('deleteChannelById 404: an id that never was a channel', async () => {
  expect(proves(await ask(stage, { channelId: 'ch_5mTqv0c2Zq1W8yKpR3xNdA' })).json.data.code).toBe('NOT_FOUND');
  expect((await stage.conversations()).length).toBe(0);
});

test('deleteChannelById 401: a stranger removes nothing', async () => {
  proves(await ask(stage, { auth: null }));
  expect((await stage.call(`/api/channels/${stage.channelId}/conversations`)).status).toBe(200);
});

test('deleteChannelById 400: an id in the path that is too long or wrongly encoded is refused', () => refusesLongIds(stage, ask));
test('deleteChannelById 401: only the pair of the app opens, compared as a whole', () => refusesStrangers(stage, ask));
test('deleteChannelById 403: a channel that was switched off stays as it is', () => respectsTheSwitch(stage, ask));
test('deleteChannelById 429: a channel beyond its share is told when to come back', () => slowsDown(ask));
test('deleteChannelById 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('deleteChannelById 503: without the store nothing is removed, and a repeat works', () => saysStoreIsAway(stage, ask));
