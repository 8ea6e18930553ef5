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
const resume: OperatorAsk = (on, { channelId = on.channelId, auth } = {}) =>
  ask(on, 'POST', `/console/channels/${channelId}/resume`, { auth });
const received = () => stage.peers.pipedrive.received.map(({ message }) => message);

test('resumeChannel 200: what waited goes to the inbox, in its order', async () => {
  await pause(stage);
  for (const text of ['one', 'two', 'three']) await stage.write(text);
  for (let time = 0; time < 2; time++) expect(proves(await resume(stage)).json).toMatchObject({ state: 'active', holds: [] });
  await until(() => received().length === 3, 'the messages in the inbox');
  expect(received()).toEqual(['one', 'two', 'three']);
  expect((await stage.call(`/api/channels/${stage.channelId}/conversations`)).status).toBe(200);
});
test('resumeChannel 400: an id that is too long', () => refusesALongId(stage, resume));
test('resumeChannel 401: outside the sandbox only CONSOLE_TOKEN opens', () => wantsTheToken(resume));
test('resumeChannel 404: a channel that never was, or was deleted', () => knowsNoOther(stage, resume));
test('resumeChannel 409: a channel that WhatsApp suspended', async () => {
  await stage.setState('suspended');
  expect(proves(await resume(stage)).json.code).toBe('CONFLICT');
});
test('resumeChannel 500: a fault of ours keeps its words inside', () => keepsItsFaults(stage, resume));
test('resumeChannel 503: the store is out of reach', () => saysTheStoreIsAway(stage, resume));
