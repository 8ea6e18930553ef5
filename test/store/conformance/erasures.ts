import { describe, expect, test } from 'vitest';
import { type ChannelId, newAttachmentId, newErasureId, type Wamid } from '../../../src/store/ids.ts';
import type { ErasureJob } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';
import { addChannel, addConversation, enqueue, install, newMessage, type OpenStore, T, withStore } from './fixture.ts';

const DAY = 86_400_000;

async function addPerson(store: Store, channelId: ChannelId, phone: string) {
  return store.transaction(async (tx) => {
    const { id: conversationId, contactId } = await addConversation(tx, channelId);
    await tx.addAlias(channelId, contactId, { kind: 'wa_id', value: phone }, { at: T, reason: 'first-message', via: null });
    const wamid = `wamid.${phone}` as Wamid;
    const deliveryId = await tx.insertDelivery({ receivedAt: T, body: Buffer.from(`from ${phone}`) });
    const seq = await tx.appendMessage(channelId, conversationId, newMessage({ wamid, deliveryId }));
    await tx.claimWamid(channelId, wamid, { conversationId, seq, part: 0 });
    await tx.recordStatus(channelId, { wamid, status: 'read', at: T, failure: null }, T);
    await tx.insertAttachment(channelId, { conversationId, seq }, 0, {
      ...{ id: newAttachmentId(), name: 'a.png', contentType: 'image/png', size: 1, sha256: 'x', file: `file of ${phone}` },
    });
    return { contactId, conversationId, wamid, seq, deliveryId };
  });
}

const claim = (store: Store, now = T, lease = 'lease') =>
  store.transaction(async (tx) => tx.claimErasure({ now, leaseUntil: now + 1000, lease })) as Promise<ErasureJob>;

/** Taking people and companies out. */
export function erasureCases(open: OpenStore): void {
  describe('erasures', () => {
    const harness = withStore(open);

    test('isErased: sees at once what the same transaction erases, and no longer what is undone', async () => {
      const { store } = harness();
      const channel = await addChannel(store);
      const ana = await addPerson(store, channel.id, '15551');
      const person = { kind: 'person', channelId: channel.id, conversationId: ana.conversationId } as ErasureJob;
      const seen: boolean[] = [];
      await store.transaction(async (tx) => {
        const look = async () => seen.push(await tx.isErased(channel.id, ana.wamid));
        await look();
        await tx
          .isolate(async () => {
            await tx.eraseMessages(person, 9);
            await look();
            throw new Error('undone');
          })
          .catch(look);
        await tx.eraseMessages(person, 9);
        await look();
      });
      expect(seen).toEqual([false, true, false, true]);
      expect(await store.transaction(async (tx) => tx.isErased(channel.id, ana.wamid))).toBe(true);
    });

    test('beginPersonErasure: the person is gone for every read, the messages wait', async () => {
      const { store } = harness();
      const channel = await addChannel(store);
      const ana = await addPerson(store, channel.id, '15551');
      const ben = await addPerson(store, channel.id, '15552');
      await enqueue(store, { channelId: channel.id, conversationId: ana.conversationId }, 1);
      const id = newErasureId();
      const begin = (contactId: string, erasureId = id) =>
        store.transaction(async (tx) => tx.beginPersonErasure(erasureId, { channelId: channel.id, contactId, at: T }));
      expect(await begin('pt_nobody', newErasureId())).toBe(false);
      expect(await begin(ana.contactId)).toBe(true);
      expect(await begin(ana.contactId, newErasureId())).toBe(false);
      expect((await store.conversations(channel.id, { limit: 9 })).map((one) => one.id)).toEqual([ben.conversationId]);
      expect(await store.contact(channel.id, ana.contactId)).toBeUndefined();
      expect(await store.conversationByAlias(channel.id, { kind: 'wa_id', value: '15551' })).toBeUndefined();
      expect(await store.nextReadyAt('crm'), 'nothing is delivered').toBeUndefined();
      expect(await store.nextErasureAt()).toBe(T);
      const job = await claim(store);
      expect(job).toMatchObject({
        id,
        kind: 'person',
        channelId: channel.id,
        step: 'messages',
        lastDelivery: 2,
        subject: { words: ['15551'] },
      });
      expect(job.subject.numbers).toMatchObject([{ phoneNumberId: channel.phoneNumberId, from: 0, to: null }]);
    });

    test("a number that was left, and is somebody else's now, is not looked for; one that is nobody's is", async () => {
      const { store } = harness();
      const channel = await addChannel(store);
      const [ana, ben] = [await addPerson(store, channel.id, '15551'), await addPerson(store, channel.id, '15552')];
      const alias = (value: string) => ({ kind: 'wa_id', value }) as const;
      const evidence = (at: number) => ({ at, reason: 'number-change', via: alias('15551') }) as const;
      await store.transaction(async (tx) => {
        for (const left of ['15553', '15554']) {
          await tx.addAlias(channel.id, ana.contactId, alias(left), evidence(T));
          await tx.retireAlias(channel.id, alias(left), T + 1);
        }
        await tx.addAlias(channel.id, ben.contactId, alias('15553'), evidence(T + 2));
        await tx.beginPersonErasure(newErasureId(), { channelId: channel.id, contactId: ana.contactId, at: T + 3 });
      });
      expect((await claim(store, T + 3)).subject.words?.toSorted()).toEqual(['15551', '15554']);
      expect(await store.conversationByAlias(channel.id, alias('15553'))).toMatchObject({ contactId: ben.contactId });
    });

    test('the subject of an erasure is sealed, and gone when it is done', async () => {
      const { store, bytesAtRest } = harness();
      const channel = await addChannel(store);
      const { contactId } = await store.transaction((tx) => addConversation(tx, channel.id));
      await store.transaction(async (tx) => {
        await tx.addAlias(channel.id, contactId, { kind: 'wa_id', value: '15559876543' }, { at: T, reason: 'first-message', via: null });
        await tx.beginPersonErasure(newErasureId(), { channelId: channel.id, contactId, at: T });
      });
      const job = await claim(store);
      await store.transaction(async (tx) => tx.advanceErasure(job, { step: 'done', place: '', erased: {}, now: T, leaseUntil: T }));
      expect(await store.wipeTraces()).toBe(true);
      expect((await bytesAtRest()).includes('15559876543')).toBe(false);
    });

    test('eraseMessages: with everything that hangs on them, and ids that are still known as erased', async () => {
      const { store } = harness();
      const channel = await addChannel(store);
      const ana = await addPerson(store, channel.id, '15551');
      const ben = await addPerson(store, channel.id, '15552');
      await store.transaction(async (tx) =>
        tx.beginPersonErasure(newErasureId(), { channelId: channel.id, contactId: ana.contactId, at: T }),
      );
      const job = await claim(store);
      const batch = () => store.transaction(async (tx) => tx.eraseMessages(job, 10));
      expect(await batch()).toEqual({ messages: 1, files: ['file of 15551'], raw: [{ deliveryId: ana.deliveryId, wamid: ana.wamid }] });
      expect(await batch()).toEqual({ messages: 0, files: [], raw: [] });
      const [hers, his] = await store.transaction(async (tx) =>
        Promise.all(
          [ana, ben].map(async ({ wamid, conversationId, seq }) => ({
            known: (await tx.messageByWamid(channel.id, wamid)) !== undefined,
            statuses: (await tx.statusesOf(channel.id, wamid)).length,
            message: (await tx.message(channel.id, { conversationId, seq })) !== undefined,
            erased: [await tx.isErased(channel.id, wamid), await tx.isErased(channel.id, conversationId)],
          })),
        ),
      );
      expect(hers).toEqual({ known: false, statuses: 0, message: false, erased: [true, true] });
      expect(his).toEqual({ known: true, statuses: 1, message: true, erased: [false, false] });
      const referred = await store.transaction(async (tx) => [
        await tx.isFileReferred('file of 15551'),
        await tx.isFileReferred('file of 15552'),
      ]);
      expect(referred).toEqual([false, true]);
    });

    test('eraseWamids, eraseStatuses: what no message held, page by page', async () => {
      const { store } = harness();
      const channel = await addChannel(store);
      const ana = await addPerson(store, channel.id, '15551');
      await store.transaction(async (tx) => {
        const place = { conversationId: ana.conversationId, seq: 9, part: 0 };
        for (const wamid of ['w1', 'w2', 'w3']) await tx.claimWamid(channel.id, wamid as Wamid, place);
        for (const wamid of ['p1', 'p2', 'p3'])
          await tx.recordStatus(channel.id, { wamid: wamid as Wamid, status: 'sent', at: T, failure: null }, T);
        await tx.beginPersonErasure(newErasureId(), { channelId: channel.id, contactId: ana.contactId, at: T });
      });
      const job = await claim(store);
      await store.transaction(async (tx) => {
        expect(await tx.eraseWamids(job, '', 2)).toBe('w2');
        expect(await tx.eraseWamids(job, 'w2', 3)).toBe(null);
        expect(await tx.eraseStatuses(channel.id, '', 2, (wamid) => wamid !== 'p2')).toBe('p2');
        expect(await tx.eraseStatuses(channel.id, 'p2', 9, (wamid) => wamid !== 'p2')).toBe(null);
        expect(await Promise.all(['w1', 'w3', ana.wamid].map(async (wamid) => tx.messageByWamid(channel.id, wamid as Wamid)))).toEqual([
          ...[undefined, undefined, undefined],
        ]);
        expect(
          await Promise.all(['p1', 'p2', 'p3'].map(async (wamid) => (await tx.statusesOf(channel.id, wamid as Wamid)).length)),
        ).toEqual([...[0, 1, 0]]);
      });
    });

    test('deliveriesHolding, replaceDeliveryBody: by the bytes; erased ones are still known when they come again', async () => {
      const { store } = harness();
      await store.transaction(async (tx) => {
        for (const text of ['ana', 'ben', 'ana and ben']) await tx.insertDelivery({ receivedAt: T, body: Buffer.from(text) });
        const holding = async (words: string[], after = 0, upTo = 9) =>
          (await tx.deliveriesHolding(words, { after, upTo })).map(({ id }) => id).toSorted();
        expect(await holding(['ana'])).toEqual([1, 3]);
        expect(await holding(['ana', 'ben'], 1, 2)).toEqual([2]);
        expect(await holding([])).toEqual([]);
        await tx.replaceDeliveryBody(1, { digest: Buffer.from('of ana'), body: Buffer.alloc(0) });
        expect(await holding(['ana'])).toEqual([3]);
        expect(await tx.rawDelivery(1)).toMatchObject({ id: 1, body: Buffer.alloc(0) });
        // What is erased a second time is not what came.
        await tx.replaceDeliveryBody(1, { digest: Buffer.from('of nothing'), body: Buffer.alloc(0) });
        expect([await tx.isDeliveryKnown(Buffer.from('of ana')), await tx.isDeliveryKnown(Buffer.from('of nothing'))]).toEqual([
          true,
          false,
        ]);
      });
    });

    test('beginCompanyErasure: only what was ended; its channels and rows go, and those of others stay', async () => {
      const { store } = harness();
      const [theirs, others] = [await addChannel(store, { phoneNumberId: '900' }), await addChannel(store)];
      const [ended, active] = [await install(store), await install(store, {}, { companyId: 2 })];
      await store.transaction(async (tx) => {
        await tx.setChannelInstallation(theirs.id, ended);
        await tx.setChannelInstallation(others.id, active);
      });
      await addPerson(store, theirs.id, '15551');
      const kept = await addPerson(store, others.id, '15552');
      const begin = (installationId: typeof ended) =>
        store.transaction(async (tx) => tx.beginCompanyErasure(newErasureId(), { installationId, at: T }));
      expect(await begin(active)).toBe(false);
      await store.transaction(async (tx) => tx.endInstallation(ended, { at: T, eraseAt: T + DAY, note: '' }));
      expect(await store.nextErasureAt()).toBe(T + DAY);
      expect(await store.transaction(async (tx) => [await tx.installationsToErase(T), await tx.installationsToErase(T + DAY)])).toEqual([
        [],
        [ended],
      ]);
      expect([await begin(ended), await begin(ended)]).toEqual([true, false]);
      expect(await store.channel(theirs.id)).toMatchObject({ state: 'deleted', installationId: null });
      expect(await store.channelAccessToken(theirs.id)).toBeUndefined();
      expect(await store.installation(ended)).toBeUndefined();
      const job = await claim(store);
      expect(job).toMatchObject({ kind: 'company', companyId: 1, subject: { words: null, numbers: [{ phoneNumberId: '900' }] } });
      await store.transaction(async (tx) => {
        while ((await tx.eraseMessages(job, 1)).messages > 0);
        while (!(await tx.eraseRest(job, 1)));
        await tx.advanceErasure(job, { step: 'done', place: '', erased: { messages: 1 }, now: T + 5, leaseUntil: T });
      });
      expect((await store.channels()).map(({ id }) => id)).toEqual([others.id]);
      expect(await store.message(others.id, kept)).toBeDefined();
      expect(await store.erasure(job.id)).toMatchObject({ state: 'done', companyId: 1, finishedAt: T + 5, counts: { messages: 1 } });
    });

    test('a number that went from one channel to the next: each owns it for its own time', async () => {
      const { store } = harness();
      const first = await addChannel(store, { phoneNumberId: '900', state: 'deleted', createdAt: T });
      const second = await addChannel(store, { phoneNumberId: '900', createdAt: T + 100 });
      const numbers: unknown[] = [];
      for (const channel of [first, second]) {
        const { contactId } = await store.transaction((tx) => addConversation(tx, channel.id));
        await store.transaction(async (tx) => tx.beginPersonErasure(newErasureId(), { channelId: channel.id, contactId, at: T }));
        numbers.push(...(await claim(store)).subject.numbers);
      }
      expect(numbers).toMatchObject([
        { from: 0, to: T + 100 },
        { from: T + 100, to: null },
      ]);
    });

    test('claimErasure: one worker at a time; a lost lease changes nothing', async () => {
      const { store } = harness();
      const channel = await addChannel(store);
      const { contactId } = await addPerson(store, channel.id, '15551');
      await store.transaction(async (tx) => tx.beginPersonErasure(newErasureId(), { channelId: channel.id, contactId, at: T }));
      const first = await claim(store, T, 'first');
      expect(await claim(store, T + 999, 'second')).toBeUndefined();
      const second = await claim(store, T + 1000, 'second');
      const advance = (job: ErasureJob) =>
        store.transaction(async (tx) =>
          tx.advanceErasure(job, { step: 'rest', place: 'x', erased: { files: 2 }, now: T + 1000, leaseUntil: T + 2000 }),
        );
      expect([await advance(first), await advance(second)]).toEqual([false, true]);
      expect(await store.erasure(second.id)).toMatchObject({ step: 'rest', place: 'x', counts: { files: 2 } });
    });
  });
}
