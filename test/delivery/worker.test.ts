import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { crmRetryPolicy } from '../../src/delivery/retry-policy.ts';
import type { Verdict } from '../../src/delivery/verdict.ts';
import { createWorker, type Worker, type WorkerEvent, type WorkerOptions } from '../../src/delivery/worker.ts';
import type { ConversationId } from '../../src/store/ids.ts';
import type { Job } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { until } from '../support/provider.ts';
import { type SeededStore, seedStore } from './seeded-store.ts';

const LEASE_MS = 30_000;
const MINUTE = 60_000;

let seeded: SeededStore;
let workers: Worker[];
let releases: (() => void)[];
beforeEach(async () => {
  seeded = await seedStore();
  workers = [];
  releases = [];
});
afterEach(async () => {
  for (const release of releases) release();
  await Promise.all(workers.map((worker) => worker.drain()));
  await seeded.remove();
});

interface Watched {
  worker: Worker;
  /** `<conversation>/<seq>` of every attempt, in the order they began. */
  begun: string[];
  events: WorkerEvent[];
  errors: unknown[];
}

function watch(deliver: (job: Job) => Promise<Verdict>, options: Partial<WorkerOptions> = {}): Watched {
  const begun: string[] = [];
  const events: WorkerEvent[] = [];
  const errors: unknown[] = [];
  const worker = createWorker({
    destination: 'crm',
    store: seeded.store,
    clock: seeded.clock,
    policy: crmRetryPolicy,
    concurrency: 8,
    random: () => 0,
    leaseMs: LEASE_MS,
    // Nobody else writes to this store: looking every virtual second would only burn turns.
    pollMs: 86_400_000,
    deliver(job) {
      begun.push(`${job.conversationId}/${job.seq}`);
      return deliver(job);
    },
    onGivenUp: async () => 'bury',
    onAttempt: (event) => events.push(event),
    onError: (error) => errors.push(error),
    ...options,
  });
  workers.push(worker);
  return { worker, begun, events, errors };
}

/** An attempt that goes on until it is told how it ended. */
function held() {
  const waiting: ((verdict: Verdict) => void)[] = [];
  const deliver = () =>
    new Promise<Verdict>((resolve) => {
      waiting.push(resolve);
      releases.push(() => resolve({ kind: 'delivered' }));
    });
  return { deliver, waiting };
}

const delivered = async (): Promise<Verdict> => ({ kind: 'delivered' });
const conversations = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => seeded.conversation(`C${index}`, [{ kind: 'wa_id', value: `1555000${index}` }])));
const waiting = async () => (await seeded.store.backlog()).reduce((sum, lane) => sum + lane.waiting, 0);
const emptied = () => until(async () => (await waiting()) === 0, 'the empty outbox');
const fill = async (conversationId: ConversationId, count: number) => {
  for (let number = 1; number <= count; number++) await seeded.inbound(conversationId, `message ${number}`);
};
const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
};

test('worker: first in, first out inside a lane, one attempt at a time', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 6);
  let running = 0;
  let most = 0;
  const { worker, begun } = watch(async () => {
    most = Math.max(most, ++running);
    await turns(3);
    running -= 1;
    return { kind: 'delivered' };
  });
  worker.start();
  await emptied();
  expect(begun).toEqual([1, 2, 3, 4, 5, 6].map((seq) => `${one}/${seq}`));
  expect(most).toBe(1);
});

test('worker: lanes go on beside one that does not move', async () => {
  const [stuck, ...others] = await conversations(4);
  for (const id of [stuck, ...others]) await fill(id as ConversationId, 3);
  const hold = held();
  const { worker, begun } = watch((job) => (job.conversationId === stuck ? hold.deliver() : delivered()));
  worker.start();
  await until(async () => (await waiting()) === 3, 'the other lanes to be empty');
  expect(begun.filter((name) => name.startsWith(String(stuck)))).toEqual([`${stuck}/1`]);
  expect(begun).toHaveLength(1 + others.length * 3);
});

test('worker: never works on more lanes than its concurrency', async () => {
  const ids = await conversations(10);
  for (const id of ids) await fill(id, 1);
  const hold = held();
  const { worker, begun } = watch(hold.deliver, { concurrency: 3 });
  worker.start();
  await until(() => begun.length === 3, 'three attempts');
  worker.wake();
  await seeded.clock.advance(5000);
  expect(begun).toHaveLength(3);
  hold.waiting.shift()?.({ kind: 'delivered' });
  await until(() => begun.length === 4, 'the fourth attempt');
  await seeded.clock.advance(5000);
  expect(begun).toHaveLength(4);
});

test('worker: an attempt that ends makes room at once: what is next is claimed in the commit that settles it', async () => {
  await Promise.all((await conversations(6)).map((id) => fill(id, 1)));
  let open = 0;
  let shared = 0;
  const store: Store = {
    ...seeded.store,
    async transaction(work) {
      open += 1;
      if (open === 2) shared += 1;
      try {
        return await seeded.store.transaction(work);
      } finally {
        open -= 1;
      }
    },
  };
  const { worker, begun } = watch(delivered, { store, concurrency: 1 });
  worker.start();
  await emptied();
  expect([begun.length, shared]).toEqual([6, 5]);
});

test('worker: keeps its claim as long as an attempt takes, so that no other process repeats it', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 2);
  const hold = held();
  const first = watch(hold.deliver);
  const second = watch(delivered);
  first.worker.start();
  await until(() => first.begun.length === 1, 'the attempt');
  second.worker.start();
  for (let passed = 0; passed < 5 * LEASE_MS; passed += LEASE_MS / 6) {
    await seeded.clock.advance(LEASE_MS / 6);
    const now = seeded.clock.now();
    // The renewal is a commit to a real disk: let it through before time goes on.
    await until(async () => Number(await seeded.store.nextReadyAt('crm')) > now + LEASE_MS / 2, 'the renewed claim');
  }
  expect(second.begun).toEqual([]);
  hold.waiting[0]?.({ kind: 'delivered' });
  await until(() => second.begun.length + first.begun.length === 2, 'the next message');
});

test('worker: takes over the lane of a process that died, and what that one settles late changes nothing', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 1);
  const request = {
    destination: 'crm',
    now: seeded.clock.now(),
    leaseUntil: seeded.clock.now() + LEASE_MS,
    newLease: () => 'dead',
    limit: 1,
  } as const;
  const [dead] = await seeded.store.transaction(async (tx) => tx.claim(request));
  const hold = held();
  const { worker, begun } = watch(hold.deliver);
  worker.start();
  await seeded.clock.advance(LEASE_MS - 1000);
  expect(begun).toEqual([]);
  await seeded.clock.advance(1000);
  await until(() => begun.length === 1, 'the second claim');
  const settled = await seeded.store.transaction(async (tx) => [
    await tx.complete(dead as Job, seeded.clock.now()),
    await tx.retry(dead as Job, { now: seeded.clock.now(), at: 0, countAttempt: true }),
    await tx.bury(dead as Job, { now: seeded.clock.now(), code: 1, reason: 'late' }),
  ]);
  expect(settled).toEqual([false, false, 'lost']);
  expect(await waiting()).toBe(1);
  hold.waiting[0]?.({ kind: 'delivered' });
  await emptied();
});

test('worker: an attempt that throws counts as a retry and disturbs nobody', async () => {
  const [bad, good] = await conversations(2);
  await fill(bad as ConversationId, 2);
  await fill(good as ConversationId, 2);
  let faults = 3;
  const { worker, begun, events, errors } = watch(async (job) => {
    if (job.conversationId === bad && faults-- > 0) throw new Error('a bug');
    return { kind: 'delivered' };
  });
  worker.start();
  await until(async () => (await waiting()) === 2 && events.length === 3, 'the good lane to be empty');
  await until(async () => {
    await seeded.clock.advance(1000);
    return (await waiting()) === 0;
  }, 'the bad lane to be empty');
  expect(begun.filter((name) => name.startsWith(String(bad)))).toEqual([1, 1, 1, 1, 2].map((seq) => `${bad}/${seq}`));
  expect(events.filter(({ job }) => job.conversationId === bad).map(({ job, end }) => [job.attempts, end])).toEqual([
    [0, 'waiting'],
    [1, 'waiting'],
    [2, 'waiting'],
    [3, 'done'],
    [0, 'done'],
  ]);
  expect(errors).toHaveLength(3);
});

test('worker: a retry waits for its time, and no earlier than the vendor said', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 1);
  const start = seeded.clock.now();
  const times: number[] = [];
  const verdicts: Verdict[] = [
    { kind: 'retry', code: 503, reason: 'away' },
    { kind: 'retry', code: 503, reason: 'away', at: start + 20_000 },
    { kind: 'delivered' },
  ];
  const { worker, events } = watch(async () => {
    times.push(seeded.clock.now() - start);
    return verdicts.shift() as Verdict;
  });
  worker.start();
  for (let second = 0; second < 25; second++) {
    const seen = times.length;
    await until(() => events.length === seen, 'the settled attempt');
    await seeded.clock.advance(500);
    await seeded.clock.advance(500);
  }
  await emptied();
  // With `random` 0 the first delay is half a second.
  expect(times[0]).toBe(0);
  expect(times[1]).toBeGreaterThanOrEqual(500);
  expect(times[1]).toBeLessThanOrEqual(3000);
  expect(times[2]).toBeGreaterThanOrEqual(20_000);
  expect(times).toHaveLength(3);
});

test('worker: a recipient that must wait does so longer each time, its lane alone', async () => {
  const [slow, other] = await conversations(2);
  await fill(slow as ConversationId, 1);
  const seen: number[] = [];
  const { worker } = watch(async (job) => {
    if (job.conversationId !== slow || seen.length === 4) return { kind: 'delivered' };
    seen.push(job.attempts);
    return { kind: 'pause-recipient', code: 131056, reason: 'pair rate', at: seeded.clock.now() + 1000 * 4 ** job.attempts };
  });
  worker.start();
  await until(() => seen.length === 1, 'the first refusal');
  await fill(other as ConversationId, 1);
  worker.wake();
  await until(async () => (await waiting()) === 1, 'the other lane to be empty');
  await until(async () => {
    await seeded.clock.advance(1000);
    return (await waiting()) === 0;
  }, 'the slow lane to be empty');
  expect(seen).toEqual([0, 1, 2, 3]);
});

test('worker: a pause of the channel holds all its lanes and no other channel, and nothing is dropped', async () => {
  const ids = await conversations(3);
  for (const id of ids) await fill(id, 2);
  const start = seeded.clock.now();
  let refuse = true;
  const { worker, begun } = watch(
    async () =>
      refuse ? { kind: 'pause-channel', code: 401, reason: 'token', at: seeded.clock.now() + 5 * MINUTE } : { kind: 'delivered' },
    { concurrency: 1 },
  );
  worker.start();
  await until(async () => (await seeded.store.holds(seeded.clock.now())).length === 1, 'the hold');
  expect(await seeded.store.holds(start)).toEqual([
    { channelId: seeded.channel.id, destination: 'crm', until: start + 5 * MINUTE, code: 401, reason: 'token' },
  ]);
  refuse = false;
  await fill(ids[0] as ConversationId, 1);
  worker.wake();
  await seeded.clock.advance(5 * MINUTE - 1000);
  expect(begun).toHaveLength(1);
  expect(await waiting()).toBe(7);
  await seeded.clock.advance(1000);
  await emptied();
  expect(begun).toHaveLength(8);
  expect((await seeded.store.counts()).deadLetters).toBe(0);
});

test('worker: a final verdict buries its job alone, and the lane goes on', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 3);
  const { worker, begun, events } = watch(async (job) =>
    job.seq === 2 ? { kind: 'final', code: 400, reason: 'refused' } : { kind: 'delivered' },
  );
  worker.start();
  await emptied();
  expect(begun).toEqual([1, 2, 3].map((seq) => `${one}/${seq}`));
  expect(await seeded.store.deadLetters({ limit: 10 })).toMatchObject([
    { conversationId: one, seq: 2, attempts: 1, code: 400, reason: 'refused' },
  ]);
  await until(() => events.length === 3, 'the last event');
  expect(events.map(({ end }) => end)).toEqual(['done', 'buried', 'done']);
});

test('worker: a message that changed during its last attempt is no dead letter and is not counted as one', async () => {
  const [one] = await conversations(1);
  const { seq } = await seeded.inbound(one as ConversationId, 'changing');
  const hold = held();
  const { worker, events } = watch(hold.deliver);
  worker.start();
  await until(() => hold.waiting.length === 1, 'the first attempt');
  const now = seeded.clock.now();
  await seeded.store.transaction(async (tx) =>
    tx.enqueue({ channelId: seeded.channel.id, destination: 'crm', conversationId: one as ConversationId, seq }, { now, dueAt: now }),
  );
  hold.waiting[0]?.({ kind: 'final', code: 400, reason: 'refused' });
  await until(() => hold.waiting.length === 2, 'the second attempt');
  expect(events.map(({ end }) => end)).toEqual(['waiting']);
  expect(await seeded.store.deadLetters({ limit: 10 })).toEqual([]);
  hold.waiting[1]?.({ kind: 'final', code: 400, reason: 'refused' });
  await emptied();
  await until(() => events.length === 2, 'the last event');
  expect(events[1]?.end).toBe('buried');
  expect(await seeded.store.deadLetters({ limit: 10 })).toHaveLength(1);
});

test('worker: what is put off waits for its time in its lane alone, keeps its place and its count of attempts', async () => {
  const [slow, other] = await conversations(2);
  await fill(slow as ConversationId, 2);
  await fill(other as ConversationId, 1);
  const start = seeded.clock.now();
  const seen: [seq: number, attempts: number, at: number][] = [];
  const verdicts: Verdict[] = [
    { kind: 'retry', code: 503, reason: 'away', at: start + 1000 },
    { kind: 'postponed', at: start + 5000 },
    { kind: 'postponed', at: start + 8000 },
  ];
  const { worker, events } = watch(async (job) => {
    if (job.conversationId !== slow) return { kind: 'delivered' };
    seen.push([job.seq, job.attempts, seeded.clock.now() - start]);
    return verdicts.shift() ?? { kind: 'delivered' };
  });
  worker.start();
  await until(async () => (await waiting()) === 2 && events.length === 2, 'the other lane to be empty');
  for (const [wait, settled] of [
    [1000, 3],
    [3999, 3],
    [1, 4],
    [2999, 4],
  ] as const) {
    await seeded.clock.advance(wait);
    await until(() => events.length === settled, 'the attempt');
  }
  await seeded.clock.advance(1);
  await emptied();
  expect(seen).toEqual([
    [1, 0, 0],
    [1, 1, 1000],
    [1, 1, 5000],
    [1, 1, 8000],
    [2, 0, 8000],
  ]);
});

test('worker: a job that has failed for as long as the policy allows is buried', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 1);
  const comeBack = seeded.clock.now() + crmRetryPolicy.giveUpAfterMs;
  const { worker, begun } = watch(async () => ({ kind: 'retry', code: 503, reason: 'still away', at: comeBack }));
  worker.start();
  await until(() => begun.length === 1, 'the first attempt');
  await turns(50);
  expect(await seeded.store.deadLetters({ limit: 10 })).toEqual([]);
  await until(async () => {
    await seeded.clock.advance(3_600_000);
    return (await waiting()) === 0;
  }, 'the dead letter');
  expect(begun).toHaveLength(2);
  expect(await seeded.store.deadLetters({ limit: 10 })).toMatchObject([{ seq: 1, code: 503, reason: 'still away' }]);
});

test('worker: time in which the channel was held does not count as failing', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 1);
  const week = seeded.clock.now() + 8 * 86_400_000;
  const answers: Verdict[] = [
    { kind: 'pause-channel', code: 0, reason: 'nobody is connected', at: week },
    { kind: 'retry', code: 503, reason: 'a hiccup' },
    { kind: 'delivered' },
  ];
  const { worker, begun } = watch(async () => answers.shift() ?? { kind: 'delivered' });
  worker.start();
  await until(async () => {
    await seeded.clock.advance(3_600_000);
    return (await waiting()) === 0;
  }, 'the delivery');
  expect(begun).toHaveLength(3);
  expect(await seeded.store.deadLetters({ limit: 10 })).toEqual([]);
});

test('worker: a pause that ends now still lasts a second', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 1);
  const { worker, begun } = watch(async () => ({ kind: 'pause-channel', code: 429, reason: 'slower', at: seeded.clock.now() }));
  worker.start();
  await until(() => begun.length === 1, 'the first attempt');
  await turns(200);
  expect(begun).toHaveLength(1);
  await seeded.clock.advance(1000);
  await until(() => begun.length === 2, 'the second attempt');
});

test('worker: a claim that was lost settles nothing, and the record is told', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 1);
  const told: boolean[] = [];
  const hold = held();
  const { worker, events } = watch(hold.deliver);
  worker.start();
  await until(() => hold.waiting.length === 1, 'the attempt');
  // Another process takes the lane over, as after a pause longer than the lease.
  const db = new DatabaseSync(join(seeded.folder, 'provider.db'));
  db.exec("UPDATE lanes SET lease = 'somebody else'");
  db.close();
  hold.waiting[0]?.({
    kind: 'delivered',
    async record(_tx, leased) {
      told.push(leased);
    },
  });
  await until(() => events.length === 1, 'the end of the attempt');
  expect(events[0]?.end).toBe('lost');
  expect(told).toEqual([false]);
  expect(await waiting()).toBe(1);
});

test('worker: what changes while it is being delivered is delivered again', async () => {
  const [one] = await conversations(1);
  const { seq } = await seeded.inbound(one as ConversationId, 'changing');
  const hold = held();
  const { worker, begun } = watch(hold.deliver);
  worker.start();
  await until(() => begun.length === 1, 'the first attempt');
  const now = seeded.clock.now();
  await seeded.store.transaction(async (tx) =>
    tx.enqueue({ channelId: seeded.channel.id, destination: 'crm', conversationId: one as ConversationId, seq }, { now, dueAt: now }),
  );
  hold.waiting[0]?.({ kind: 'delivered' });
  await until(() => begun.length === 2, 'the second attempt');
  hold.waiting[1]?.({ kind: 'delivered' });
  await emptied();
});

test('worker: finds work that another process queued, without being woken', async () => {
  const [one] = await conversations(1);
  const { worker, begun } = watch(delivered);
  worker.start();
  await turns(20);
  await fill(one as ConversationId, 1);
  await until(async () => {
    await seeded.clock.advance(1000);
    return begun.length === 1;
  }, 'the attempt');
});

test('drain: waits until what is under way is settled, and begins nothing new', async () => {
  const ids = await conversations(3);
  for (const id of ids) await fill(id, 2);
  const hold = held();
  const { worker, begun } = watch(hold.deliver, { concurrency: 2 });
  worker.start();
  await until(() => begun.length === 2, 'two attempts');
  let drained = false;
  const draining = worker.drain().then(() => {
    drained = true;
  });
  worker.wake();
  hold.waiting[0]?.({ kind: 'delivered' });
  await until(async () => (await waiting()) === 5, 'the first settled attempt');
  await seeded.clock.advance(10_000);
  expect(drained).toBe(false);
  hold.waiting[1]?.({ kind: 'delivered' });
  await draining;
  expect(await waiting()).toBe(4);
  expect(begun).toHaveLength(2);
});

test('drain: waits for a claim that was being made, so that nothing begins after it', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 1);
  const hold = held();
  let claiming = () => {};
  const asked = new Promise<void>((resolve) => {
    claiming = resolve;
  });
  const { store } = seeded;
  const slowStore: Store = {
    ...store,
    transaction(work) {
      claiming();
      return store.transaction(work);
    },
  };
  const { worker, begun } = watch(hold.deliver, { store: slowStore });
  worker.start();
  await asked;
  let begunAtTheEnd: number | undefined;
  const draining = worker.drain().then(() => {
    begunAtTheEnd = begun.length;
  });
  await turns(50);
  for (const settle of hold.waiting) settle({ kind: 'delivered' });
  await draining;
  await turns(50);
  expect(begun.length).toBe(begunAtTheEnd);
});

test('worker: every attempt stands beside the job it was made at, in the transaction that settles it; what was put off was none', async () => {
  const [one] = await conversations(1);
  await fill(one as ConversationId, 1);
  const verdicts: Verdict[] = [
    { kind: 'postponed', at: seeded.clock.now() + 10 },
    { kind: 'retry', code: 503, reason: 'Pipedrive answered 503' },
    { kind: 'retry', code: 503, reason: 'Pipedrive answered 503' },
    { kind: 'pause-channel', code: 429, reason: 'too many', at: seeded.clock.now() + MINUTE },
    { kind: 'delivered' },
  ];
  const { worker, begun } = watch(async () => verdicts[begun.length - 1] ?? { kind: 'delivered' });
  const began = seeded.clock.now();
  worker.start();
  await until(async () => {
    await seeded.clock.advance(MINUTE);
    return (await waiting()) === 0;
  }, 'the empty outbox');
  const passage = await seeded.store.passage(seeded.channel.id, { conversationId: one as ConversationId, seq: 1 });
  expect(passage?.attempts).toMatchObject([
    { destination: 'crm', times: 2, verdict: 'retry', code: 503, reason: 'Pipedrive answered 503', end: 'waiting' },
    { times: 1, verdict: 'pause-channel', code: 429, end: 'waiting' },
    { times: 1, verdict: 'delivered', code: null, reason: null, end: 'done' },
  ]);
  const [retried] = passage?.attempts ?? [];
  expect([Number(retried?.firstAt) >= began, Number(retried?.at) > Number(retried?.firstAt)]).toEqual([true, true]);
});
