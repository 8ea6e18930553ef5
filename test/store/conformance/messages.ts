import { describe, expect, test } from 'vitest';
import { messageIdOf, messageRefOf, newAttachmentId, type Wamid } from '../../../src/store/ids.ts';
import type { Attachment } from '../../../src/store/records.ts';
import { addNeighbour, addPlace, newMessage, type OpenStore, T, withStore } from './fixture.ts';

const attachmentNamed = (name: string): Attachment => ({
  id: newAttachmentId(),
  name,
  contentType: 'image/jpeg',
  size: 12,
  sha256: 'ab'.repeat(32),
  file: `${name}.bin`,
});

export function messageCases(open: OpenStore): void {
  describe('messages', () => {
    const harness = withStore(open);

    test('appendMessage: counts from 1 within each conversation, also with many at once', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const other = await addNeighbour(store, place);
      const append = ({ channelId, conversationId }: typeof place) =>
        store.transaction(async (tx) => tx.appendMessage(channelId, conversationId, newMessage()));
      const seqs = await Promise.all(Array.from({ length: 40 }, (_, index) => append(index % 2 === 0 ? place : other)));
      const expected = Array.from({ length: 20 }, (_, index) => index + 1);
      expect(seqs.filter((_, index) => index % 2 === 0).sort((a, b) => a - b)).toEqual(expected);
      expect(seqs.filter((_, index) => index % 2 === 1).sort((a, b) => a - b)).toEqual(expected);
    });

    test('appendMessage: a message reads back whole, whatever its text', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const text = `😀 ünïcode 'quoted' "\\ \n${'x'.repeat(100_000)}`;
      const failure = { code: 131026, reason: 'Message undeliverable' };
      const written = newMessage({ text, direction: 'outbound', type: 'future', rank: 0, failure, createdAt: T + 1, replyBy: T + 2 });
      const seq = await store.transaction(async (tx) => tx.appendMessage(channelId, conversationId, written));
      const expected = {
        conversationId,
        seq,
        direction: 'outbound',
        type: 'future',
        text,
        rank: 0,
        failure,
        createdAt: T + 1,
        replyBy: T + 2,
        attachmentCount: 0,
      };
      expect(await store.message(channelId, { conversationId, seq })).toEqual(expected);
      expect(await store.transaction(async (tx) => tx.message(channelId, { conversationId, seq }))).toEqual(expected);
      expect(await store.message(channelId, { conversationId, seq: seq + 1 })).toBeUndefined();
    });

    test('messages: come newest first, and paging by seq meets each one once', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const { channelId, conversationId } = place;
      await store.transaction(async (tx) => {
        for (let n = 0; n < 7; n++) await tx.appendMessage(channelId, conversationId, newMessage({ createdAt: T - n }));
      });
      const met: number[][] = [];
      let before: number | undefined;
      for (;;) {
        const page = await store.messages(channelId, conversationId, { ...(before === undefined ? {} : { before }), limit: 3 });
        if (page.length === 0) break;
        met.push(page.map(({ seq }) => seq));
        before = page.at(-1)?.seq;
        await store.transaction(async (tx) => tx.appendMessage(channelId, conversationId, newMessage()));
      }
      expect(met).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
      expect(await store.messages(channelId, (await addNeighbour(store, place)).conversationId, { limit: 3 })).toEqual([]);
    });

    test('lastReceived: the newest message of the customer before that place that has an id, and of that conversation alone', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const { channelId, conversationId } = place;
      const other = await addNeighbour(store, place);
      const wamidOf = (n: number) => `wamid.${n}` as Wamid;
      await store.transaction(async (tx) => {
        for (const n of [1, 2]) await tx.appendMessage(channelId, conversationId, newMessage({ wamid: wamidOf(n), createdAt: T + n }));
        await tx.appendMessage(channelId, conversationId, newMessage());
        await tx.appendMessage(channelId, conversationId, newMessage({ direction: 'outbound', wamid: wamidOf(4) }));
        await tx.appendMessage(channelId, conversationId, newMessage({ wamid: wamidOf(5) }));
        await tx.appendMessage(channelId, other.conversationId, newMessage({ wamid: wamidOf(6) }));
      });
      const earlierThan = (seq: number) => store.lastReceived(channelId, { conversationId, seq });
      expect(await earlierThan(5)).toEqual({ wamid: wamidOf(2), createdAt: T + 2 });
      expect(await earlierThan(2)).toEqual({ wamid: wamidOf(1), createdAt: T + 1 });
      expect(await earlierThan(6)).toMatchObject({ wamid: wamidOf(5) });
      expect(await earlierThan(1)).toBeUndefined();
    });

    test('appendMessage: an inbound message that opens no window leaves the window and the address as they were', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const address = { kind: 'wa_id', value: '15551230001' } as const;
      await store.transaction(async (tx) => {
        await tx.appendMessage(channelId, conversationId, newMessage({ createdAt: T, address }));
        await tx.appendMessage(channelId, conversationId, newMessage({ createdAt: T + 5, opensWindow: false }));
      });
      expect(await store.conversation(channelId, conversationId)).toMatchObject({ lastInboundAt: T, lastDirection: 'inbound', address });
    });

    test('insertPastMessage: stands by its second before all that were appended, whatever the order of arrival', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const address = { kind: 'wa_id', value: '15551230001' } as const;
      const past = (text: string, createdAt: number) =>
        store.transaction(async (tx) => tx.insertPastMessage(channelId, conversationId, newMessage({ text, createdAt, address })));
      const append = (text: string) =>
        store.transaction(async (tx) =>
          tx.appendMessage(channelId, conversationId, newMessage({ text, direction: 'outbound', createdAt: T })),
        );
      await append('live');
      const places = [
        await past('c', T - 1000),
        await past('a', T - 9_000_000_000),
        await past('c too', T - 999),
        await past('late', T + 5000),
      ];
      await append('live too');
      expect(places.every((seq) => Number.isSafeInteger(seq) && seq < 0)).toBe(true);
      const read = await store.messages(channelId, conversationId, { limit: 10 });
      expect(read.map(({ text }) => text)).toEqual(['live too', 'live', 'late', 'c too', 'c', 'a']);
      expect(await store.messages(channelId, conversationId, { before: places[0] as number, limit: 10 })).toMatchObject([{ text: 'a' }]);
      expect(await store.conversation(channelId, conversationId)).toMatchObject({
        lastInboundAt: T + 5000,
        lastDirection: 'outbound',
        address,
      });
      for (const { seq } of read) expect(messageRefOf(messageIdOf({ conversationId, seq }))).toEqual({ conversationId, seq });
    });

    test('insertPastMessage: one that opens no window tells where answers go, until something live does', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const from = (value: string, createdAt: number) =>
        newMessage({ createdAt, address: { kind: 'wa_id', value }, opensWindow: false, replyBy: null });
      const past = (value: string, createdAt: number) =>
        store.transaction(async (tx) => tx.insertPastMessage(channelId, conversationId, from(value, createdAt)));
      const told = async () => {
        const { address, lastInboundAt } = (await store.conversation(channelId, conversationId)) ?? {};
        return [address?.value, lastInboundAt];
      };
      await past('new', T - 1000);
      await past('old', T - 9000);
      expect(await told()).toEqual(['new', null]);
      await past('newer', T - 500);
      expect(await told()).toEqual(['newer', null]);
      await store.transaction(async (tx) => tx.appendMessage(channelId, conversationId, { ...from('live', T), opensWindow: true }));
      await past('newest', T - 100);
      expect(await told()).toEqual(['live', T]);
    });

    test('announcePastMessage: makes news of a message of the past once, at its place, and counts it as the last one written', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const address = { kind: 'wa_id', value: '1' } as const;
      const [past, live] = await store.transaction(async (tx) => [
        await tx.insertPastMessage(channelId, conversationId, newMessage({ text: 'old', opensWindow: false })),
        await tx.appendMessage(channelId, conversationId, newMessage({ direction: 'outbound', createdAt: T + 1 })),
      ]);
      const announce = (seq: number) =>
        store.transaction(async (tx) =>
          tx.announcePastMessage(
            channelId,
            { conversationId, seq },
            { text: 'news', direction: 'inbound', createdAt: T + 5, replyBy: T + 6, address, opensWindow: true, at: T + 9 },
          ),
        );
      expect([await announce(past ?? 0), await announce(past ?? 0), await announce(live ?? 0), await announce(-1)]).toEqual([
        { fileComes: false },
        undefined,
        undefined,
        undefined,
      ]);
      expect((await store.messages(channelId, conversationId, { limit: 9 })).map(({ seq, text, replyBy }) => [seq, text, replyBy])).toEqual(
        [
          [live, 'hello', null],
          [past, 'news', T + 6],
        ],
      );
      expect(await store.conversation(channelId, conversationId)).toMatchObject({
        lastInboundAt: T + 5,
        lastDirection: 'inbound',
        address,
      });
    });

    test('announcePastMessage: what does not open the window leaves it and the address as they are', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const news = { text: 'n', direction: 'outbound', createdAt: T, replyBy: null, address: null, opensWindow: false, at: T } as const;
      await store.transaction(async (tx) => {
        const seq = await tx.insertPastMessage(channelId, conversationId, newMessage({ direction: 'outbound' }));
        expect(await tx.announcePastMessage(channelId, { conversationId, seq }, news)).toEqual({ fileComes: false });
      });
      expect(await store.conversation(channelId, conversationId)).toMatchObject({
        lastInboundAt: null,
        lastDirection: 'outbound',
        address: null,
      });
    });

    test('insertPastMessage: many of one second keep the order in which they came', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const texts = Array.from({ length: 200 }, (_, n) => `n${n}`);
      await store.transaction(async (tx) => {
        for (const text of texts) await tx.insertPastMessage(channelId, conversationId, newMessage({ text }));
      });
      const read = await store.messages(channelId, conversationId, { limit: 1000 });
      expect(read.map(({ text }) => text).toReversed()).toEqual(texts);
    });

    test('setMessageStatus: changes rank and failure of that message alone, and takes a failure back', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      await store.transaction(async (tx) => {
        for (let n = 0; n < 2; n++) await tx.appendMessage(channelId, conversationId, newMessage({ rank: 0 }));
        await tx.setMessageStatus(channelId, { conversationId, seq: 1 }, { rank: 1, failure: { code: 0, reason: 'ours' } });
      });
      expect(await store.message(channelId, { conversationId, seq: 1 })).toMatchObject({ rank: 1, failure: { code: 0, reason: 'ours' } });
      await store.transaction(async (tx) => tx.setMessageStatus(channelId, { conversationId, seq: 1 }, { rank: 3, failure: null }));
      expect(await store.message(channelId, { conversationId, seq: 1 })).toMatchObject({ rank: 3, failure: null });
      expect(await store.message(channelId, { conversationId, seq: 2 })).toMatchObject({ rank: 0, failure: null });
    });

    test('claimWamid: belongs to the first place that claimed it', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const wamid = `wamid.${'x'.repeat(300)}` as Wamid;
      const at = () => store.transaction(async (tx) => tx.messageByWamid(channelId, wamid));
      expect(await at()).toBeUndefined();
      await store.transaction(async (tx) => tx.claimWamid(channelId, wamid, { conversationId, seq: 1, part: 2 }));
      await store.transaction(async (tx) => tx.claimWamid(channelId, wamid, { conversationId, seq: 9, part: 0 }));
      expect(await at()).toEqual({ conversationId, seq: 1, part: 2 });
    });

    test('attachments: come in their order, are counted on the message, and are found by id', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      const [first, second] = [attachmentNamed('first'), attachmentNamed('second')];
      await store.transaction(async (tx) => {
        const ref = { conversationId, seq: await tx.appendMessage(channelId, conversationId, newMessage()) };
        await tx.insertAttachment(channelId, ref, 1, second);
        await tx.insertAttachment(channelId, ref, 0, first);
      });
      const ref = { conversationId, seq: 1 };
      expect(await store.attachments(channelId, ref)).toEqual([first, second]);
      expect((await store.message(channelId, ref))?.attachmentCount).toBe(2);
      expect(await store.attachment(channelId, second.id)).toEqual(second);
      expect(await store.attachment(channelId, 'at_unknown')).toBeUndefined();
      expect(await store.attachments(channelId, { conversationId, seq: 2 })).toEqual([]);
    });

    test('counts: counts the messages of every channel', async () => {
      const { store } = harness();
      for (const { channelId, conversationId } of [await addPlace(store), await addPlace(store)])
        await store.transaction(async (tx) => tx.appendMessage(channelId, conversationId, newMessage()));
      expect((await store.counts()).messages).toBe(2);
    });
  });

  describe('repeats of outgoing messages', () => {
    const harness = withStore(open);
    const outgoing = (createdAt: number) => newMessage({ direction: 'outbound', fingerprint: 'fp', createdAt });

    test('unansweredMessage: the newest with this fingerprint, accepted at or after the time, in and outside a transaction', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      await store.transaction(async (tx) => {
        await tx.appendMessage(channelId, conversationId, outgoing(T));
        await tx.appendMessage(channelId, conversationId, outgoing(T + 10));
        await tx.appendMessage(channelId, conversationId, newMessage({ createdAt: T + 20 }));
      });
      expect(await store.unansweredMessage(channelId, 'fp', T)).toEqual({ conversationId, seq: 2 });
      expect(await store.transaction(async (tx) => tx.unansweredMessage(channelId, 'fp', T + 10))).toEqual({ conversationId, seq: 2 });
      expect(await store.unansweredMessage(channelId, 'fp', T + 11)).toBeUndefined();
      expect(await store.unansweredMessage(channelId, 'other', T)).toBeUndefined();
    });

    test('markAnswered: that message is no repeat any more', async () => {
      const { store } = harness();
      const { channelId, conversationId } = await addPlace(store);
      await store.transaction(async (tx) => {
        await tx.appendMessage(channelId, conversationId, outgoing(T));
        await tx.appendMessage(channelId, conversationId, outgoing(T + 1));
        await tx.markAnswered(channelId, { conversationId, seq: 2 }, T + 2);
      });
      expect(await store.unansweredMessage(channelId, 'fp', T)).toEqual({ conversationId, seq: 1 });
      await store.transaction(async (tx) => tx.markAnswered(channelId, { conversationId, seq: 1 }, T + 2));
      expect(await store.unansweredMessage(channelId, 'fp', T)).toBeUndefined();
    });
  });
}
