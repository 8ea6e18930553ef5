import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newAttachmentId, type Wamid } from '../../../src/store/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { addChannel, addPlace, newMessage, type OpenStore, T, withStore } from './fixture.ts';

const digestOf = (text: string) => createHash('sha256').update(text).digest();
const deliver = (store: Store, text: string, receivedAt: number, bytes = 10) =>
  store.transaction(async (tx) => {
    const id = await tx.insertDelivery({ receivedAt, body: Buffer.alloc(bytes, text) });
    await tx.setDeliveryDigest(id, digestOf(text));
    return id;
  });
const generous = { after: 0, limit: 1000, maxBytes: 1e9 };

export function retentionCases(open: OpenStore): void {
  describe('what is past its time', () => {
    const harness = withStore(open);
    const forget = (batch: { receivedBefore: number; after?: number; limit?: number; maxBytes?: number }) =>
      harness().store.transaction(async (tx) => tx.forgetDeliveries({ ...generous, ...batch }));
    /** Which of the deliveries are recognised as repetitions; the others are new again. */
    const known = (...texts: string[]) =>
      harness().store.transaction(async (tx) => {
        const found: string[] = [];
        for (const text of texts) if (await tx.isDeliveryKnown(digestOf(text))) found.push(text);
        return found;
      });

    test('forgetDeliveries: removes what was received before the time, and the rest is recognised as before', async () => {
      for (const [index, text] of ['a', 'b', 'c', 'd'].entries()) await deliver(harness().store, text, T + index);
      expect(await forget({ receivedBefore: T + 2 })).toEqual({ removed: 2, after: undefined });
      expect((await harness().store.counts()).deliveries).toBe(2);
      expect(await known('a', 'b', 'c', 'd')).toEqual(['c', 'd']);
    });

    test('forgetDeliveries: leaves what has something in quarantine, and the newest of all, whose number is not given again', async () => {
      const { store } = harness();
      const id = await deliver(store, 'aside', T);
      await store.transaction(async (tx) =>
        tx.quarantineItem({ deliveryId: id, at: T, reason: 'not-json', phoneNumberId: null, item: '' }),
      );
      await deliver(store, 'old', T);
      const newest = await deliver(store, 'newest', T);
      expect(await forget({ receivedBefore: T + 1 })).toEqual({ removed: 1, after: undefined });
      expect(await known('aside', 'newest')).toEqual(['aside', 'newest']);
      expect(await deliver(store, 'next', T)).toBeGreaterThan(newest);
      expect(await store.quarantine({ limit: 9 })).toHaveLength(1);
    });

    test('forgetDeliveries: a batch looks at no more than its limit, and goes on where it ended', async () => {
      const { store } = harness();
      for (let n = 0; n < 8; n++) {
        const id = await deliver(store, `n${n}`, T);
        if (n < 3)
          await store.transaction(async (tx) => tx.quarantineItem({ deliveryId: id, at: T, reason: 'r', phoneNumberId: null, item: '' }));
      }
      const batches: number[] = [];
      let after: number | undefined = 0;
      while (after !== undefined) {
        const done: Awaited<ReturnType<typeof forget>> = await forget({ receivedBefore: T + 1, after, limit: 2 });
        batches.push(done.removed);
        after = done.after;
      }
      expect(batches).toEqual([0, 1, 2, 1]);
      expect((await store.counts()).deliveries).toBe(4);
    });

    test('forgetDeliveries: a batch takes so many bytes, and one that is larger alone', async () => {
      const { store } = harness();
      for (const [text, size] of [
        ['a', 500],
        ['b', 400],
        ['c', 5000],
        ['d', 1],
        ['e', 1],
      ] as const)
        await deliver(store, text, T, size);
      const first = await forget({ receivedBefore: T + 1, maxBytes: 1000 });
      expect(first.removed).toBe(2);
      const second = await forget({ receivedBefore: T + 1, maxBytes: 1000, after: first.after ?? 0 });
      expect(second.removed).toBe(1);
      expect(await forget({ receivedBefore: T + 1, maxBytes: 1000, after: second.after ?? 0 })).toEqual({ removed: 1, after: undefined });
    });

    test('forgetDeliveries: of no deliveries at all there is nothing to remove', async () => {
      expect(await forget({ receivedBefore: T })).toEqual({ removed: 0, after: undefined });
    });

    test('forgetStatuses: removes the oldest up to the limit, in every channel, and leaves messages and sends as they are', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const { channelId, conversationId } = place;
      const other = await addChannel(store);
      const wamid = 'wamid.1' as Wamid;
      const status = (name: string) => ({ wamid, status: name, at: T, failure: null });
      await store.transaction(async (tx) => {
        const seq = await tx.appendMessage(channelId, conversationId, newMessage({ direction: 'outbound', rank: 3 }));
        await tx.insertSend(channelId, { conversationId, seq, part: 0, text: 'hi', attachmentId: null });
        await tx.updateSend(channelId, { conversationId, seq, part: 0 }, { state: 'accepted', wamid, rank: 3, failure: null });
        await tx.claimWamid(channelId, wamid, { conversationId, seq, part: 0 });
        await tx.recordStatus(channelId, status('read'), T + 5);
        await tx.recordStatus(channelId, status('delivered'), T + 1);
        await tx.recordStatus(channelId, status('sent'), T);
        await tx.recordStatus(other.id, status('sent'), T);
      });
      const remove = (receivedBefore: number, limit: number) =>
        store.transaction(async (tx) => tx.forgetStatuses({ receivedBefore, limit }));
      const left = () => store.transaction(async (tx) => (await tx.statusesOf(channelId, wamid)).map(({ status: name }) => name));
      expect(await remove(T, 10)).toBe(0);
      expect(await remove(T + 5, 2)).toBe(2);
      expect([await left(), await remove(T + 5, 2), await left()]).toEqual([['delivered', 'read'], 1, ['read']]);
      expect(await store.message(channelId, { conversationId, seq: 1 })).toMatchObject({ rank: 3 });
      expect(await store.sends(channelId, { conversationId, seq: 1 })).toMatchObject([{ state: 'accepted', rank: 3, wamid }]);
      expect(await store.transaction(async (tx) => tx.messageByWamid(channelId, wamid))).toMatchObject({ seq: 1 });
    });

    test('attachedFiles: those of any channel that an attachment names', async () => {
      const { store } = harness();
      for (const file of ['one', 'two']) {
        const { channelId, conversationId } = await addPlace(store);
        await store.transaction(async (tx) => {
          const seq = await tx.appendMessage(channelId, conversationId, newMessage());
          const attachment = { id: newAttachmentId(), name: 'n', contentType: 'image/png', size: 1, sha256: 'ab', file };
          await tx.insertAttachment(channelId, { conversationId, seq }, 0, attachment);
        });
      }
      expect(await store.attachedFiles(['none', 'two', 'one', ''])).toEqual(['two', 'one']);
      expect(await store.attachedFiles([])).toEqual([]);
    });
  });
}
