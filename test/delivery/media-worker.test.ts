import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LOOK_MS } from '../../src/delivery/fetch-pace.ts';
import { createMediaShelf } from '../../src/delivery/media-shelf.ts';
import { newErasureId } from '../../src/store/ids.ts';
import { until } from '../support/provider.ts';
import { BYTES, HEX, type MediaStage, startMediaStage } from './media-stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LEASE_MS = 30_000;

let stage: MediaStage;
beforeEach(async () => {
  stage = await startMediaStage();
});
afterEach(async () => {
  expect(stage.errors).toEqual([]);
  await stage.stop();
});

/** Lets time pass in steps until the file has ended, and returns how long that took. */
async function untilEnded(stepMs: number): Promise<number> {
  const began = stage.clock.now();
  while (stage.events.at(-1)?.end === 'waiting') {
    const before = stage.events.length;
    await stage.clock.advance(stepMs);
    await stage.attempts(before + 1);
  }
  return stage.clock.now() - began;
}

test('503: tried again, soon at first and every ten minutes later; the message is there meanwhile', async () => {
  const good = stage.answer;
  stage.answer = () => ({ status: 503 });
  const ref = await stage.receive();
  await stage.attempts(1);
  const waits: number[] = [];
  for (let attempt = 2; attempt <= 16; attempt += 1) {
    const dueAt = (await stage.store.nextInboundFileAt()) ?? 0;
    waits.push(dueAt - stage.clock.now());
    await stage.clock.advance(dueAt - stage.clock.now());
    await stage.attempts(attempt);
  }
  expect(waits.slice(0, 4)).toEqual([750, 1500, 3000, 6000]);
  expect(Math.max(...waits)).toBe(450_000);
  expect((await stage.message(ref)).text).toBe('[document]');
  stage.answer = good;
  await stage.clock.advance(10 * MINUTE);
  expect((await stage.attempts(17)).end).toBe('kept');
  expect(await stage.attachments(ref)).toHaveLength(1);
});

test('503 with Retry-After: not before that', async () => {
  stage.answer = () => ({ status: 503, headers: { 'retry-after': '120' } });
  await stage.receive({ url: undefined });
  await stage.attempts(1);
  expect(await stage.store.nextInboundFileAt()).toBe(stage.clock.now() + 120_000);
});

test('seven days: a file that never could be fetched is told as lost then, and never asked for again', async () => {
  stage.answer = () => ({ status: 503 });
  const ref = await stage.receive();
  await stage.attempts(1);
  expect(Math.floor((await untilEnded(6 * HOUR)) / DAY)).toBe(7);
  expect((await stage.message(ref)).text).toBe('[document]\n[WhatsApp no longer has this file. Ask the customer to send it again.]');
  expect(await stage.claim('crm')).toMatchObject(ref);
  const asked = stage.calls.length;
  await stage.clock.advance(DAY);
  stage.worker.wake();
  expect(await stage.store.nextInboundFileAt()).toBeUndefined();
  expect(stage.calls).toHaveLength(asked);
});

test('unknown id: believed after a day, since a right of the token that is missing looks the same', async () => {
  stage.answer = () => ({ status: 400, body: { error: { code: 100, error_subcode: 33, message: 'does not exist' } } });
  const ref = await stage.receive({ url: undefined });
  await stage.attempts(1);
  expect(Math.floor((await untilEnded(HOUR)) / DAY)).toBe(1);
  expect((await stage.message(ref)).text).toContain('WhatsApp no longer has this file');
});

test('unknown id after a long stop: not believed at the first answer', async () => {
  await stage.worker.drain();
  await stage.receive({ url: undefined });
  await stage.clock.advance(3 * DAY);
  const good = stage.answer;
  stage.answer = () => ({ status: 404 });
  stage.worker = stage.another();
  stage.worker.start();
  expect((await stage.attempts(1)).end).toBe('waiting');
  stage.answer = good;
  await stage.clock.advance(MINUTE);
  expect((await stage.attempts(2)).end).toBe('kept');
});

test('access token refused: the channel is held like for any other call, the file waits uncounted and comes afterwards', async () => {
  const good = stage.answer;
  stage.answer = () => ({ status: 401, body: { error: { code: 190, message: 'expired' } } });
  const ref = await stage.receive();
  await stage.attempts(1);
  const [hold] = await stage.store.holds(stage.clock.now());
  expect(hold).toMatchObject({ channelId: stage.channel.id, destination: 'whatsapp', code: 190, until: stage.clock.now() + 5 * MINUTE });
  expect(await stage.store.nextInboundFileAt()).toBe(hold?.until);
  // Another file of the channel is not even tried while it is held.
  const asked = stage.calls.length;
  await stage.receive({ filename: 'second.pdf' });
  stage.worker.wake();
  await until(async () => (await stage.store.nextInboundFileAt()) === hold?.until);
  expect(stage.calls).toHaveLength(asked);
  stage.answer = good;
  await stage.clock.advance(5 * MINUTE);
  await stage.attempts(3);
  expect(stage.events.slice(1).map(({ end, file }) => [end, file.attempts])).toEqual([
    ['kept', 0],
    ['kept', 0],
  ]);
  expect(await stage.attachments(ref)).toHaveLength(1);
});

test('several at once: no more than allowed are under way, and all come', async () => {
  let open = 0;
  let most = 0;
  const good = stage.answer;
  stage.answer = (path) => {
    open += 1;
    most = Math.max(most, open);
    setImmediate(() => {
      open -= 1;
    });
    return good(path);
  };
  const refs = await Promise.all(Array.from({ length: 9 }, () => stage.receive()));
  await stage.attempts(9);
  expect(most).toBeLessThanOrEqual(2);
  for (const ref of refs) expect(await stage.attachments(ref)).toHaveLength(1);
});

test('busy: one file every 100 ms, the one that waits longest first; wakes change nothing; when it is quiet again the rest comes at once', async () => {
  stage.busyShare = 1;
  for (let n = 0; n < 3; n += 1) {
    await stage.clock.advance(LOOK_MS);
    await stage.receive({ filename: `${n}.pdf` });
    await stage.attempts(n + 1);
  }
  const refs = [await stage.receive({ filename: 'older.pdf' })];
  await stage.clock.advance(1);
  for (const name of ['b.pdf', 'c.pdf', 'd.pdf']) refs.push(await stage.receive({ filename: name }));
  stage.worker.wake();
  await stage.store.transaction(async () => {});
  expect(stage.events).toHaveLength(3);
  await stage.clock.advance(LOOK_MS);
  await until(() => stage.events.length === 4);
  expect(stage.events.at(-1)?.file).toMatchObject(refs[0] as object);
  for (let n = 0; n < 5; n += 1) stage.worker.wake();
  await stage.store.transaction(async () => {});
  expect(stage.events).toHaveLength(4);
  stage.busyShare = 0;
  for (let n = 0; n < 2; n += 1) await stage.clock.advance(LOOK_MS);
  await until(() => stage.events.length === 7);
  for (const ref of refs) expect(await stage.attachments(ref)).toHaveLength(1);
});

test('lease: a transfer that takes longer is not begun twice, and one whose worker is gone is begun anew by another', async () => {
  const good = stage.answer;
  stage.answer = () => ({ status: 200, headers: { 'content-length': '100' }, body: BYTES, open: true });
  const ref = await stage.receive();
  stage.worker.wake();
  await until(() => stage.calls.length === 1);
  const second = stage.another();
  second.start();
  for (let passed = 0; passed < 4 * LEASE_MS; passed += LEASE_MS / 3) {
    await stage.clock.advance(LEASE_MS / 3);
    await stage.store.transaction(async () => {});
  }
  expect(stage.calls).toHaveLength(1);
  stage.answer = good;
  // What a killed process leaves is its lease. Renewals stop, another takes over when it has ended; whoever lost the claim records nothing.
  await stage.store.transaction(async (tx) => {
    const [stolen] = await tx.claimInboundFiles({
      now: stage.clock.now() + 2 * LEASE_MS,
      leaseUntil: stage.clock.now(),
      newLease: () => 'stolen',
      limit: 1,
    });
    expect(stolen).toMatchObject(ref);
  });
  second.wake();
  await until(() => stage.events.some(({ end }) => end === 'kept'));
  await stage.worker.drain();
  expect(stage.events.map(({ end }) => end).sort()).toEqual(['kept', 'lost-claim']);
  expect(await stage.attachments(ref)).toHaveLength(1);
});

test('stop: a transfer under way is broken off at once, leaves nothing, and the next start makes it', async () => {
  const good = stage.answer;
  stage.answer = () => ({ status: 200, headers: { 'content-length': '100' }, body: BYTES, open: true });
  const ref = await stage.receive();
  stage.worker.wake();
  await until(async () => (await stage.files()).length === 1);
  await stage.worker.drain();
  expect(stage.events.map(({ outcome, end }) => [outcome.kind, end])).toEqual([['stopped', 'waiting']]);
  expect(await stage.files()).toEqual([]);
  stage.answer = good;
  stage.worker = stage.another();
  stage.worker.start();
  expect(await stage.attempts(2)).toMatchObject({ end: 'kept', file: { attempts: 0 } });
  expect(await stage.attachments(ref)).toHaveLength(1);
});

test('sweep: half files of dead processes go, kept files and those of living processes stay', async () => {
  await stage.receive();
  await stage.attempts(1);
  const dead = 'fetch-999999999-a.part';
  const own = `fetch-${process.pid}-b.part`;
  const alive = `fetch-${process.ppid}-c.part`;
  for (const name of [dead, own, alive, 'upload']) await writeFile(join(stage.mediaFolder, name), 'x');
  await createMediaShelf(stage.mediaFolder).sweep();
  expect((await readdir(stage.mediaFolder)).sort()).toEqual([HEX, alive, 'upload'].sort());
  await createMediaShelf(join(stage.mediaFolder, 'nowhere')).sweep();
});

test('the customer is erased while their file is on its way: nothing of it stays', async () => {
  const good = stage.answer;
  const { contactId } = (await stage.store.conversation(stage.channel.id, stage.conversationId)) ?? { contactId: '' };
  stage.answer = (path) => {
    // Asked for while the file is under way, and so committed before the worker settles it.
    void stage.store.transaction(async (tx) => {
      await tx.beginPersonErasure(newErasureId(), { channelId: stage.channel.id, contactId, at: stage.clock.now() });
      const job = await tx.claimErasure({ now: stage.clock.now(), leaseUntil: stage.clock.now(), lease: 'one' });
      if (job) await tx.eraseMessages(job, 10);
    });
    return good(path);
  };
  await stage.receive();
  expect((await stage.attempts(1)).end).toBe('lost-claim');
  expect(await stage.files()).toEqual([]);
});

test('the same file of somebody else is erased before it is put onto its message: it is fetched again', async () => {
  const { transaction } = stage.store;
  let removals = 0;
  stage.store.transaction = async (work) => {
    if (removals === 0 && (await stage.files()).includes(HEX)) {
      removals += 1;
      await rm(join(stage.mediaFolder, HEX));
    }
    return transaction(work);
  };
  const ref = await stage.receive();
  expect((await stage.attempts(1)).end).toBe('waiting');
  expect((await stage.attempts(2)).end).toBe('kept');
  expect(removals).toBe(1);
  expect(await stage.attachments(ref)).toHaveLength(1);
  expect(await stage.files()).toEqual([HEX]);
});
