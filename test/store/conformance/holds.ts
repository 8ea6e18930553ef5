import { describe, expect, test } from 'vitest';
import type { Hold } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  addNeighbour,
  addPlace,
  claim,
  claimOne,
  complete,
  drain,
  enqueue,
  LEASE_MS,
  type OpenStore,
  type Place,
  retry,
  T,
  withStore,
} from './fixture.ts';

const UNTIL = T + 10_000;
const holdOf = ({ channelId }: Place, changes: Partial<Hold> = {}): Hold => ({
  channelId,
  destination: 'crm',
  until: UNTIL,
  code: 190,
  reason: 'the token expired',
  ...changes,
});
const hold = (store: Store, place: Place, changes: Partial<Hold> = {}) =>
  store.transaction(async (tx) => tx.hold(holdOf(place, changes), T));
const release = (store: Store, { channelId }: Place, now = T + 1) => store.transaction(async (tx) => tx.release(channelId, 'crm', now));

export function holdCases(open: OpenStore): void {
  describe('holds', () => {
    const harness = withStore(open);

    test('hold: stops every lane of the channel towards that destination until then, and nothing else', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const elsewhere = await addPlace(store);
      for (let n = 0; n < 10; n++) await enqueue(store, n === 0 ? place : await addNeighbour(store, place), n);
      await enqueue(store, place, 50, { destination: 'whatsapp' });
      await enqueue(store, elsewhere, 60);
      await hold(store, place);
      expect(await drain(store, UNTIL - 1)).toEqual([60]);
      expect(await drain(store, UNTIL - 1, 'whatsapp')).toEqual([50]);
      expect(await store.nextReadyAt('crm')).toBe(UNTIL);
      expect((await drain(store, UNTIL)).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    test('holds: lists those that still hold; a shorter one changes nothing, a longer one does', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      expect(await store.holds(T)).toEqual([]);
      await hold(store, place);
      expect(await store.holds(UNTIL - 1)).toEqual([holdOf(place)]);
      expect(await store.holds(UNTIL)).toEqual([]);
      await hold(store, place, { until: UNTIL - 5, code: 131042, reason: 'payment' });
      expect(await store.holds(UNTIL - 1)).toEqual([holdOf(place)]);
      await hold(store, place, { until: UNTIL + 5000, code: 131042, reason: 'payment' });
      expect(await store.holds(UNTIL)).toEqual([holdOf(place, { until: UNTIL + 5000, code: 131042, reason: 'payment' })]);
    });

    test('enqueue during a hold: waits for its end, in lanes old and new', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      await hold(store, place);
      await enqueue(store, place, 2, { now: T + 1 });
      await enqueue(store, await addNeighbour(store, place), 3, { now: T + 1 });
      expect(await claim(store, { now: UNTIL - 1 })).toEqual([]);
      expect((await drain(store, UNTIL)).toSorted()).toEqual([1, 2, 3]);
    });

    test('release: everything that waited is ready at once, in its order', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const seq of [1, 2]) await enqueue(store, place, seq);
      for (let n = 0; n < 20; n++) await enqueue(store, await addNeighbour(store, place), 100 + n);
      await hold(store, place);
      await enqueue(store, place, 3, { now: T + 1 });
      await release(store, place);
      expect(await store.holds(T + 1)).toEqual([]);
      const seqs = await drain(store, T + 1);
      expect(seqs.filter((seq) => seq < 100)).toEqual([1, 2, 3]);
      expect(seqs).toHaveLength(23);
    });

    test('release: a lane that was begun during the hold goes on as well', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await hold(store, place);
      await enqueue(store, place, 1, { now: T + 1 });
      await release(store, place, T + 2);
      expect(await drain(store, T + 2)).toEqual([1]);
    });

    test('release: a lane that is blocked by a retry stays blocked, one that is not due yet keeps its time', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      await retry(store, await claimOne(store), T + 500);
      await enqueue(store, await addNeighbour(store, place), 2, { dueAt: T + 700 });
      await hold(store, place);
      await release(store, place);
      expect(await claim(store, { now: T + 499 })).toEqual([]);
      expect(await drain(store, T + 699)).toEqual([1]);
      expect(await drain(store, T + 700)).toEqual([2]);
    });

    test('hold while a lane is under way: its worker settles it, and what is left waits', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const seq of [1, 2]) await enqueue(store, place, seq);
      const job = await claimOne(store);
      await hold(store, place);
      expect(await complete(store, job)).toBe(true);
      expect(await claim(store, { now: UNTIL - 1 })).toEqual([]);
      expect(await drain(store, UNTIL)).toEqual([2]);
    });

    test('hold while a lane is under way and its worker dies: the lane waits for the end of the hold', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      await claimOne(store, { leaseMs: LEASE_MS });
      const until = T + 5 * LEASE_MS;
      await hold(store, place, { until });
      expect(await claim(store, { now: T + LEASE_MS })).toEqual([]);
      expect(await claim(store, { now: until - 1 })).toEqual([]);
      expect(await store.nextReadyAt('crm')).toBe(until);
      expect(await drain(store, until)).toEqual([1]);
    });

    test('retry during a hold: waits for whichever ends later', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      const job = await claimOne(store);
      await hold(store, place);
      expect(await retry(store, job, T + 5)).toBe(true);
      expect(await store.nextReadyAt('crm')).toBe(UNTIL);
      const again = await claimOne(store, { now: UNTIL });
      expect(await retry(store, again, UNTIL + 5, true, UNTIL)).toBe(true);
      expect(await store.nextReadyAt('crm')).toBe(UNTIL + 5);
    });

    test('hold survives a restart', async () => {
      const { store, reopen } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      await hold(store, place);
      const again = await reopen();
      expect(await again.holds(T)).toEqual([holdOf(place)]);
      expect(await claim(again, { now: UNTIL - 1 })).toEqual([]);
      expect(await drain(again, UNTIL)).toEqual([1]);
    });
  });
}
