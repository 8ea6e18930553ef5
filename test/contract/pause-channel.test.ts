import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { ask, keepsItsFaults, knowsNoOther, type OperatorAsk, refusesALongId, saysTheStoreIsAway, wantsTheToken } from './console-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const pause: OperatorAsk = (on, { channelId = on.channelId, auth } = {}) =>
  ask(on, 'POST', `/console/channels/${channelId}/pause`, { auth });
const received = () => stage.peers.pipedrive.received.map(({ message }) => message);
const ready = async () => (await stage.call('/health/ready', { auth: null })).json;

test('pauseChannel 200: Pipedrive gets 403, customers are still heard, and nothing is pushed, however long it takes', async () => {
  await stage.write('before');
  await until(() => received().includes('before'), 'the first message');
  for (let time = 0; time < 2; time++) {
    expect(proves(await pause(stage)).json).toMatchObject({
      state: 'paused',
      holds: [{ destination: 'crm', until: null, reason: 'paused by the operator' }],
    });
  }
  expect((await stage.call(`/api/channels/${stage.channelId}/conversations`)).status).toBe(403);
  expect(JSON.parse((await stage.write('meanwhile')).body)).toMatchObject({ stored: 1, quarantined: 0 });
  await stage.clock.advance(3 * 86_400_000);
  expect(received()).toEqual(['before']);
  const { checks } = await ready();
  expect(checks.find(({ name }: { name: string }) => name === 'delivery')).toMatchObject({
    status: 'ok',
    detail: expect.stringContaining('1 channels paused'),
  });
});
test('pauseChannel 400: an id that is too long', () => refusesALongId(stage, pause));
test('pauseChannel 401: outside the sandbox only CONSOLE_TOKEN opens', () => wantsTheToken(pause));
test('pauseChannel 404: a channel that never was, or was deleted', () => knowsNoOther(stage, pause));
test('pauseChannel 409: a channel that WhatsApp suspended', async () => {
  await stage.setState('suspended');
  expect(proves(await pause(stage)).json.code).toBe('CONFLICT');
});
test('pauseChannel 500: a fault of ours keeps its words inside', () => keepsItsFaults(stage, pause));
test('pauseChannel 503: the store is out of reach', () => saysTheStoreIsAway(stage, pause));
