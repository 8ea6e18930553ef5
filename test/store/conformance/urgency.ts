import { describe, expect, test } from 'vitest';
import { type Urgency, urgencies } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import { addNeighbour, addPlace, claim, claimOne, complete, drain, enqueue, type OpenStore, type Place, T, withStore } from './fixture.ts';

const MINUTE = 60_000;
const urge = (store: Store, place: Place, seq: number, urgency: Urgency, dueAt = T) =>
  store.transaction(async (tx) => tx.enqueue({ ...place, seq, destination: 'crm' }, { now: dueAt, dueAt, urgency }));
/** Seqs in the order in which lanes are handed out one by one. */
const order = async (store: Store, now = T): Promise<number[]> => {
  const seqs: number[] = [];
  for (;;) {
    const [job] = await claim(store, { now, limit: 1 });
    if (!job) return seqs;
    seqs.push(job.seq);
    await complete(store, job, now);
  }
};

export function urgencyCases(open: OpenStore): void {
  describe('urgency', () => {
    const harness = withStore(open);

    test('claim: messages first, then failed, read and delivered ones, whatever came first', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const [index, urgency] of [urgencies.delivered, urgencies.read, urgencies.failed, urgencies.message].entries()) {
        await urge(store, index === 0 ? place : await addNeighbour(store, place), 10 * urgency, urgency, T + index);
      }
      expect(await order(store, T + 10)).toEqual([10, 20, 30, 40]);
    });

    test('claim: inside a lane the order of the messages holds, and the lane is as urgent as the most urgent in it', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const other = await addNeighbour(store, place);
      await urge(store, other, 100, urgencies.failed);
      await urge(store, place, 1, urgencies.delivered);
      await urge(store, place, 2, urgencies.message);
      await urge(store, place, 3, urgencies.read);
      expect(await order(store)).toEqual([1, 2, 100, 3]);
    });

    test('claim: five minutes of waiting are worth a step, so that no lane starves', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await urge(store, place, 1, urgencies.delivered, T);
      const fresh = T + 15 * MINUTE;
      await urge(store, await addNeighbour(store, place), 2, urgencies.message, fresh - 1);
      await urge(store, await addNeighbour(store, place), 3, urgencies.message, fresh + 1);
      expect(await order(store, fresh + 1)).toEqual([2, 1, 3]);
    });

    test('enqueue again: the more urgent wish counts while the job waits, and only the new one once it is under way', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const [second, third] = [await addNeighbour(store, place), await addNeighbour(store, place)];
      await urge(store, place, 1, urgencies.message);
      const underWay = await claimOne(store);
      await urge(store, place, 1, urgencies.delivered);
      expect(await complete(store, underWay)).toBe(true);
      await urge(store, second, 2, urgencies.delivered);
      await urge(store, second, 2, urgencies.read);
      await urge(store, third, 3, urgencies.failed);
      expect(await order(store)).toEqual([3, 2, 1]);
    });

    test('enqueue into a lane that had emptied: what was urgent before does not count any more', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await enqueue(store, place, 1);
      expect(await drain(store)).toEqual([1]);
      await urge(store, place, 2, urgencies.delivered);
      await urge(store, await addNeighbour(store, place), 3, urgencies.read);
      expect(await order(store)).toEqual([3, 2]);
    });

    test('nextReadyAt: the earliest lane of any urgency', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await urge(store, place, 1, urgencies.message, T + 30);
      await urge(store, await addNeighbour(store, place), 2, urgencies.delivered, T + 20);
      expect(await store.nextReadyAt('crm')).toBe(T + 20);
    });

    test('withdrawAll: nothing of the channel waits any more, its hold is gone, and what is under way settles as ever', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const elsewhere = await addPlace(store);
      for (const seq of [1, 2]) await enqueue(store, place, seq);
      await enqueue(store, await addNeighbour(store, place), 3);
      const [job] = await claim(store, { limit: 1 });
      await enqueue(store, elsewhere, 9);
      await enqueue(store, place, 7, { destination: 'whatsapp' });
      await store.transaction(async (tx) => {
        await tx.hold({ channelId: place.channelId, destination: 'crm', until: T + 1000, code: 0, reason: 'x' }, T);
        await tx.withdrawAll(place.channelId, 'crm');
      });
      expect(await store.holds(T)).toEqual([]);
      if (!job) throw new Error('nothing was claimed');
      expect(await complete(store, job)).toBe(true);
      expect(await drain(store, T + 10 * MINUTE)).toEqual([9]);
      expect(await drain(store, T, 'whatsapp')).toEqual([7]);
      expect(await store.nextReadyAt('crm')).toBeUndefined();
      await enqueue(store, place, 8);
      expect(await drain(store, T + 10 * MINUTE)).toEqual([8]);
    });
  });
}
