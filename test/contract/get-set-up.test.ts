import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, keepsItsFaults, type OperatorAsk, saysTheStoreIsAway, wantsTheToken } from './console-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const getSetUp: OperatorAsk = (on, { auth } = {}) => ask(on, 'GET', '/console/set-up', { auth });

interface Step {
  id: string;
  state: string;
}

test('getSetUp 200: the steps in order, from what is there to what is still to be done', async () => {
  const states = async () => Object.fromEntries(proves(await getSetUp(stage)).json.steps.map(({ id, state }: Step) => [id, state]));
  const begun = {
    address: 'done',
    'pipedrive-app': 'done',
    credentials: 'done',
    connect: 'done',
    channel: 'done',
    whatsapp: 'todo',
    'first-message': 'todo',
    'first-answer': 'todo',
  };
  expect(await states()).toEqual(begun);
  await stage.write('hello');
  expect(await states()).toEqual({ ...begun, whatsapp: 'done', 'first-message': 'done' });
});

test('getSetUp 200: the sandbox tells its verify token and a free number, and no secret that opens more', async () => {
  const { json, text } = proves(await getSetUp(stage));
  const { clientSecret, verifyToken, accessToken } = { ...stage.config.pipedrive, ...stage.config.whatsapp };
  expect(text).toContain(verifyToken);
  for (const secret of [clientSecret, accessToken, ...stage.config.whatsapp.appSecrets]) expect(text).not.toContain(secret);
  expect(json.draft).toMatchObject({ phoneNumberId: '106540352242923', installationId: json.installations[0].id });
});

test('getSetUp 200: asks nobody', async () => {
  const before = stage.peers.pipedrive.received.length;
  proves(await getSetUp(stage));
  expect(stage.peers.pipedrive.received).toHaveLength(before);
  expect(stage.storeCalls('transaction')).toBeLessThan(10);
});

test('getSetUp 401: outside the sandbox only CONSOLE_TOKEN opens', () => wantsTheToken(getSetUp));
test('getSetUp 500: a fault of ours keeps its words inside', () => keepsItsFaults(stage, getSetUp));
test('getSetUp 503: the store is out of reach', () => saysTheStoreIsAway(stage, getSetUp));
