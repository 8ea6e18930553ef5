import { afterEach, beforeEach, expect, test } from 'vitest';
import { createErasureWorker, type ErasureWorkerOptions } from '../../src/delivery/erasure-worker.ts';
import type { Worker } from '../../src/delivery/worker.ts';
import { newErasureId } from '../../src/store/ids.ts';
import type { ErasureJob } from '../../src/store/records.ts';
import { startStage } from '../contract/stage.ts';
import { install } from '../store/conformance/fixture.ts';
import { until } from '../support/provider.ts';
import { type SeededStore, seedStore } from './seeded-store.ts';

const DAY = 86_400_000;
const LEASE = 30_000;

let seeded: SeededStore;
let worker: Worker | undefined;
beforeEach(async () => {
  seeded = await seedStore();
});
afterEach(async () => {
  await worker?.drain();
  worker = undefined;
  await seeded.remove();
});

async function beginErasure() {
  const { store, channel, clock } = seeded;
  const conversation = await store.conversation(channel.id, await seeded.conversation(`Ana ${Math.random()}`, []));
  const id = newErasureId();
  const who = { channelId: channel.id, contactId: conversation?.contactId ?? '', at: clock.now() };
  await store.transaction(async (tx) => tx.beginPersonErasure(id, who));
  return id;
}

/** A worker whose pieces of work the test decides on. */
function start(further: (job: ErasureJob, call: number) => ReturnType<ErasureWorkerOptions['further']>) {
  const seen: { steps: string[]; errors: unknown[]; done: number } = { steps: [], errors: [], done: 0 };
  worker = createErasureWorker({
    store: seeded.store,
    clock: seeded.clock,
    leaseMs: LEASE,
    pollMs: 365 * DAY,
    beginDue: async () => 0,
    async further(job, time) {
      seen.steps.push(job.step);
      const outcome = await further(job, seen.steps.length);
      const step = outcome === 'done' ? 'done' : job.step;
      if (outcome !== 'lost' && outcome !== 'busy') {
        await seeded.store.transaction(async (tx) => tx.advanceErasure(job, { step, place: '', erased: {}, ...time }));
      }
      return outcome;
    },
    onDone: () => {
      seen.done += 1;
    },
    onError: (error) => seen.errors.push(error),
  });
  worker.start();
  return seen;
}

test('one erasure after the other, piece by piece, until nothing is left', async () => {
  for (let count = 0; count < 3; count++) await beginErasure();
  const seen = start(async (job, call) => (call % 2 === 1 ? { ...job, step: 'traces' } : 'done'));
  await until(() => seen.done === 3);
  expect(seen.steps).toEqual(['messages', 'traces', 'messages', 'traces', 'messages', 'traces']);
  expect(await seeded.store.nextErasureAt()).toBeUndefined();
});

test('what has to wait is given back, and taken up again a second later', async () => {
  await beginErasure();
  const seen = start(async (_job, call) => (call === 1 ? 'busy' : 'done'));
  await until(() => seen.steps.length === 1);
  await until(async () => (await seeded.store.nextErasureAt()) === seeded.clock.now(), 'the lease to be given back');
  await seeded.clock.advance(1000);
  await until(() => seen.done === 1);
  expect(seen.errors).toEqual([]);
});

test('a fault is told, and the erasure goes on when its lease has ended', async () => {
  await beginErasure();
  const seen = start(async (_job, call) => {
    if (call === 1) throw new Error('disk on fire');
    return 'done';
  });
  await until(() => seen.errors.length === 1);
  for (let passed = 0; passed <= LEASE; passed += 1000) await seeded.clock.advance(1000);
  await until(() => seen.done === 1);
});

test('a stop in the middle gives the erasure back at once', async () => {
  const id = await beginErasure();
  const seen = start(async (job) => job);
  await until(() => seen.steps.length > 3);
  await worker?.drain();
  expect(await seeded.store.erasure(id)).toMatchObject({ state: 'running' });
  expect(await seeded.store.nextErasureAt()).toBe(seeded.clock.now());
});

test('a running provider erases a company on the day that its grace is over, and not before', async () => {
  const stage = await startStage();
  try {
    const { store, wake } = stage.app;
    await stage.write('for a company that leaves');
    const installation = await install(store, {}, { companyId: 77 });
    const at = stage.clock.now();
    await store.transaction(async (tx) => {
      await tx.setChannelInstallation(stage.app.channel.id, installation);
      await tx.endInstallation(installation, { at, eraseAt: at + 30 * DAY, note: 'uninstalled' });
    });
    wake();
    await stage.clock.advance(30 * DAY - 1);
    expect(await store.channel(stage.channelId)).toBeDefined();
    await stage.clock.advance(DAY);
    await until(async () => (await store.channel(stage.channelId)) === undefined, 'the erasure');
    expect(await store.counts()).toMatchObject({ messages: 0 });
    expect(stage.rows('SELECT kind, company_id, state FROM erasures')).toMatchObject([{ kind: 'company', company_id: 77, state: 'done' }]);
    expect(stage.logLines.filter((line) => line.includes('"msg":"erased"'))).toHaveLength(1);
  } finally {
    await stage.stopAll();
  }
});
