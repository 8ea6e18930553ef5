import { describe, expect, test } from 'vitest';
import type { Job } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  addNeighbour,
  addPlace,
  bury,
  claim,
  claimOne,
  complete,
  drain,
  enqueue,
  LEASE_MS,
  type OpenStore,
  postpone,
  retry,
  T,
  withStore,
} from './fixture.ts';

/** Everything about the outbox that a settling without a lease must not change. */
const picture = async (store: Store) => ({
  backlog: await store.backlog(),
  nextReadyAt: await store.nextReadyAt('crm'),
  deadLetters: await store.deadLetters({ limit: 10 }),
});

async function expectLost(store: Store, job: Job): Promise<void> {
  const before = await picture(store);
  expect(await complete(store, job)).toBe(false);
  expect(await retry(store, job, T + 1)).toBe(false);
  expect(await postpone(store, job, T + 1)).toBe(false);
  expect(await bury(store, job)).toBe(false);
  expect(await picture(store)).toEqual(before);
}

export function claimCases(open: OpenStore): void {
  describe('claims', () => {
    const harness = withStore(open);

    test('claim many at once: every lane is handed out exactly once', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const lanes = [place];
      for (let n = 1; n < 30; n++) lanes.push(await addNeighbour(store, place));
      for (const lane of lanes) for (const seq of [1, 2]) await enqueue(store, lane, seq);
      const claimed = (await Promise.all(Array.from({ length: 20 }, () => claim(store, { limit: 4 })))).flat();
      expect(claimed).toHaveLength(30);
      expect(new Set(claimed.map(({ conversationId }) => conversationId)).size).toBe(30);
      expect(new Set(claimed.map(({ lease }) => lease)).size).toBe(30);
      expect(claimed.every(({ seq }) => seq === 1)).toBe(true);
    });

    test('claim: takes the lane that has been ready longest first', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const other = await addNeighbour(store, place);
      await enqueue(store, place, 1, { dueAt: T + 20 });
      await enqueue(store, other, 2, { dueAt: T + 10 });
      expect((await claimOne(store, { now: T + 50, limit: 1 })).seq).toBe(2);
    });

    test('lease runs out: the lane comes free by itself, at that time and not before', async () => {
      const { store } = harness();
      await enqueue(store, await addPlace(store), 1);
      await claimOne(store);
      expect(await claim(store, { now: T + LEASE_MS - 1 })).toEqual([]);
      expect((await claimOne(store, { now: T + LEASE_MS })).seq).toBe(1);
    });

    test('lease runs out across a restart: the lane of a dead process comes free', async () => {
      const { store, reopen } = harness();
      await enqueue(store, await addPlace(store), 1);
      const lost = await claimOne(store);
      const again = await reopen();
      expect(await claim(again, { now: T + LEASE_MS - 1 })).toEqual([]);
      const taken = await claimOne(again, { now: T + LEASE_MS });
      await expectLost(again, lost);
      expect(await complete(again, taken)).toBe(true);
    });

    test('lost lease: cannot complete, retry, postpone or bury, and changes nothing', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const seq of [1, 2]) await enqueue(store, place, seq);
      const lost = await claimOne(store);
      const holder = await claimOne(store, { now: T + LEASE_MS });
      await expectLost(store, lost);
      expect(await complete(store, holder)).toBe(true);
    });

    test('settled lease: cannot settle a second time, whatever the lane does by then', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      const job = await claimOne(store);
      expect(await complete(store, job)).toBe(true);
      await expectLost(store, job);
      await enqueue(store, place, 1);
      await expectLost(store, job);
      const again = await claimOne(store);
      await expectLost(store, job);
      expect(await complete(store, again)).toBe(true);
    });

    test('lease that ran out but was taken by nobody: still settles', async () => {
      const { store } = harness();
      await enqueue(store, await addPlace(store), 1);
      const job = await claimOne(store);
      expect(await complete(store, job, T + 10 * LEASE_MS)).toBe(true);
      expect(await drain(store, T + 10 * LEASE_MS)).toEqual([]);
    });

    test('settle many at once with one lease: exactly one counts', async () => {
      const { store } = harness();
      await enqueue(store, await addPlace(store), 1);
      const job = await claimOne(store);
      const answers = await Promise.all([complete(store, job), bury(store, job), retry(store, job, T), complete(store, job)]);
      expect(answers.filter((settled) => settled)).toHaveLength(1);
    });

    test('renew: lengthens the leases that hold, and no others', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const other = await addNeighbour(store, place);
      await enqueue(store, place, 1);
      await enqueue(store, other, 2);
      const [first, second] = await claim(store);
      if (!first || !second) throw new Error('two lanes were ready');
      await store.transaction(async (tx) => tx.renew('crm', [first.lease, 'nobody'], T + 3 * LEASE_MS));
      const [expired, ...rest] = await claim(store, { now: T + 2 * LEASE_MS });
      expect(expired?.conversationId).toBe(second.conversationId);
      expect(rest).toEqual([]);
      await store.transaction(async (tx) => tx.renew('crm', [second.lease], T + 9 * LEASE_MS));
      expect((await claimOne(store, { now: T + 3 * LEASE_MS, limit: 1 })).lease).not.toBe(second.lease);
      expect(await complete(store, second)).toBe(false);
    });
  });
}
