import { describe, expect, test } from 'vitest';
import { newAttachmentId, type Wamid } from '../../../src/store/ids.ts';
import { addChannel, addPlace, install, newMessage, type OpenStore, T, withStore } from './fixture.ts';

const nothing = { received: false, receivedAt: null, answered: false, failure: null, strangeNumberId: null };
const attachment = { name: 'a.pdf', contentType: 'application/pdf', size: 1, sha256: 'x' };

export function beginningCases(open: OpenStore): void {
  describe('how far it came, and beginning anew', () => {
    const harness = withStore(open);

    test('milestones: what a customer wrote, what WhatsApp took or refused, and a number that nobody has', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      expect(await store.milestones()).toEqual(nothing);
      await store.transaction(async (tx) => tx.appendMessage(channelId, conversationId, newMessage({ createdAt: T + 5 })));
      const received = { ...nothing, received: true, receivedAt: T + 5 };
      expect(await store.milestones()).toEqual(received);
      const part = { conversationId, seq: 2, part: 0 };
      const failure = { code: 131047, reason: 'too late' };
      await store.transaction(async (tx) => {
        await tx.insertSend(channelId, { ...part, text: 'hi', attachmentId: null });
        await tx.updateSend(channelId, part, { state: 'failed', wamid: null, rank: 0, failure });
      });
      expect(await store.milestones()).toEqual({ ...received, failure });
      await store.transaction(async (tx) => {
        await tx.updateSend(channelId, part, { state: 'accepted', wamid: 'wamid.1' as Wamid, rank: 1, failure: null });
        const id = await tx.insertDelivery({ receivedAt: T, body: Buffer.from('x') });
        await tx.quarantineItem({ deliveryId: id, at: T, reason: 'unknown-phone-number-id', phoneNumberId: '42', item: '' });
      });
      expect(await store.milestones()).toEqual({ ...received, answered: true, strangeNumberId: '42' });
    });

    test('forgetEverything: leaves the channel and who installed, names the files, and what is under way loses its claim', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const { channelId, conversationId } = place;
      const other = await addChannel(store);
      const installationId = await install(store);
      const [job] = await store.transaction(async (tx) => {
        const seq = await tx.appendMessage(channelId, conversationId, newMessage());
        for (const [position, file] of ['one', 'two', 'two'].entries())
          await tx.insertAttachment(channelId, { conversationId, seq }, position, { ...attachment, id: newAttachmentId(), file });
        await tx.setChannelState(channelId, 'disabled');
        await tx.enqueue({ channelId, destination: 'crm', conversationId, seq }, { now: T, dueAt: T });
        return tx.claim({ destination: 'crm', now: T, leaseUntil: T + 1, newLease: () => 'lease', limit: 1 });
      });
      if (!job) throw new Error('nothing was claimed');
      const files = await store.transaction(async (tx) => tx.forgetEverything([channelId]));
      expect(files.toSorted()).toEqual(['one', 'two']);
      expect(await store.channel(channelId)).toMatchObject({ state: 'active' });
      expect(await store.channelAccessToken(channelId)).toBe('token');
      expect(await store.channel(other.id)).toBeUndefined();
      expect(await store.installation(installationId)).toMatchObject({ state: 'active' });
      expect(await store.counts()).toEqual({ messages: 0, deliveries: 0, quarantined: 0, deadLetters: 0, unknownSends: 0 });
      expect(await store.conversations(channelId, { limit: 9 })).toEqual([]);
      expect(await store.transaction(async (tx) => tx.complete(job, T))).toBe(false);
    });

    test('forgetEverything: the same bytes are news again, and a transaction that fails forgets nothing', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const digest = Buffer.from('the digest');
      await store.transaction(async (tx) => {
        await tx.setDeliveryDigest(await tx.insertDelivery({ receivedAt: T, body: Buffer.from('x') }), digest);
        await tx.appendMessage(channelId, conversationId, newMessage());
      });
      const failing = store.transaction(async (tx) => {
        await tx.forgetEverything([channelId]);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await store.counts()).toMatchObject({ messages: 1, deliveries: 1 });
      expect(await store.transaction(async (tx) => tx.isDeliveryKnown(digest))).toBe(true);
      await store.transaction(async (tx) => tx.forgetEverything([channelId]));
      expect(await store.transaction(async (tx) => tx.isDeliveryKnown(digest))).toBe(false);
    });
  });
}
