import { describe, expect, test } from 'vitest';
import { newAttachmentId, newContactId, newConversationId, type Wamid } from '../../../src/store/ids.ts';
import type { Store } from '../../../src/store/store.ts';
import { addChannel, claim, linked, newMessage, type OpenStore, T, withStore } from './fixture.ts';

const alias = { kind: 'wa_id', value: '15551230001' } as const;
const wamid = 'wamid.same' as Wamid;
const contactId = newContactId();
const conversationId = newConversationId();
const attachmentId = newAttachmentId();
const ref = { conversationId, seq: 1 };

/** Writes the same ids, wamids, aliases and fingerprints into a channel; only the texts say which it was. */
async function fill(store: Store, channelId: Awaited<ReturnType<typeof addChannel>>['id'], mark: string): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.insertContact(channelId, { id: contactId, name: mark }, T);
    await tx.addAlias(channelId, contactId, alias, linked(1));
    await tx.insertConversation(channelId, { id: conversationId, contactId, createdAt: T });
    const message = newMessage({ text: mark, direction: 'outbound', wamid, fingerprint: 'fp' });
    await tx.appendMessage(channelId, conversationId, message);
    await tx.claimWamid(channelId, wamid, { ...ref, part: 0 });
    await tx.insertAttachment(channelId, ref, 0, {
      id: attachmentId,
      name: mark,
      contentType: 'image/png',
      size: 1,
      sha256: 'ab',
      file: mark,
    });
    await tx.insertSend(channelId, { ...ref, part: 0, text: mark, attachmentId: null });
    await tx.recordStatus(channelId, { wamid, status: 'sent', at: T, failure: { code: 1, reason: mark } }, T);
    await tx.enqueue({ channelId, destination: 'crm', ...ref }, { now: T, dueAt: T });
  });
}

export function separationCases(open: OpenStore): void {
  describe('separation by channel', () => {
    const harness = withStore(open);
    const twoChannels = async () => {
      const { store } = harness();
      const [one, two] = [(await addChannel(store)).id, (await addChannel(store)).id];
      await fill(store, one, 'one');
      return { store, one, two };
    };

    test('a channel without data: sees nothing of the other, by whatever key', async () => {
      const { store, two } = await twoChannels();
      expect(await store.conversations(two, { limit: 10 })).toEqual([]);
      expect(await store.conversation(two, conversationId)).toBeUndefined();
      expect(await store.messages(two, conversationId, { limit: 10 })).toEqual([]);
      expect(await store.message(two, ref)).toBeUndefined();
      expect(await store.attachments(two, ref)).toEqual([]);
      expect(await store.attachment(two, attachmentId)).toBeUndefined();
      expect(await store.contact(two, contactId)).toBeUndefined();
      expect(await store.conversationByAlias(two, alias)).toBeUndefined();
      expect(await store.aliases(two, contactId)).toEqual([]);
      expect(await store.sends(two, ref)).toEqual([]);
      expect(await store.unansweredMessage(two, 'fp', T)).toBeUndefined();
      const inside = await store.transaction(async (tx) => [
        await tx.contactByAlias(two, alias),
        await tx.conversationOf(two, contactId),
        await tx.messageByWamid(two, wamid),
        await tx.message(two, ref),
        await tx.unansweredMessage(two, 'fp', T),
        ...(await tx.sends(two, ref)),
        ...(await tx.statusesOf(two, wamid)),
      ]);
      expect(inside).toEqual([undefined, undefined, undefined, undefined, undefined]);
    });

    test('the same ids in two channels: each has its own record', async () => {
      const { store, one, two } = await twoChannels();
      await fill(store, two, 'two');
      for (const [id, mark] of [
        [one, 'one'],
        [two, 'two'],
      ] as const) {
        // biome-ignore format: one row
        expect((await store.conversations(id, { limit: 10 })).map(({ contactName, position }) => [contactName, position])).toEqual([[mark, 1]]);
        expect((await store.message(id, ref))?.text).toBe(mark);
        expect((await store.attachment(id, attachmentId))?.name).toBe(mark);
        expect((await store.sends(id, ref)).map(({ text }) => text)).toEqual([mark]);
        expect((await store.contact(id, contactId))?.name).toBe(mark);
        const [status] = await store.transaction(async (tx) => tx.statusesOf(id, wamid));
        expect(status?.failure?.reason).toBe(mark);
      }
      expect((await claim(store)).map(({ channelId }) => channelId).sort()).toEqual([one, two].sort());
    });

    test('writes to one channel: leave the same ids of the other alone', async () => {
      const { store, one, two } = await twoChannels();
      await fill(store, two, 'two');
      await store.transaction(async (tx) => {
        await tx.setMessageStatus(one, ref, { rank: 3, failure: null });
        await tx.updateSend(one, { ...ref, part: 0 }, { state: 'accepted', wamid, rank: 3, failure: null });
        await tx.markAnswered(one, ref, T);
        await tx.withdraw({ channelId: one, destination: 'crm', ...ref }, T);
        await tx.hold({ channelId: one, destination: 'crm', until: T + 9, code: 0, reason: 'r' }, T);
        await tx.setChannelState(one, 'disabled');
        await tx.setChannelAccessToken(one, 'changed');
      });
      expect((await store.message(two, ref))?.rank).toBe(2);
      expect((await store.sends(two, ref))[0]).toMatchObject({ state: 'waiting', wamid: null, rank: 0 });
      expect(await store.unansweredMessage(two, 'fp', T)).toEqual(ref);
      expect((await store.channel(two))?.state).toBe('active');
      expect(await store.channelAccessToken(two)).toBe('token');
      expect((await claim(store)).map(({ channelId }) => channelId)).toEqual([two]);
    });
  });
}
