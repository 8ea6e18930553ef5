import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FileJob, InboundFile } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import { addPlace, LEASE_MS, newMessage, type OpenStore, type Place, T, withStore } from './fixture.ts';

const WEEK = 7 * 24 * 3_600_000;

async function addFile(store: Store, place: Place, changes: Partial<InboundFile> = {}): Promise<number> {
  return store.transaction(async (tx) => {
    const seq = await tx.appendMessage(place.channelId, place.conversationId, newMessage({ type: 'image', text: '[image]' }));
    await tx.insertInboundFile({
      ...place,
      seq,
      position: 0,
      mediaId: '2914523482062113',
      url: 'https://lookaside.fbsbx.com/x',
      kind: 'image',
      voice: false,
      contentType: 'image/jpeg',
      sha256: 'AAAA',
      name: null,
      announced: true,
      receivedAt: T,
      lostAt: T + WEEK,
      ...changes,
    });
    return seq;
  });
}

const claim = (store: Store, { now = T, limit = 10, leaseMs = LEASE_MS } = {}): Promise<FileJob[]> =>
  store.transaction(async (tx) => tx.claimInboundFiles({ now, leaseUntil: now + leaseMs, newLease: randomUUID, limit }));

async function claimOne(store: Store, now = T): Promise<FileJob> {
  const [file, ...more] = await claim(store, { now });
  if (!file || more.length > 0) throw new Error(`claimed ${more.length + (file ? 1 : 0)} files instead of one`);
  return file;
}
const retry = (store: Store, file: FileJob, at: number, countAttempt = true) =>
  store.transaction(async (tx) => tx.retryInboundFile(file, { at, countAttempt }));
const settle = (store: Store, file: FileJob) => store.transaction(async (tx) => tx.settleInboundFile(file));
const hold = (store: Store, { channelId }: Place, until: number, destination: 'whatsapp' | 'crm' = 'whatsapp') =>
  store.transaction(async (tx) => tx.hold({ channelId, destination, until, code: 190, reason: 'refused' }, T));

export function inboundFileCases(open: OpenStore): void {
  describe('files of customers', () => {
    const harness = withStore(open);

    test('insert: a file is due at once, after a reopening too, and comes with everything that was noted', async () => {
      const { store, reopen } = harness();
      const place = await addPlace(store);
      expect(await store.nextInboundFileAt()).toBeUndefined();
      const seq = await addFile(store, place, { name: 'offer.pdf', kind: 'document', voice: true, announced: false });
      const again = await reopen();
      expect(await again.nextInboundFileAt()).toBe(T);
      expect(await claimOne(again)).toEqual({
        ...place,
        seq,
        position: 0,
        mediaId: '2914523482062113',
        url: 'https://lookaside.fbsbx.com/x',
        kind: 'document',
        voice: true,
        contentType: 'image/jpeg',
        sha256: 'AAAA',
        name: 'offer.pdf',
        announced: false,
        receivedAt: T,
        lostAt: T + WEEK,
        attempts: 0,
        lease: expect.any(String),
      });
    });

    test('insert: what WhatsApp did not tell stays untold', async () => {
      const { store } = harness();
      const nothing = { mediaId: null, url: null, contentType: null, sha256: null, name: null };
      await addFile(store, await addPlace(store), nothing);
      expect(await claimOne(store)).toMatchObject(nothing);
    });

    test('claim: a leased file is nobody else’s until the lease ends; the earlier lease is lost then', async () => {
      const { store } = harness();
      await addFile(store, await addPlace(store));
      const first = await claimOne(store);
      expect(await claim(store, { now: T + LEASE_MS - 1 })).toEqual([]);
      expect(await store.nextInboundFileAt()).toBe(T + LEASE_MS);
      const second = await claimOne(store, T + LEASE_MS);
      expect(second.lease).not.toBe(first.lease);
      expect([await retry(store, first, T), await settle(store, first)]).toEqual([false, false]);
      expect(await settle(store, second)).toBe(true);
      expect(await store.nextInboundFileAt()).toBeUndefined();
    });

    test('claim: the longest due first, no more than asked for, none before its time', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (const receivedAt of [T + 20, T, T + 10, T + 1000]) await addFile(store, place, { receivedAt });
      expect((await claim(store, { now: T + 100, limit: 2 })).map(({ receivedAt }) => receivedAt)).toEqual([T, T + 10]);
      expect((await claim(store, { now: T + 100 })).map(({ receivedAt }) => receivedAt)).toEqual([T + 20]);
      expect(await store.nextInboundFileAt()).toBe(T + 1000);
    });

    test('claim: asked for many times at once, every file is handed out once', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      for (let count = 0; count < 20; count++) await addFile(store, place);
      const claimed = (await Promise.all(Array.from({ length: 10 }, () => claim(store, { limit: 3 })))).flat();
      expect(new Set(claimed.map(({ seq }) => seq)).size).toBe(20);
      expect(claimed).toHaveLength(20);
    });

    test('renew: a lease that holds is lengthened, one that was lost is not', async () => {
      const { store } = harness();
      await addFile(store, await addPlace(store));
      const first = await claimOne(store);
      await store.transaction(async (tx) => tx.renewInboundFiles([first.lease, 'unknown'], T + 2 * LEASE_MS));
      expect(await claim(store, { now: T + LEASE_MS })).toEqual([]);
      const second = await claimOne(store, T + 2 * LEASE_MS);
      await store.transaction(async (tx) => tx.renewInboundFiles([first.lease], T + 9 * LEASE_MS));
      expect(await store.nextInboundFileAt()).toBe(T + 3 * LEASE_MS);
      expect(await settle(store, second)).toBe(true);
    });

    test('retry: the file is due when told, and only attempts that count are counted', async () => {
      const { store } = harness();
      await addFile(store, await addPlace(store));
      expect(await retry(store, await claimOne(store), T + 50)).toBe(true);
      expect(await claim(store, { now: T + 49 })).toEqual([]);
      const second = await claimOne(store, T + 50);
      expect(second.attempts).toBe(1);
      await retry(store, second, T + 60, false);
      expect((await claimOne(store, T + 60)).attempts).toBe(1);
    });

    test('hold: files of a channel held towards WhatsApp wait for its end, those of others do not', async () => {
      const { store } = harness();
      const [held, free] = [await addPlace(store), await addPlace(store)];
      await addFile(store, held);
      await addFile(store, free);
      await hold(store, held, T + 5000);
      await hold(store, free, T + 5000, 'crm');
      expect((await claim(store)).map(({ channelId }) => channelId)).toEqual([free.channelId]);
      expect(await store.nextInboundFileAt()).toBe(T + 5000);
      expect(await claimOne(store, T + 5000)).toMatchObject({ channelId: held.channelId, attempts: 0 });
    });

    test('rollback: a file whose settling failed is still to be fetched', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      await addFile(store, place);
      const file = await claimOne(store);
      const failed = store.transaction(async (tx) => {
        await tx.settleInboundFile(file);
        throw new Error('changed our mind');
      });
      await expect(failed).rejects.toThrow('changed our mind');
      expect(await store.nextInboundFileAt()).toBe(T + LEASE_MS);
      expect(await settle(store, file)).toBe(true);
    });

    test('setMessageText: replaces the text of that message alone', async () => {
      const { store } = harness();
      const place = await addPlace(store);
      const [first, second] = [await addFile(store, place), await addFile(store, place)];
      const ref = (seq: number) => ({ conversationId: place.conversationId, seq });
      await store.transaction(async (tx) => tx.setMessageText(place.channelId, ref(first), 'gone'));
      expect(await store.message(place.channelId, ref(first))).toMatchObject({ text: 'gone', type: 'image' });
      expect(await store.message(place.channelId, ref(second))).toMatchObject({ text: '[image]' });
    });
  });
}
