import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { NoAnswer } from '../../src/delivery/http-client.ts';
import { createSendBudget } from '../../src/delivery/send-budget.ts';
import type { Verdict } from '../../src/delivery/verdict.ts';
import { createWhatsAppDelivery, type WhatsAppDeliveryOptions } from '../../src/delivery/whatsapp-delivery.ts';
import type { Wamid } from '../../src/store/ids.ts';
import type { Job } from '../../src/store/records.ts';
import { type SeededStore, seedStore } from './seeded-store.ts';

let seeded: SeededStore;
beforeEach(async () => {
  seeded = await seedStore();
});
afterEach(() => seeded.remove());

/** The parts of all messages as another process sees them now: what a crash at this moment would leave behind. */
function statesOnDisk(): unknown[] {
  const db = new DatabaseSync(join(seeded.folder, 'provider.db'), { readOnly: true });
  const states = db.prepare('SELECT state FROM sends ORDER BY seq, part').all();
  db.close();
  return states.map(({ state }) => state);
}

/** Makes an attempt and records what came of it, as the worker does when it settles a job whose claim holds. */
async function attempt({ deliver }: ReturnType<typeof deliveryWith>, job: Job, leased = true): Promise<Verdict> {
  const verdict = await deliver(job);
  await seeded.store.transaction(async (tx) => verdict.record?.(tx, leased));
  return verdict;
}

/** The real delivery, whose requests end as `send` does. */
const deliveryWith = (send: () => Promise<unknown>) =>
  createWhatsAppDelivery({
    ...seeded,
    apiUrl: 'http://127.0.0.1:9',
    apiVersion: 'v26.0',
    budget: createSendBudget({ messagesPerSecond: 80 }),
    mediaFolder: seeded.folder,
    mediaLink: () => '',
    http: undefined as never,
    whatsapp: send as unknown as WhatsAppDeliveryOptions['whatsapp'],
    async applyParked() {},
    onAccepted() {},
    refusalDueAt: (_, now) => now,
    notifyCrm: false,
  });

test('sendMessage: when the request leaves, the part is committed as `sending`, so that a crash cannot send it twice', async () => {
  const ref = await seeded.outbound(await seeded.conversation('Ana'), 'once');
  const seen: unknown[] = [];
  const delivery = deliveryWith(async () => {
    seen.push(...statesOnDisk());
    return { status: 200, headers: {}, body: { messages: [{ id: 'wamid.once' }] } };
  });
  expect(await attempt(delivery, await seeded.claim('whatsapp'))).toMatchObject({ kind: 'delivered' });
  expect(seen).toEqual(['sending']);
  expect(await seeded.store.sends(seeded.channel.id, ref)).toMatchObject([{ state: 'accepted', wamid: 'wamid.once' }]);
});

test('sendMessage, killed at any request: the next process does not send again', async () => {
  await seeded.outbound(await seeded.conversation('Ana'), 'once');
  const job = await seeded.claim('whatsapp');
  let requests = 0;
  void deliveryWith(async () => {
    requests += 1;
    return new Promise(() => {});
  }).deliver(job);
  while (requests === 0) await new Promise<void>((resolve) => setImmediate(resolve));
  // Whoever takes the lane over finds what the dead one left.
  const again = deliveryWith(async () => {
    requests += 1;
    throw new NoAnswer(true, undefined);
  });
  expect(await attempt(again, job)).toMatchObject({ kind: 'unknown' });
  expect([requests, statesOnDisk()]).toEqual([1, ['unknown']]);
});

test('sendMessage, a worker that lost its claim hears that nothing was sent: the part stays unknown, it is not forgotten as waiting', async () => {
  const ref = await seeded.outbound(await seeded.conversation('Ana'), 'once');
  const stale = await seeded.claim('whatsapp');
  let fail: ((error: Error) => void) | undefined;
  const late = attempt(
    deliveryWith(
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    ),
    stale,
    false,
  );
  while (!fail) await new Promise<void>((resolve) => setImmediate(resolve));
  await seeded.clock.advance(60_000);
  const holder = await seeded.claim('whatsapp');
  await attempt(
    deliveryWith(() => Promise.reject(new NoAnswer(true, undefined))),
    holder,
  );
  await seeded.store.transaction(async (tx) => tx.complete(holder, seeded.clock.now()));
  fail(new NoAnswer(false, undefined));
  await late;
  expect(await seeded.store.sends(seeded.channel.id, ref)).toMatchObject([{ state: 'unknown' }]);
  expect((await seeded.store.counts()).unknownSends).toBe(1);
});

test('sendMessage, a late status settles the part right before the request would leave: nothing is sent', async () => {
  const ref = await seeded.outbound(await seeded.conversation('Ana'), 'once');
  const job = await seeded.claim('whatsapp');
  const { store, channel } = seeded;
  // The status of an earlier attempt comes while the delivery reads what it needs.
  const read = store.channelAccessToken;
  store.channelAccessToken = async (id) => {
    store.channelAccessToken = read;
    const settled = { state: 'accepted', wamid: 'wamid.first' as Wamid, rank: 1, failure: null } as const;
    await store.transaction(async (tx) => tx.updateSend(channel.id, { ...ref, part: 0 }, settled));
    return read(id);
  };
  let requests = 0;
  const delivery = deliveryWith(async () => {
    requests += 1;
    return { status: 200, headers: {}, body: { messages: [{ id: 'wamid.second' }] } };
  });
  expect(await attempt(delivery, job)).toMatchObject({ kind: 'more' });
  expect(await attempt(delivery, job)).toMatchObject({ kind: 'delivered' });
  expect(requests).toBe(0);
  expect(await store.sends(channel.id, ref)).toMatchObject([{ state: 'accepted', wamid: 'wamid.first' }]);
});
