import { describe, expect, test } from 'vitest';
import type { Wamid } from '../../../src/store/ids.ts';
import { addPlace, bury, claim, claimOne, enqueue, newMessage, type OpenStore, T, withStore } from './fixture.ts';

const deliveryOf = (body: string, receivedAt = T) => ({ receivedAt, body: Buffer.from(body) });

export function passageCases(open: OpenStore): void {
  describe('passages', () => {
    const harness = withStore(open);

    test('passage: what came in tells its delivery, what waits and behind whom, and which hold it waits for', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const { channelId, conversationId } = place;
      const wamid = 'wamid.IN' as Wamid;
      await store.transaction(async (tx) => {
        const deliveryId = await tx.insertDelivery(deliveryOf('{}', T - 5));
        await tx.appendMessage(channelId, conversationId, newMessage());
        await tx.appendMessage(channelId, conversationId, newMessage({ wamid, deliveryId }));
        await tx.claimWamid(channelId, wamid, { conversationId, seq: 2, part: 0 });
        await tx.hold({ channelId, destination: 'crm', until: T + 99, code: 429, reason: 'too many' }, T);
      });
      await enqueue(store, place, 1);
      await enqueue(store, place, 2);
      expect(await store.messageByWamid(channelId, wamid)).toEqual({ conversationId, seq: 2, part: 0 });
      expect(await store.passage(channelId, { conversationId, seq: 2 })).toMatchObject({
        channel: { id: channelId },
        message: { seq: 2, text: 'hello' },
        boundFor: 'crm',
        course: 'waiting',
        wamid,
        receivedAt: T - 5,
        jobs: [{ destination: 'crm', createdAt: T, readyAt: T + 99, isUnderWay: false, ahead: 1 }],
        holds: [{ until: T + 99, code: 429, reason: 'too many' }],
        deadLetters: [],
        files: [],
      });
      await claim(store, { now: T + 100 });
      expect((await store.passage(channelId, { conversationId, seq: 1 }))?.jobs).toMatchObject([{ isUnderWay: true, ahead: 0 }]);
    });

    test('passage: what goes out tells its parts and their statuses in the order they happened, and what was given up', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const { channelId, conversationId } = place;
      const wamid = 'wamid.OUT' as Wamid;
      await store.transaction(async (tx) => {
        const seq = await tx.appendMessage(channelId, conversationId, newMessage({ direction: 'outbound', rank: 0 }));
        await tx.insertSend(channelId, { conversationId, seq, part: 0, text: 'hi', attachmentId: null });
        await tx.updateSend(channelId, { conversationId, seq, part: 0 }, { state: 'accepted', wamid, rank: 1, failure: null });
        for (const [status, at] of [
          ['read', T + 9],
          ['delivered', T + 4],
        ] as const)
          await tx.recordStatus(channelId, { wamid, status, at, failure: null }, T + 10);
      });
      await enqueue(store, place, 1);
      await bury(store, await claimOne(store));
      expect(await store.passage(channelId, { conversationId, seq: 1 })).toMatchObject({
        boundFor: 'whatsapp',
        deliveryId: null,
        receivedAt: null,
        wamid: null,
        sends: [{ wamid, state: 'accepted' }],
        statuses: [
          { status: 'delivered', at: T + 4, receivedAt: T + 10 },
          { status: 'read', at: T + 9 },
        ],
        jobs: [],
        deadLetters: [{ destination: 'crm', code: 131026, reason: 'undeliverable' }],
      });
    });

    test('passage, messageByWamid: nothing for what is not there', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      expect(await store.passage(channelId, { conversationId, seq: 1 })).toBeUndefined();
      expect(await store.messageByWamid(channelId, 'wamid.NONE' as Wamid)).toBeUndefined();
    });

    test('deliveries: the newest first, page by page, with their sizes and how much of them is set aside; one with its bytes', async () => {
      const { store } = harness();
      const ids: number[] = [];
      for (const body of ['a', 'bb', 'ccc']) {
        ids.push(await store.transaction(async (tx) => tx.insertDelivery(deliveryOf(body, T + body.length))));
      }
      const [first = 0, second = 0, third = 0] = ids;
      const aside = (deliveryId: number) => ({ deliveryId, at: T, reason: 'not-json', phoneNumberId: null, item: '' });
      await store.transaction(async (tx) => {
        await tx.quarantineItem(aside(second));
        await tx.quarantineItem(aside(second));
        await tx.quarantineItem(aside(first));
      });
      expect(await store.deliveries({ limit: 2 })).toEqual([
        { id: third, receivedAt: T + 3, size: 3, quarantined: 0 },
        { id: second, receivedAt: T + 2, size: 2, quarantined: 2 },
      ]);
      expect(await store.deliveries({ limit: 2, before: second })).toMatchObject([{ id: first }]);
      expect(await store.rawDelivery(second)).toEqual({ id: second, receivedAt: T + 2, body: Buffer.from('bb') });
      expect(await store.rawDelivery(99)).toBeUndefined();
    });
  });
}
