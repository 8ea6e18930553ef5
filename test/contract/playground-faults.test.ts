import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultPresets } from '../../mocks/control/fault-presets.ts';
import { until } from '../support/provider.ts';
import { ask } from './console-stage.ts';
import { proves } from './proof.ts';
import { outsideTheSandbox, provesItsFault } from './sandbox-stage.ts';
import { onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

interface Shown {
  name: string;
  isSet: boolean;
  lasts: string;
}

const list = () => ask(stage, 'GET', '/playground/faults');
const set = (name: string) => ask(stage, 'PUT', `/playground/faults/${name}`);
const clear = (name: string) => ask(stage, 'DELETE', `/playground/faults/${name}`);
const clearAll = () => ask(stage, 'DELETE', '/playground/faults');
const isSet = (faults: Shown[]) => faults.filter((fault) => fault.isSet).map(({ name }) => name);

test('listPlaygroundFaults 200: each by the name of a preset, in plain words, and none is set at the start', async () => {
  const { faults, others } = proves(await list()).json;
  expect(faults.length).toBeGreaterThan(10);
  for (const { name } of faults) expect(Object.keys(faultPresets)).toContain(name);
  expect([isSet(faults), others]).toEqual([[], []]);
});

test('listPlaygroundFaults 200: what the control API set is told as well', async () => {
  stage.peers.faults.set({ side: 'whatsapp', kind: 'delay', operation: 'downloadMedia', ms: 5, times: 2 });
  const { others } = proves(await list()).json;
  expect(others).toEqual([{ id: expect.any(String), side: 'whatsapp', description: 'delay downloadMedia, 2 more' }]);
});

test('listPlaygroundFaults 404: only in the sandbox', async () => {
  proves(await outsideTheSandbox('/playground/faults'));
});

test('listPlaygroundFaults 500: a fault of ours keeps its words inside', () =>
  provesItsFault('listPlaygroundFaults', '/playground/faults'));

test('setPlaygroundFault 200: Pipedrive stays down until it is cleared, and nothing is lost', async () => {
  expect(isSet(proves(await set('pipedrive-down')).json.faults)).toEqual(['pipedrive-down']);
  expect(isSet(proves(await set('pipedrive-down')).json.faults)).toEqual(['pipedrive-down']);
  await stage.write('hello');
  const { id } = await onlyConversation(stage);
  for (let minute = 0; minute < 3; minute++) await stage.clock.advance(60_000);
  expect(stage.peers.pipedrive.inbox(stage.channelId, id)).toEqual([]);
  expect(isSet((await list()).json.faults)).toEqual(['pipedrive-down']);
  expect(isSet((await clear('pipedrive-down')).json.faults)).toEqual([]);
  await until(async () => {
    await stage.clock.advance(60_000);
    return stage.peers.pipedrive.inbox(stage.channelId, id).length === 1;
  });
});

test('setPlaygroundFault 200: every one can be set, and shows unless it happens at once', async () => {
  for (const { name, lasts } of (await list()).json.faults as Shown[]) {
    const { faults } = proves(await set(name)).json;
    expect(faults.find((fault: Shown) => fault.name === name).isSet, name).toBe(lasts !== 'at-once');
  }
});

test('setPlaygroundFault 200: one for the next only is used up by it', async () => {
  proves(await set('webhooks-out-of-order'));
  const before = stage.peers.whatsapp.idle();
  await Promise.all([stage.write('one'), stage.write('two')]);
  await before;
  expect(isSet((await list()).json.faults)).toEqual([]);
});

test('setPlaygroundFault 400: a name beyond 64 characters', async () => {
  proves(await set('x'.repeat(65)));
});

test('setPlaygroundFault 404: no such fault, or no sandbox', async () => {
  for (const name of ['nothing', 'toString', '__proto__']) expect(proves(await set(name)).json.code).toBe('NOT_FOUND');
  proves(await outsideTheSandbox('/playground/faults/pipedrive-down', { method: 'PUT' }));
});

test('setPlaygroundFault 500: a fault of ours keeps its words inside', () =>
  provesItsFault('setPlaygroundFault', '/playground/faults/pipedrive-down', { method: 'PUT' }));

test('clearPlaygroundFault 200: that one goes, the others stay', async () => {
  await set('pipedrive-down');
  await set('whatsapp-down');
  expect(isSet(proves(await clear('pipedrive-down')).json.faults)).toEqual(['whatsapp-down']);
  expect(isSet(proves(await clear('pipedrive-down')).json.faults)).toEqual(['whatsapp-down']);
});

test('clearPlaygroundFault 400: a name beyond 64 characters', async () => {
  proves(await clear('x'.repeat(65)));
});

test('clearPlaygroundFault 404: no such fault, or no sandbox', async () => {
  proves(await clear('nothing'));
  proves(await outsideTheSandbox('/playground/faults/pipedrive-down', { method: 'DELETE' }));
});

test('clearPlaygroundFault 500: a fault of ours keeps its words inside', () =>
  provesItsFault('clearPlaygroundFault', '/playground/faults/pipedrive-down', { method: 'DELETE' }));

test('clearPlaygroundFaults 200: all go, those of the control API too, and what was held back comes', async () => {
  stage.peers.faults.set({ side: 'whatsapp', kind: 'delay', operation: 'downloadMedia', ms: 5 });
  await set('webhooks-held');
  await set('duplicate-webhook');
  const held = stage.write('hello');
  const { faults, others } = proves(await clearAll()).json;
  expect([isSet(faults), others]).toEqual([[], []]);
  await held;
  await until(async () => (await stage.conversations()).length === 1);
});

test('clearPlaygroundFaults 404: only in the sandbox', async () => {
  proves(await outsideTheSandbox('/playground/faults', { method: 'DELETE' }));
});

test('clearPlaygroundFaults 500: a fault of ours keeps its words inside', () =>
  provesItsFault('clearPlaygroundFaults', '/playground/faults', { method: 'DELETE' }));
