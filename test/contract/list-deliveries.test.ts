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

const ask = (query = '') => stage.call(`/console/deliveries${query}`, { auth: null });

test('listDeliveries 200: the newest first, page by page, without a word of what they say', async () => {
  expect(proves(await ask()).json).toEqual({ deliveries: [] });
  for (const text of ['first secret', 'second secret', 'third secret']) await stage.write(text);
  await stage.write('for nobody', { phone: '999' });
  const { json, text } = proves(await ask('?limit=3'));
  expect(json.deliveries.map(({ quarantined }: { quarantined: number }) => quarantined)).toEqual([1, 0, 0]);
  expect(json.deliveries[0]).toEqual({
    id: json.deliveries[1].id + 1,
    receivedAt: new Date(stage.clock.now()).toISOString(),
    size: expect.any(Number),
    quarantined: 1,
  });
  expect(text).not.toMatch(/secret|1555/);
  const next = proves(await ask(`?limit=3&after=${json.after}`)).json;
  expect([next.deliveries.length, next.after]).toEqual([1, undefined]);
});

test('listDeliveries 400: a limit out of bounds, and a cursor of another list', async () => {
  for (const query of ['?limit=0', '?limit=101', '?after=1.AAAAAAAAAAAAAAAA'])
    expect(proves(await ask(query)).json.code, query).toBe('INVALID_REQUEST');
});

test('listDeliveries 401: outside the sandbox only with the bearer token', async () => {
  expect(await wantsTheToken('/console/deliveries')).toBe(200);
});

test('listDeliveries 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await ask());
});

test('listDeliveries 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await ask());
});
