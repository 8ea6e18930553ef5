import { describe, expect, test } from 'vitest';
import { newAttachmentId, type Wamid } from '../../../src/store/ids.ts';
import type { StatusEvent, TemplateMessage } from '../../../src/store/records.ts';
import { addPlace, newMessage, type OpenStore, T, withStore } from './fixture.ts';

const wamid = 'wamid.1' as Wamid;
const template: TemplateMessage = {
  name: 'berth',
  language: 'pt_PT',
  header: [],
  file: 'image',
  body: [{ name: 'who', text: 'João "J" 😀' }],
  buttons: [{ index: 0, kind: 'url', value: 'b/12' }],
};
const event = (status: string, at = T): StatusEvent => ({ wamid, status, at, failure: null });

export function sendCases(open: OpenStore): void {
  describe('sends', () => {
    const harness = withStore(open);

    test('insertSend: parts come in order, each waiting at first', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const attachmentId = newAttachmentId();
      const ref = { conversationId, seq: 1 };
      await store.transaction(async (tx) => {
        await tx.appendMessage(channelId, conversationId, newMessage({ direction: 'outbound' }));
        await tx.insertSend(channelId, { ...ref, part: 1, text: '', attachmentId, mediaKind: 'voice', template });
        await tx.insertSend(channelId, { ...ref, part: 0, text: 'hi', attachmentId: null });
      });
      const fresh = { ...ref, mediaId: null, state: 'waiting', wamid: null, rank: 0, failure: null };
      const expected = [
        { ...fresh, part: 0, text: 'hi', attachmentId: null, mediaKind: null, template: null },
        { ...fresh, part: 1, text: '', attachmentId, mediaKind: 'voice', template },
      ];
      expect(await store.sends(channelId, ref)).toEqual(expected);
      expect(await store.transaction(async (tx) => tx.sends(channelId, ref))).toEqual(expected);
      expect(await store.sends(channelId, { conversationId, seq: 2 })).toEqual([]);
    });

    test('updateSend: changes that part alone; unknown ones are counted until they are settled', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const ref = { conversationId, seq: 1 };
      const update = (state: 'unknown' | 'accepted') =>
        store.transaction(async (tx) =>
          tx.updateSend(channelId, { ...ref, part: 1 }, { state, wamid, rank: 1, failure: { code: 1, reason: 'r' } }),
        );
      await store.transaction(async (tx) => {
        for (const part of [0, 1]) await tx.insertSend(channelId, { ...ref, part, text: 'hi', attachmentId: null });
      });
      await update('unknown');
      expect((await store.counts()).unknownSends).toBe(1);
      await update('accepted');
      expect((await store.counts()).unknownSends).toBe(0);
      expect(await store.sends(channelId, ref)).toMatchObject([
        { part: 0, state: 'waiting', wamid: null, rank: 0, failure: null },
        { part: 1, state: 'accepted', wamid, rank: 1, failure: { code: 1, reason: 'r' } },
      ]);
    });
  });

  describe('sends under way', () => {
    const harness = withStore(open);

    test('sendsWithoutAnswer: those of one conversation that left and have no id, oldest first', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const states = ['sending', 'waiting', 'unknown', 'accepted', 'failed', 'unknown'] as const;
      await store.transaction(async (tx) => {
        for (const [seq, state] of states.entries()) {
          const ref = { conversationId, seq, part: 0 };
          await tx.insertSend(channelId, { ...ref, text: `n${seq}`, attachmentId: null });
          await tx.updateSend(channelId, ref, { state, wamid: seq === 5 ? wamid : null, rank: 0, failure: null });
        }
      });
      const found = (of: typeof conversationId) => store.transaction(async (tx) => tx.sendsWithoutAnswer(channelId, of));
      expect((await found(conversationId)).map(({ text }) => text)).toEqual(['n0', 'n2']);
      expect(await found('cv_another' as typeof conversationId)).toEqual([]);
    });
  });

  describe('statuses', () => {
    const harness = withStore(open);

    test('recordStatus: keeps each word of a message once, the first one', async () => {
      const { store } = harness();
      const { channelId } = await addPlace(store);
      const record = (status: StatusEvent) => store.transaction(async (tx) => tx.recordStatus(channelId, status, T));
      const failed = { ...event('failed', T + 2), failure: { code: 131047, reason: 'window closed' } };
      expect(await record(event('sent'))).toBe(true);
      expect(await record(event('sent', T + 1))).toBe(false);
      expect(await record(failed)).toBe(true);
      expect(await record({ ...event('sent'), wamid: 'wamid.2' as Wamid })).toBe(true);
      const kept = () => store.transaction(async (tx) => tx.statusesOf(channelId, wamid));
      expect(await kept()).toEqual([event('sent'), failed]);
    });

    test('recordStatus 50 at once: exactly one of them is new', async () => {
      const { store } = harness();
      const { channelId } = await addPlace(store);
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => store.transaction(async (tx) => tx.recordStatus(channelId, event('read'), T))),
      );
      expect(answers.filter((isNew) => isNew)).toHaveLength(1);
    });

    test('statusesOf: in the order they happened, none for a stranger', async () => {
      const { store } = harness();
      const { channelId } = await addPlace(store);
      await store.transaction(async (tx) => {
        for (const [status, at] of [['read', T + 9], ['sent', T + 1], ['delivered', T + 5]] as const) // biome-ignore format: one row
          await tx.recordStatus(channelId, event(status, at), T);
      });
      const words = (of: Wamid) => store.transaction(async (tx) => (await tx.statusesOf(channelId, of)).map(({ status }) => status));
      expect(await words(wamid)).toEqual(['sent', 'delivered', 'read']);
      expect(await words('wamid.9' as Wamid)).toEqual([]);
    });
  });
}
