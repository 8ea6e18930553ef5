import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { ask, keepsItsFaults, knowsNoOther, newChannel, type OperatorAsk, refusesALongId, wantsTheToken } from './console-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const remove: OperatorAsk = (on, { channelId = on.channelId, auth } = {}) => ask(on, 'DELETE', `/console/channels/${channelId}`, { auth });
const onlyHere = () => ask(stage, 'DELETE', `/console/channels/${stage.channelId}?onlyHere=true`);
const inInbox = () => stage.peers.pipedrive.channels().some(({ id }) => id === stage.channelId);
const isHere = async () => (await stage.app.store.channel(stage.channelId))?.state !== 'deleted';

test('removeChannel 200: gone in Pipedrive and here; what waited is pushed nowhere, and the phone number is free', async () => {
  await stage.write('hello');
  await until(async () => (await stage.app.store.backlog()).length === 0, 'the empty outbox');
  stage.peers.pipedrive.faults.failNext('receiveMessage', { status: 402, code: undefined });
  await stage.write('waiting');
  await until(async () => (await stage.app.store.holds(stage.clock.now())).length === 1, 'the hold');
  expect(proves(await remove(stage)).json).toMatchObject({
    id: stage.channelId,
    state: 'deleted',
    registration: { state: 'none' },
    holds: [],
  });
  expect(inInbox()).toBe(false);
  const calls = stage.peers.pipedrive.received.length;
  await stage.clock.advance(2 * 86_400_000);
  expect(stage.peers.pipedrive.received.length).toBe(calls);
  expect(await stage.app.store.backlog()).toEqual([]);
  expect(await stage.app.store.deadLetters({ limit: 10 })).toEqual([]);
  expect((await stage.call(`/api/channels/${stage.channelId}/conversations`)).status).toBe(404);
  const body = newChannel({ phoneNumberId: stage.app.channel.phoneNumberId });
  expect((await ask(stage, 'POST', '/console/channels', { body })).status).toBe(201);
});

test('removeChannel 200: one that Pipedrive does not have, or whose API is gone, is deleted here', async () => {
  const second = await stage.addChannel('206540352242922');
  const installation = stage.app.channel.installationId ?? (await stage.app.store.installations())[0]?.id;
  await stage.app.store.transaction(async (tx) => {
    await tx.setChannelInstallation(second.id, installation ?? null);
    await tx.setRegistration(second.id, { state: 'registered', note: null, at: 1 });
  });
  proves(await remove(stage, { channelId: second.id }));
  stage.peers.pipedrive.faults.failNext('deleteChannel', { status: 410, code: undefined });
  proves(await remove(stage));
  expect(await isHere()).toBe(false);
});

test('removeChannel 200: with onlyHere Pipedrive is not asked', async () => {
  proves(await onlyHere());
  expect(inInbox()).toBe(true);
  expect(await isHere()).toBe(false);
});

test('removeChannel 200: a paused channel can be deleted', async () => {
  await stage.setState('disabled');
  proves(await remove(stage));
});

test('removeChannel 400: an id that is too long, or a query that does not fit', async () => {
  await refusesALongId(stage, remove);
  proves(await ask(stage, 'DELETE', `/console/channels/${stage.channelId}?onlyHere=perhaps`));
  expect(await isHere()).toBe(true);
});

test('removeChannel 401: outside the sandbox only CONSOLE_TOKEN opens', () => wantsTheToken(remove));
test('removeChannel 404: a channel that never was, or was deleted', () => knowsNoOther(stage, remove));

test('removeChannel 409: Pipedrive refuses, so nothing is deleted; the answer says how to go on', async () => {
  stage.peers.pipedrive.configure({ owner: false });
  expect(proves(await remove(stage)).json.detail).toMatch(/Nothing was deleted.*FORBIDDEN_USER_REQUEST.*onlyHere=true/);
  expect([await isHere(), inInbox()]).toEqual([true, true]);
});

test('removeChannel 500: a fault of ours keeps its words inside', () => keepsItsFaults(stage, remove));

test('removeChannel 503: Pipedrive cannot be asked now, so nothing is deleted; the answer says when', async () => {
  stage.peers.pipedrive.faults.failNext('deleteChannel', { status: 503, code: undefined, retryAfterSeconds: 30 });
  const away = proves(await remove(stage));
  expect(away.json.code).toBe('PIPEDRIVE_UNAVAILABLE');
  expect(away.headers['retry-after']).toBe('30');
  stage.peers.pipedrive.faults.dropNext('deleteChannel', { afterHandling: true });
  proves(await remove(stage));
  expect(await isHere()).toBe(true);
  expect((await remove(stage)).status).toBe(200);
});
