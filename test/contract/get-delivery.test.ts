import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { wantsTheToken } from './console-refusals.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const ask = (id: string | number) => stage.call(`/console/deliveries/${id}`, { auth: null });

test('getDelivery 200: the bytes as they came', async () => {
  await stage.write('hello Ünïcode');
  const { json } = proves(await ask(1));
  expect(JSON.parse(json.body).entry[0].changes[0].value.messages[0].text.body).toBe('hello Ünïcode');
  expect(json).toMatchObject({ id: 1, receivedAt: new Date(stage.clock.now()).toISOString(), size: Buffer.byteLength(json.body) });
});

test('getDelivery 400: an id that is none', async () => {
  for (const id of ['0', 'x', '1.5']) proves(await ask(id));
});

test('getDelivery 401: outside the sandbox only with the bearer token', async () => {
  expect(await wantsTheToken('/console/deliveries/1')).toBe(404);
});

test('getDelivery 404: one that never was, or is past its time', async () => {
  expect(proves(await ask(7)).json.detail).toContain('RETENTION_DAYS');
});

test('getDelivery 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await ask(1));
});

test('getDelivery 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await ask(1));
});
