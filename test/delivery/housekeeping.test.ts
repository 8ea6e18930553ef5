import { randomUUID } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHousekeeping, type Removed } from '../../src/delivery/housekeeping.ts';
import { createUploadSweep } from '../../src/delivery/upload-sweep.ts';
import type { Worker } from '../../src/delivery/worker.ts';
import { newAttachmentId, type Wamid } from '../../src/store/ids.ts';
import type { Store } from '../../src/store/store.ts';
import { until } from '../support/provider.ts';
import { type SeededStore, seedStore } from './seeded-store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let seeded: SeededStore;
let folder: string;
const workers: Worker[] = [];
beforeEach(async () => {
  seeded = await seedStore();
  folder = join(seeded.folder, 'media');
  await mkdir(folder, { recursive: true });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.drain()));
  await seeded.remove();
});

/** A file as it stands there when it was last written to so long ago. */
async function fileOf(age: number, name: string = randomUUID()): Promise<string> {
  await writeFile(join(folder, name), 'bytes');
  const at = (Date.now() - age) / 1000;
  await utimes(join(folder, name), at, at);
  return name;
}
const attach = async (file: string) => {
  const conversationId = await seeded.conversation(file);
  const ref = await seeded.outbound(conversationId, 'with a file');
  const attachment = { id: newAttachmentId(), name: 'n', contentType: 'text/plain', size: 5, sha256: 'ab', file };
  await seeded.store.transaction(async (tx) => tx.insertAttachment(seeded.channel.id, ref, 0, attachment));
};
const sweep = (at = folder) => createUploadSweep({ folder: at, store: seeded.store, fileTime: Date.now })(new AbortController().signal);

describe('uploads', () => {
  test('sweep: an old upload that no attachment names goes; attached ones, young ones and everything of other names stay', async () => {
    const orphans = await Promise.all([fileOf(25 * HOUR), fileOf(400 * DAY)]);
    const attached = await fileOf(400 * DAY);
    await attach(attached);
    const fetched = await fileOf(400 * DAY, 'ab'.repeat(32));
    const others = [
      await fileOf(23 * HOUR),
      fetched,
      await fileOf(400 * DAY, `fetch-1-${randomUUID()}.part`),
      await fileOf(400 * DAY, 'notes.txt'),
    ];
    expect(await sweep()).toBe(2);
    expect((await readdir(folder)).toSorted()).toEqual([attached, ...others].toSorted());
    expect(orphans).toHaveLength(2);
  });

  test('sweep: more than one batch, two processes at once, and a folder that is not there', async () => {
    await Promise.all(Array.from({ length: 450 }, () => fileOf(2 * DAY)));
    const kept = await fileOf(2 * DAY);
    await attach(kept);
    await Promise.all([sweep(), sweep()]);
    expect(await readdir(folder)).toEqual([kept]);
    expect(await sweep(join(folder, 'nowhere'))).toBe(0);
  });

  test('sweep: a clock that was moved makes no file older than it is', async () => {
    const young = await fileOf(0);
    await seeded.clock.advance(400 * DAY);
    start();
    await until(() => rounds.length === 1, 'a round');
    expect(await readdir(folder)).toEqual([young]);
  });
});

const rounds: Removed[] = [];
const errors: unknown[] = [];
function start(changes: { store?: Store; retentionDays?: number } = {}): Worker {
  rounds.length = 0;
  errors.length = 0;
  const { store = seeded.store, retentionDays = 30 } = changes;
  const worker = createHousekeeping({
    store,
    clock: seeded.clock,
    retentionMs: retentionDays * DAY,
    sweepUploads: createUploadSweep({ folder, store, fileTime: Date.now }),
    onRound: (removed) => rounds.push(removed),
    onError: (error) => errors.push(error),
  });
  workers.push(worker);
  worker.start();
  return worker;
}

/** `count` deliveries with a status and an attempt each, received now. */
async function receive(count: number, name: string): Promise<void> {
  const { store, channel, clock } = seeded;
  const conversationId = await seeded.conversation('Ana');
  await store.transaction(async (tx) => {
    const message = {
      direction: 'inbound',
      type: 'text',
      text: 'hi',
      rank: 2,
      failure: null,
      createdAt: clock.now(),
      replyBy: null,
    } as const;
    const content = { ...message, wamid: null, deliveryId: null, fingerprint: null, address: null };
    const seq = await tx.appendMessage(channel.id, conversationId, content);
    const job = { channelId: channel.id, destination: 'crm', conversationId, seq } as const;
    for (let n = 0; n < count; n++) {
      const id = await tx.insertDelivery({ receivedAt: clock.now(), body: Buffer.from('{}') });
      await tx.setDeliveryDigest(id, Buffer.from(`${name} ${n}`));
      await tx.recordStatus(channel.id, { wamid: `${name}.${n}` as Wamid, status: 'sent', at: 1, failure: null }, clock.now());
      await tx.recordAttempt(job, { at: clock.now(), durationMs: 1, verdict: 'delivered', code: null, reason: null, end: 'done' });
    }
  });
}

describe('rounds', () => {
  test('start: removes what is past its time, however many batches that takes, and nothing else', async () => {
    await receive(450, 'old');
    await seeded.clock.advance(30 * DAY + 1);
    await receive(3, 'young');
    await fileOf(2 * DAY);
    start();
    await until(() => rounds.length === 1, 'a round');
    expect([rounds, errors]).toEqual([[{ deliveries: 450, statuses: 450, attempts: 450, uploads: 1 }], []]);
    expect((await seeded.store.counts()).deliveries).toBe(3);
  });

  test('every six hours: looks again, and what has become too old goes then', async () => {
    await receive(2, 'first');
    await receive(1, 'newest');
    start({ retentionDays: 8 });
    await until(() => rounds.length === 1, 'the first round');
    for (let hours = 6; hours <= 8 * 24 + 6; hours += 6) {
      await seeded.clock.advance(6 * HOUR);
      await until(() => rounds.length === 1 + hours / 6, 'the next round');
    }
    const removed = rounds.map(({ deliveries, statuses }) => deliveries + statuses);
    expect([removed.at(-1), removed.slice(0, -1).every((count) => count === 0)]).toEqual([5, true]);
  });

  test('within the eight days of WhatsApp: a repetition is recognised also after a round', async () => {
    await receive(2, 'webhook');
    await seeded.clock.advance(8 * DAY);
    start({ retentionDays: 8 });
    await until(() => rounds.length === 1, 'a round');
    expect(await seeded.store.transaction(async (tx) => tx.isDeliveryKnown(Buffer.from('webhook 0')))).toBe(true);
  });

  test('dead letters and quarantine: stay, whatever their age, with the raw delivery', async () => {
    const { store, clock } = seeded;
    await seeded.inbound(await seeded.conversation('Ana'), 'hello');
    const job = await seeded.claim('crm');
    await store.transaction(async (tx) => {
      const id = await tx.insertDelivery({ receivedAt: clock.now(), body: Buffer.from('[') });
      await tx.quarantineItem({ deliveryId: id, at: clock.now(), reason: 'not-json', phoneNumberId: null, item: '' });
      await tx.bury(job, { now: clock.now(), code: 1, reason: 'why' });
    });
    await receive(2, 'later');
    const before = await store.counts();
    await clock.advance(4000 * DAY);
    start();
    await until(() => rounds.length === 1, 'a round');
    expect(await store.counts()).toEqual({ ...before, deliveries: 2 });
    expect([await store.deadLetters({ limit: 9 }), await store.quarantine({ limit: 9 })].map(({ length }) => length)).toEqual([1, 1]);
  });

  test('a store that refuses: is reported, uploads are swept all the same, and the next round makes up for it', async () => {
    await receive(3, 'old');
    await seeded.clock.advance(31 * DAY);
    await fileOf(2 * DAY);
    let isDown = true;
    const store: Store = {
      ...seeded.store,
      transaction: (work) => (isDown ? Promise.reject(new Error('disk full')) : seeded.store.transaction(work)),
    };
    start({ store });
    await until(() => rounds.length === 1, 'a round');
    expect([rounds[0], errors.length]).toEqual([{ deliveries: 0, statuses: 0, attempts: 0, uploads: 1 }, 3]);
    isDown = false;
    await seeded.clock.advance(6 * HOUR);
    await until(() => rounds.length === 2, 'the next round');
    expect(rounds[1]).toMatchObject({ deliveries: 2, statuses: 3, attempts: 3 });
  });

  test('drain: ends a round between two batches and begins no other', async () => {
    await receive(900, 'old');
    await seeded.clock.advance(31 * DAY);
    let transactions = 0;
    const worker = start({
      store: {
        ...seeded.store,
        transaction(work) {
          transactions += 1;
          return seeded.store.transaction(work);
        },
      },
    });
    await worker.drain();
    await seeded.clock.advance(6 * HOUR);
    expect([transactions, rounds.length]).toEqual([1, 1]);
  });
});
