import { describe, expect, test } from 'vitest';
import {
  addNeighbour,
  addPlace,
  claim,
  claimOne,
  complete,
  drain,
  enqueue,
  type OpenStore,
  postpone,
  retry,
  T,
  withStore,
} from './fixture.ts';

export function outboxCases(open: OpenStore): void {
  describe('outbox', () => {
    const harness = withStore(open);

    test('enqueue: a lane hands its jobs out in the order of the messages, one at a time', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      // A clock that was set back must not turn the order around.
      for (const [index, seq] of [3, 1, 2].entries()) await enqueue(store, place, seq, { now: T - index });
      const first = await claimOne(store);
      expect(first).toMatchObject({ ...place, destination: 'crm', seq: 1, revision: 1, attempts: 0, createdAt: T - 1 });
      expect(await claim(store)).toEqual([]);
      expect(await complete(store, first)).toBe(true);
      expect(await drain(store)).toEqual([2, 3]);
    });

    test('claim: lanes of different conversations go in parallel, up to the limit', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const others = [await addNeighbour(store, place), await addNeighbour(store, place), await addPlace(store)];
      for (const lane of [place, ...others]) await enqueue(store, lane, 1);
      const firsts = await claim(store, { limit: 3 });
      const rest = await claim(store, { limit: 3 });
      expect([firsts.length, rest.length]).toEqual([3, 1]);
      expect(new Set([...firsts, ...rest].map(({ conversationId }) => conversationId)).size).toBe(4);
    });

    test('claim: destinations are separate lanes', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1, { destination: 'crm' });
      await enqueue(store, place, 1, { destination: 'whatsapp' });
      const crm = await claimOne(store, { destination: 'crm' });
      const whatsapp = await claimOne(store, { destination: 'whatsapp' });
      expect([crm.destination, whatsapp.destination]).toEqual(['crm', 'whatsapp']);
      expect(await complete(store, crm)).toBe(true);
      expect(await complete(store, whatsapp)).toBe(true);
    });

    test('enqueue twice: is one job, due at the earliest time asked for', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1, { dueAt: T + 2000 });
      await enqueue(store, place, 1, { now: T + 1, dueAt: T + 5000 });
      expect(await store.nextReadyAt('crm')).toBe(T + 2000);
      await enqueue(store, place, 1, { now: T + 2, dueAt: T + 1000 });
      expect(await store.nextReadyAt('crm')).toBe(T + 1000);
      expect(await store.backlog()).toEqual([{ destination: 'crm', waiting: 1, oldestAt: T }]);
      expect(await claim(store, { now: T + 999 })).toEqual([]);
      expect(await drain(store, T + 1000)).toEqual([1]);
    });

    test('enqueue while the job is under way: settling the older revision leaves it waiting, with its attempts forgotten', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      expect(await retry(store, await claimOne(store), T)).toBe(true);
      const underWay = await claimOne(store);
      expect(underWay.attempts).toBe(1);
      await enqueue(store, place, 1);
      expect(await claim(store)).toEqual([]);
      expect(await complete(store, underWay)).toBe(true);
      const again = await claimOne(store);
      expect(again).toMatchObject({ seq: 1, attempts: 0, revision: underWay.revision + 1 });
      expect(await complete(store, again)).toBe(true);
      expect(await drain(store)).toEqual([]);
      expect(await store.backlog()).toEqual([]);
    });

    test('retry: leaves the job at the head and blocks its lane until then, not the others', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const other = await addNeighbour(store, place);
      for (const seq of [1, 2]) await enqueue(store, place, seq);
      expect(await retry(store, await claimOne(store), T + 500)).toBe(true);
      await enqueue(store, other, 9);
      expect(await drain(store, T + 499)).toEqual([9]);
      expect(await store.nextReadyAt('crm')).toBe(T + 500);
      const again = await claimOne(store, { now: T + 500 });
      expect(again).toMatchObject({ seq: 1, attempts: 1, createdAt: T });
      expect(await complete(store, again, T + 500)).toBe(true);
      expect(await drain(store, T + 500)).toEqual([2]);
    });

    test('retry: counts an attempt when told to; one that does not count ends the row', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      const seen: unknown[] = [];
      for (const counts of [true, true, false, true]) {
        const job = await claimOne(store);
        seen.push([job.attempts, job.failingSince]);
        await retry(store, job, T, counts);
      }
      const job = await claimOne(store);
      seen.push([job.attempts, job.failingSince]);
      expect(seen).toEqual([
        [0, null],
        [1, T],
        [2, T],
        [0, null],
        [1, T],
      ]);
    });

    test('enqueue into a lane that is blocked by a retry: does not unblock it', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      await retry(store, await claimOne(store), T + 500);
      await enqueue(store, place, 2, { now: T + 1 });
      await enqueue(store, place, 1, { now: T + 2 });
      expect(await claim(store, { now: T + 499 })).toEqual([]);
      expect(await drain(store, T + 500)).toEqual([1, 2]);
    });

    test('withdraw: takes a waiting job back', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const seq of [1, 2]) await enqueue(store, place, seq);
      await store.transaction(async (tx) => tx.withdraw({ ...place, seq: 1, destination: 'crm' }, T));
      expect(await drain(store)).toEqual([2]);
      await enqueue(store, place, 3);
      await store.transaction(async (tx) => tx.withdraw({ ...place, seq: 3, destination: 'crm' }, T));
      expect(await store.nextReadyAt('crm')).toBeUndefined();
      expect(await drain(store)).toEqual([]);
    });

    test('withdraw: takes back a job that is under way, and bears one that is not there', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const withdraw = (seq: number) => store.transaction(async (tx) => tx.withdraw({ ...place, seq, destination: 'crm' }, T));
      await withdraw(1);
      await enqueue(store, place, 1);
      const job = await claimOne(store);
      await withdraw(1);
      expect(await claim(store)).toEqual([]);
      expect(await store.backlog()).toEqual([]);
      expect(await complete(store, job)).toBe(true);
      expect(await claim(store, { now: T + 10_000_000 })).toEqual([]);
    });

    test('withdraw while a neighbour is under way: the job is gone, the neighbour settles as ever', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      const job = await claimOne(store);
      await enqueue(store, place, 2, { dueAt: T + 10_000 });
      await store.transaction(async (tx) => tx.withdraw({ ...place, seq: 2, destination: 'crm' }, T));
      expect(await complete(store, job)).toBe(true);
      expect(await claim(store, { now: T + 20_000 })).toEqual([]);
    });

    test('enqueue for later while the lane is under way: keeps its time when the lane comes free', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      const job = await claimOne(store);
      await enqueue(store, place, 2, { dueAt: T + 2000 });
      expect(await complete(store, job)).toBe(true);
      expect(await claim(store, { now: T + 1999 })).toEqual([]);
      expect(await claim(store, { now: T + 2000 })).toMatchObject([{ seq: 2 }]);
    });

    test('withdraw from a lane that is blocked by a retry: the rest stays blocked', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const seq of [1, 2]) await enqueue(store, place, seq);
      await retry(store, await claimOne(store), T + 500);
      await store.transaction(async (tx) => tx.withdraw({ ...place, seq: 2, destination: 'crm' }, T));
      expect(await claim(store, { now: T + 499 })).toEqual([]);
      expect(await drain(store, T + 500)).toEqual([1]);
    });

    test('withdraw from a lane that is not due yet: the rest keeps its time', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const seq of [1, 2]) await enqueue(store, place, seq, { dueAt: T + 2000 });
      await store.transaction(async (tx) => tx.withdraw({ ...place, seq: 2, destination: 'crm' }, T));
      expect(await store.nextReadyAt('crm')).toBe(T + 2000);
    });

    test('bury: makes a dead letter, and the lane goes on', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const seq of [1, 2]) await enqueue(store, place, seq);
      await retry(store, await claimOne(store), T);
      const job = await claimOne(store);
      const buried = await store.transaction(async (tx) => tx.bury(job, { now: T + 7, code: 131026, reason: 'undeliverable' }));
      expect(buried).toBe('buried');
      const letter = {
        ...place,
        id: expect.any(Number),
        destination: 'crm',
        seq: 1,
        at: T + 7,
        attempts: 2,
        code: 131026,
        reason: 'undeliverable',
      };
      expect(await store.deadLetters({ limit: 10 })).toEqual([letter]);
      expect((await store.counts()).deadLetters).toBe(1);
      expect(await drain(store, T + 7)).toEqual([2]);
    });

    test('bury: a job that changed while it was under way is no dead letter; it is tried anew', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      await retry(store, await claimOne(store), T);
      const job = await claimOne(store);
      await enqueue(store, place, 1);
      const buried = await store.transaction(async (tx) => tx.bury(job, { now: T, code: 131026, reason: 'undeliverable' }));
      expect(buried).toBe('kept');
      expect(await store.deadLetters({ limit: 10 })).toEqual([]);
      expect(await claimOne(store)).toMatchObject({ seq: 1, attempts: 0, failingSince: null });
    });

    test('postpone: the lane waits until then with its job in front, and the attempts are as they were', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const seq of [1, 2]) await enqueue(store, place, seq);
      await retry(store, await claimOne(store), T);
      const job = await claimOne(store);
      expect(await postpone(store, job, T + 500)).toBe(true);
      await enqueue(store, place, 3);
      expect(await store.nextReadyAt('crm')).toBe(T + 500);
      expect(await claimOne(store, { now: T + 500 })).toMatchObject({ seq: 1, attempts: 1, failingSince: T });
    });

    test('deadLetters: come newest first, up to the limit', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const seq of [1, 2, 3]) {
        await enqueue(store, place, seq);
        const job = await claimOne(store);
        await store.transaction(async (tx) => tx.bury(job, { now: T + seq, code: 0, reason: 'no' }));
      }
      expect((await store.deadLetters({ limit: 2 })).map(({ seq }) => seq)).toEqual([3, 2]);
    });

    test('backlog: counts what waits and what is under way, by destination, with the oldest', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1, { now: T + 5 });
      await enqueue(store, place, 2, { now: T + 3 });
      await enqueue(store, place, 1, { now: T + 9, destination: 'whatsapp' });
      await claimOne(store, { now: T + 9, destination: 'whatsapp' });
      const byName = (await store.backlog()).toSorted((a, b) => a.destination.localeCompare(b.destination));
      expect(byName).toEqual([
        { destination: 'crm', waiting: 2, oldestAt: T + 3 },
        { destination: 'whatsapp', waiting: 1, oldestAt: T + 9 },
      ]);
    });

    test('nextReadyAt: the earliest lane of that destination, the end of a lease included, undefined when nothing waits', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const other = await addNeighbour(store, place);
      expect(await store.nextReadyAt('crm')).toBeUndefined();
      await enqueue(store, place, 1, { dueAt: T + 30 });
      await enqueue(store, other, 1, { dueAt: T + 20 });
      expect(await store.nextReadyAt('crm')).toBe(T + 20);
      expect(await store.nextReadyAt('whatsapp')).toBeUndefined();
      await claimOne(store, { now: T + 20, leaseMs: 5 });
      expect(await store.nextReadyAt('crm')).toBe(T + 25);
      await drain(store, T + 100);
      expect(await store.nextReadyAt('crm')).toBeUndefined();
    });

    test('enqueue in a transaction that throws: no job stays', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const asked = store.transaction(async (tx) => {
        await tx.enqueue({ ...place, seq: 1, destination: 'crm' }, { now: T, dueAt: T });
        throw new Error('no');
      });
      await expect(asked).rejects.toThrow('no');
      expect(await store.backlog()).toEqual([]);
      expect(await store.nextReadyAt('crm')).toBeUndefined();
    });
  });
}
