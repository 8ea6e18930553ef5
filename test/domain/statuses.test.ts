import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSendBudget } from '../../src/delivery/send-budget.ts';
import { createWhatsAppDelivery, type WhatsAppDeliveryOptions } from '../../src/delivery/whatsapp-delivery.ts';
import { applyStatus, STATUS_COALESCE_MS, updateProgress } from '../../src/domain/statuses.ts';
import { type ConversationId, callbackDataOf, type MessageRef, type Wamid } from '../../src/store/ids.ts';
import { type Channel, type StatusEvent, statusRanks } from '../../src/store/records.ts';
import { visibleStatus } from '../../src/store/status-lattice.ts';
import { addChannel, claimOne, complete, drain, newMessage } from '../store/conformance/fixture.ts';
import { changeOf, deliveryOf, statusOf, textMessage } from '../support/webhooks.ts';
import { NOW, openWorld, type World } from './store-with-channel.ts';

const wamid = 'wamid.out' as Wamid;
let world: World;
let conversationId: ConversationId;
beforeEach(async () => {
  world = await openWorld();
  await world.receive(deliveryOf(changeOf({ messages: [textMessage('hi', { at: NOW - 1000 })] })));
  conversationId = (await world.conversations())[0]?.id as ConversationId;
  await drain(world.store, NOW);
});
afterEach(() => world.close());

/** An outgoing message of one or more parts, none sent yet. */
const outgoing = (parts = 1): Promise<MessageRef> =>
  world.store.transaction(async (tx) => {
    const message = newMessage({ direction: 'outbound', rank: statusRanks.none, createdAt: NOW });
    const ref = { conversationId, seq: await tx.appendMessage(world.channel.id, conversationId, message) };
    for (let part = 0; part < parts; part++) await tx.insertSend(world.channel.id, { ...ref, part, text: 'out', attachmentId: null });
    return ref;
  });

/** WhatsApp took a part of it. */
const accept = (ref: MessageRef, id: Wamid = wamid, part = 0) =>
  world.store.transaction(async (tx) => {
    await tx.claimWamid(world.channel.id, id, { ...ref, part });
    await tx.updateSend(world.channel.id, { ...ref, part }, { state: 'accepted', wamid: id, rank: 0, failure: null });
  });

const failedStatus = { errors: [{ code: 131026, title: 'Undeliverable', error_data: { details: 'not on WhatsApp' } }] };
const report = (status: string, extra: Record<string, unknown> = {}, id: string = wamid, channel?: Channel) => {
  const more = status === 'failed' ? { ...failedStatus, ...extra } : extra;
  const phone = channel ? { phone: channel.phoneNumberId } : {};
  return world.receive(deliveryOf(changeOf({ statuses: [statusOf(id, status, more)], ...phone })));
};
const shown = async (ref: MessageRef) => {
  const message = await world.store.message(world.channel.id, ref);
  return message && visibleStatus(message);
};
const sendOf = async (ref: MessageRef) => (await world.store.sends(world.channel.id, ref))[0];

describe('statuses of a send whose id is known', () => {
  test('in their order: move the message forward', async () => {
    const ref = await outgoing();
    await accept(ref);
    const seen: unknown[] = [];
    for (const status of ['sent', 'delivered', 'read', 'played']) {
      expect(await report(status)).toMatchObject({ stored: 1, parked: 0 });
      seen.push(await shown(ref));
    }
    expect(seen).toEqual(['sent', 'delivered', 'read', 'read']);
    expect(await sendOf(ref)).toMatchObject({ state: 'accepted', wamid, rank: statusRanks.played });
  });

  test('in any order, any number of times: end in the same state', async () => {
    const words = ['sent', 'delivered', 'read', 'failed'];
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }), async (statuses) => {
        const ref = await outgoing();
        const id = `wamid.${count++}` as Wamid;
        await accept(ref, id);
        for (const status of statuses) await report(status, { timestamp: String(NOW / 1000 - count) }, id);
        const furthest = Math.max(...statuses.map((status) => (status === 'failed' ? 0 : words.indexOf(status) + 1)));
        const expected = furthest >= 3 ? 'read' : furthest === 2 ? 'delivered' : statuses.includes('failed') ? 'failed' : 'sent';
        expect(await shown(ref)).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });

  test('failed: shows the reason WhatsApp gave; delivered afterwards takes it from sight', async () => {
    const ref = await outgoing();
    await accept(ref);
    await report('failed');
    expect(await shown(ref)).toBe('failed');
    expect((await world.store.message(world.channel.id, ref))?.failure).toEqual({ code: 131026, reason: 'not on WhatsApp' });
    await report('delivered');
    expect(await shown(ref)).toBe('delivered');
  });

  test('a change that shows: is queued once for the CRM, a little later, a failure at once', async () => {
    const ref = await outgoing();
    await accept(ref);
    await report('sent');
    expect(await world.store.nextReadyAt('crm')).toBeUndefined();
    await report('delivered');
    await report('read');
    expect(await world.store.backlog()).toMatchObject([{ destination: 'crm', waiting: 1 }]);
    expect(await world.store.nextReadyAt('crm')).toBe(NOW + STATUS_COALESCE_MS);
    await report('failed');
    expect(await world.store.nextReadyAt('crm')).toBe(NOW + STATUS_COALESCE_MS);
    const other = await outgoing();
    await accept(other, 'wamid.2' as Wamid);
    await report('failed', {}, 'wamid.2');
    expect(await world.store.nextReadyAt('crm')).toBe(NOW);
  });

  test('words nobody knows: are kept and change nothing', async () => {
    const ref = await outgoing();
    await accept(ref);
    await report('delivered');
    expect(await report('teleported')).toMatchObject({ stored: 1, quarantined: 0 });
    expect(await shown(ref)).toBe('delivered');
  });

  test('several parts: the message is as far as its slowest part', async () => {
    const ref = await outgoing(2);
    await accept(ref, 'wamid.a' as Wamid, 0);
    await accept(ref, 'wamid.b' as Wamid, 1);
    await report('read', {}, 'wamid.a');
    expect(await shown(ref)).toBe('sent');
    await report('delivered', {}, 'wamid.b');
    expect(await shown(ref)).toBe('delivered');
    await report('read', {}, 'wamid.b');
    expect(await shown(ref)).toBe('read');
  });

  test('a status of the same wamid in another channel: does not touch it', async () => {
    const ref = await outgoing();
    await accept(ref);
    const other = await addChannel(world.store);
    expect(await report('read', {}, wamid, other)).toMatchObject({ stored: 1, parked: 1 });
    expect(await shown(ref)).toBe('sent');
  });
});

describe('statuses that come before their message id is known', () => {
  /** The real delivery, with a WhatsApp that answers after `meanwhile`. */
  const deliveryWith = (meanwhile: () => Promise<unknown>) => {
    const notifyCrm = true;
    return createWhatsAppDelivery({
      ...world,
      apiUrl: 'http://127.0.0.1:9',
      apiVersion: 'v26.0',
      budget: createSendBudget({ messagesPerSecond: 80 }),
      mediaFolder: 'unused',
      notifyCrm,
      http: undefined as never,
      whatsapp: (async () => {
        await meanwhile();
        return { status: 200, headers: {}, body: { messages: [{ id: wamid }] } };
      }) as unknown as WhatsAppDeliveryOptions['whatsapp'],
      async applyParked(tx, channelId, send) {
        const events = await tx.statusesOf(channelId, wamid);
        await updateProgress({ tx, channelId, now: NOW, notifyCrm }, send, events);
      },
      onAccepted() {},
      mediaLink: () => '',
      refusalDueAt: (_, now) => now,
    });
  };
  const send = async (ref: MessageRef, meanwhile: () => Promise<unknown>) => {
    const lane = { channelId: world.channel.id, destination: 'whatsapp' as const, ...ref };
    await world.store.transaction(async (tx) => tx.enqueue(lane, { now: NOW, dueAt: NOW }));
    const job = await claimOne(world.store, { now: NOW, destination: 'whatsapp' });
    const verdict = await deliveryWith(meanwhile).deliver(job);
    // As the worker settles: what the attempt has to record first, then the job.
    await world.store.transaction(async (tx) => verdict.record?.(tx, true));
    expect(await complete(world.store, job, NOW)).toBe(true);
    return verdict;
  };

  test('parked: are applied when the send learns its id', async () => {
    const ref = await outgoing();
    const receipts: unknown[] = [];
    const verdict = await send(ref, async () => {
      receipts.push(await report('delivered'), await report('read'));
    });
    expect(receipts).toMatchObject([{ stored: 1, parked: 1 }, { stored: 1, parked: 1 }]); // biome-ignore format: one row
    expect(verdict).toMatchObject({ kind: 'delivered' });
    expect(await shown(ref)).toBe('read');
    expect(await world.store.backlog()).toMatchObject([{ destination: 'crm', waiting: 1 }]);
  });

  test('parked failure: is applied as well', async () => {
    const ref = await outgoing();
    await send(ref, () => report('failed'));
    expect(await shown(ref)).toBe('failed');
  });

  test('callback data: settles a send whose answer was lost, once and for good', async () => {
    const ref = await outgoing();
    await world.store.transaction(async (tx) =>
      tx.updateSend(world.channel.id, { ...ref, part: 0 }, { state: 'unknown', wamid: null, rank: 0, failure: null }),
    );
    expect((await world.store.counts()).unknownSends).toBe(1);
    const receipt = await report('delivered', { biz_opaque_callback_data: callbackDataOf(ref, 0) });
    expect(receipt).toMatchObject({ stored: 1, parked: 0 });
    expect(await sendOf(ref)).toMatchObject({ state: 'accepted', wamid, rank: statusRanks.delivered });
    expect([await shown(ref), (await world.store.counts()).unknownSends]).toEqual(['delivered', 0]);
    await report('read');
    expect(await shown(ref)).toBe('read');
  });

  test('callback data after a status without it: takes along what was parked', async () => {
    const ref = await outgoing();
    await report('read');
    await report('sent', { biz_opaque_callback_data: callbackDataOf(ref, 0) });
    expect(await shown(ref)).toBe('read');
  });

  test('callback data of another message id than the send has: is not obeyed', async () => {
    const ref = await outgoing();
    await accept(ref);
    const receipt = await report('failed', { biz_opaque_callback_data: callbackDataOf(ref, 0) }, 'wamid.other');
    expect(receipt).toMatchObject({ parked: 1 });
    expect([await shown(ref), (await sendOf(ref))?.wamid]).toEqual(['sent', wamid]);
  });

  test('callback data of another channel: is not obeyed', async () => {
    const ref = await outgoing();
    const other = await addChannel(world.store);
    const receipt = await report('failed', { biz_opaque_callback_data: callbackDataOf(ref, 0) }, 'wamid.x', other);
    expect(receipt).toMatchObject({ stored: 1, parked: 1 });
    expect(await sendOf(ref)).toMatchObject({ state: 'waiting', wamid: null, failure: null });
    expect(await shown(ref)).toBe('sent');
  });

  test('callback data that is not ours: is parked', async () => {
    const ref = await outgoing();
    const good = callbackDataOf(ref, 0);
    const data = ['', 'x', '.0', good.slice(0, -2), `${good}999`, good.replace(/.0$/, '.7'), `${callbackDataOf({ ...ref, seq: 999 }, 0)}`];
    for (const [index, biz] of data.entries())
      expect((await report('read', { biz_opaque_callback_data: biz }, `wamid.${index}`)).parked, biz).toBe(1);
    expect((await sendOf(ref))?.state).toBe('waiting');
  });
});

describe('applyStatus', () => {
  test('the same status again: is a duplicate', async () => {
    const ref = await outgoing();
    await accept(ref);
    const event: StatusEvent = { wamid, status: 'read', at: NOW, failure: null };
    const apply = () =>
      world.store.transaction((tx) => applyStatus({ tx, channelId: world.channel.id, now: NOW, notifyCrm: true }, event, undefined));
    expect([await apply(), await apply()]).toEqual(['applied', 'duplicate']);
  });

  test('the CRM switched off: the message moves, nothing is queued', async () => {
    const ref = await outgoing();
    await accept(ref);
    const event: StatusEvent = { wamid, status: 'read', at: NOW, failure: null };
    await world.store.transaction((tx) => applyStatus({ tx, channelId: world.channel.id, now: NOW, notifyCrm: false }, event, undefined));
    expect([await shown(ref), await world.store.backlog()]).toEqual(['read', []]);
  });
});
