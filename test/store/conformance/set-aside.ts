import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { addChannel, addPlace, bury, claimOne, enqueue, install, type OpenStore, T, withStore } from './fixture.ts';

async function setAside(store: Store, reason: string, phoneNumberId: string | null): Promise<void> {
  await store.transaction(async (tx) => {
    const deliveryId = await tx.insertDelivery({ receivedAt: T, body: Buffer.from(`the bytes of ${reason}`) });
    await tx.quarantineItem({ deliveryId, at: T, reason, phoneNumberId, item: '{}' });
  });
}

/** What an operator works through: the quarantine and the dead letters. */
export function setAsideCases(open: OpenStore): void {
  describe('quarantine and dead letters', () => {
    const harness = withStore(open);

    test('quarantine: pages from the newest down, by reason and number, and counts upwards', async () => {
      const { store } = harness();
      for (const [reason, phone] of [
        ['a', '1'],
        ['b', '1'],
        ['a', '2'],
        ['a', null],
      ] as const) {
        await setAside(store, reason, phone);
      }
      const ids = async (page: Parameters<Store['quarantine']>[0]) => (await store.quarantine(page)).map(({ id }) => id);
      expect(await ids({ limit: 9 })).toEqual([4, 3, 2, 1]);
      expect(await ids({ limit: 1, before: 3 })).toEqual([2]);
      expect(await ids({ limit: 9, reason: 'a' })).toEqual([4, 3, 1]);
      expect(await ids({ limit: 9, phoneNumberId: '1' })).toEqual([2, 1]);
      expect(await ids({ limit: 9, reason: 'a', phoneNumberId: '1' })).toEqual([1]);
      expect(await store.quarantineCount({ reason: 'a', after: 1 })).toBe(2);
      const oldest = await store.transaction(async (tx) => tx.quarantinedIds({ reason: 'a', after: 1, limit: 1 }));
      expect(oldest).toEqual([3]);
    });

    test('quarantinedItem: brings its delivery; released it is gone, and its number is not used again', async () => {
      const { store } = harness();
      await setAside(store, 'a', '1');
      expect(await store.quarantinedItem(1)).toMatchObject({ reason: 'a', receivedAt: T, body: Buffer.from('the bytes of a') });
      await store.transaction(async (tx) => tx.quarantineAgain(1, { reason: 'b', phoneNumberId: '2' }));
      expect(await store.quarantinedItem(1)).toMatchObject({ reason: 'b', phoneNumberId: '2' });
      const release = () => store.transaction(async (tx) => tx.releaseQuarantined(1));
      expect([await release(), await release()]).toEqual([true, false]);
      expect(await store.quarantinedItem(1)).toBeUndefined();
      await setAside(store, 'c', null);
      expect((await store.quarantine({ limit: 9 })).map(({ id }) => id)).toEqual([2]);
    });

    test('quarantinedOf: the items of one delivery', async () => {
      const { store } = harness();
      await setAside(store, 'a', '1');
      await setAside(store, 'b', '1');
      expect(await store.transaction(async (tx) => tx.quarantinedOf(2))).toMatchObject([{ id: 2, reason: 'b' }]);
    });

    test('deadLetters: pages and counts by channel and destination; a removed one never comes back under its number', async () => {
      const { store } = harness();
      const [one, two] = [await addPlace(store), await addPlace(store)];
      for (const [place, destination] of [
        [one, 'crm'],
        [two, 'crm'],
        [one, 'whatsapp'],
      ] as const) {
        await enqueue(store, place, 1, { destination });
        await bury(store, await claimOne(store, { destination }));
      }
      const ids = async (page: Parameters<Store['deadLetters']>[0]) => (await store.deadLetters(page)).map(({ id }) => id);
      expect(await ids({ limit: 9 })).toEqual([3, 2, 1]);
      expect(await ids({ limit: 9, channelId: one.channelId })).toEqual([3, 1]);
      expect(await ids({ limit: 9, channelId: one.channelId, destination: 'crm' })).toEqual([1]);
      expect(await ids({ limit: 1, before: 3 })).toEqual([2]);
      expect(await store.deadLetterCount({ channelId: one.channelId, after: 1 })).toBe(1);
      expect(await store.deadLetter(2)).toMatchObject({ channelId: two.channelId, seq: 1 });
      const from = await store.transaction(async (tx) => tx.deadLettersFrom({ channelId: one.channelId, after: 0, limit: 1 }));
      expect(from.map(({ id }) => id)).toEqual([1]);
      const remove = () => store.transaction(async (tx) => tx.removeDeadLetter(3));
      expect([await remove(), await remove()]).toEqual([true, false]);
      await enqueue(store, one, 1, { destination: 'whatsapp' });
      await bury(store, await claimOne(store, { destination: 'whatsapp' }));
      expect(await ids({ limit: 9 })).toEqual([4, 2, 1]);
    });

    test('channelsOfPhoneNumberId: everybody who ever had it, with the company of each', async () => {
      const { store } = harness();
      const first = await addChannel(store, { phoneNumberId: '77', state: 'deleted', createdAt: T });
      const second = await addChannel(store, { phoneNumberId: '77', createdAt: T + 1 });
      const id = await install(store);
      await store.transaction(async (tx) => tx.setChannelInstallation(second.id, id));
      const [owners, company] = await store.transaction(async (tx) => [
        await tx.channelsOfPhoneNumberId('77'),
        await tx.installationOf(second.id),
      ]);
      expect(owners.map((channel) => channel.id)).toEqual([first.id, second.id]);
      expect(company?.companyId).toBe(1);
    });
  });
}
