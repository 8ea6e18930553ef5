import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Destination, Job } from '../store/records.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { nextAttemptAt, type RetryPolicy } from './retry-policy.ts';
import type { Verdict } from './verdict.ts';

/** How long a claim holds without being renewed; a lane of a dead process comes free after that. */
export const LEASE_MS = 30_000;
/** How often to look for work that another process queued. */
export const POLL_MS = 1000;
/** A vendor that says "come back now" is not asked again at once: that would be a loop as fast as the network. */
const SHORTEST_PAUSE_MS = 1000;

/** What an attempt left behind: more to do, nothing to do, a message marked as failed, a dead letter, or nothing, because the claim was lost. */
export type JobEnd = 'waiting' | 'done' | 'given-up' | 'buried' | 'lost';

export interface WorkerEvent {
  destination: Destination;
  job: Job;
  verdict: Verdict;
  end: JobEnd;
  durationMs: number;
}

export interface WorkerOptions {
  destination: Destination;
  store: Store;
  clock: Clock;
  policy: RetryPolicy;
  /** Lanes worked on at the same time. */
  concurrency: number;
  /** Makes one attempt. Never throws for what the other side does; what it throws is a fault of ours and counts as `retry`. */
  deliver(job: Job): Promise<Verdict>;
  /** Runs in the settling transaction of a job that is given up: marks its message, or says that an operator must look (`bury`). */
  onGivenUp(tx: StoreTransaction, job: Job, failure: { code: number; reason: string }): Promise<'settled' | 'bury'>;
  onAttempt(event: WorkerEvent): void;
  onError(error: unknown): void;
  random?: () => number;
  leaseMs?: number;
  pollMs?: number;
}

export interface Worker {
  start(): void;
  /** There may be work now. */
  wake(): void;
  /** Takes no more work and resolves when what is under way is settled. */
  drain(): Promise<void>;
}

/** Empties the lanes of one destination: claims what is ready, delivers, settles by the verdict's kind. */
export function createWorker(options: WorkerOptions): Worker {
  const { store, clock, destination, concurrency, random = Math.random, leaseMs = LEASE_MS, pollMs = POLL_MS } = options;
  const active = new Map<string, Promise<void>>();
  /** Attempts under way: those that only have their outcome to be recorded leave their place to the next. */
  let attempting = 0;
  let running = false;
  let claiming = false;
  let round = Promise.resolve();
  let again = false;
  let cancelTimer = () => {};
  let cancelRenewal = () => {};

  const wake = () => {
    if (!running) return;
    if (claiming) {
      again = true;
      return;
    }
    claiming = true;
    again = false;
    round = claimRound().then(() => {
      claiming = false;
      if (again) wake();
    });
  };

  const claimRound = async () => {
    cancelTimer();
    try {
      const free = concurrency - attempting;
      if (free <= 0) return;
      const now = clock.now();
      const readyAt = await store.nextReadyAt(destination);
      if (readyAt === undefined || readyAt > now) {
        cancelTimer = clock.after(Math.min(readyAt === undefined ? pollMs : readyAt - now, pollMs), wake);
        return;
      }
      const jobs = await store.transaction(async (tx) =>
        tx.claim({ destination, now, leaseUntil: now + leaseMs, newLease: randomUUID, limit: free }),
      );
      for (const job of jobs) begin(job);
      if (attempting < concurrency) again = true;
    } catch (error) {
      options.onError(error);
      cancelTimer = clock.after(POLL_MS, wake);
    }
  };

  const begin = (job: Job) => {
    const work = attempt(job)
      .catch(options.onError)
      .finally(() => {
        active.delete(job.lease);
        wake();
      });
    active.set(job.lease, work);
    if (active.size === 1) scheduleRenewal();
  };

  /** Keeps the claims of work under way alive. */
  const scheduleRenewal = () => {
    cancelRenewal();
    cancelRenewal = clock.after(leaseMs / 3, () => {
      if (active.size === 0) return;
      const leases = [...active.keys()];
      store.transaction(async (tx) => tx.renew(destination, leases, clock.now() + leaseMs)).catch(options.onError);
      scheduleRenewal();
    });
  };

  const attempt = async (job: Job): Promise<void> => {
    const started = performance.now();
    const at = clock.now();
    const verdict = await tried(job);
    const settled = settle(job, verdict, { at, durationMs: performance.now() - started });
    // Asked for in the same turn, what is next shares the commit, and finds this lane free.
    wake();
    const end = await settled;
    options.onAttempt({ destination, job, verdict, end, durationMs: performance.now() - started });
    if (end === 'done') verdict.afterwards?.();
  };

  const tried = async (job: Job): Promise<Verdict> => {
    attempting += 1;
    try {
      return await options.deliver(job);
    } catch (error) {
      options.onError(error);
      return { kind: 'retry', code: 0, reason: 'an unexpected fault on our side; see the log' };
    } finally {
      attempting -= 1;
    }
  };

  /** Records the outcome and the attempt, and settles the job, in one transaction, or nothing of it. */
  const settle = (job: Job, verdict: Verdict, took: { at: number; durationMs: number }): Promise<JobEnd> => {
    const now = clock.now();
    return store.transaction(async (tx) => {
      const leased = await tx.isLeased(job);
      await verdict.record?.(tx, leased);
      const end = leased ? await settleLeased(tx, job, verdict, now) : 'lost';
      const { kind, code = null, reason = null } = { code: undefined, reason: undefined, ...verdict };
      // What was put off was not tried.
      if (kind !== 'postponed') await tx.recordAttempt(job, { ...took, verdict: kind, code, reason, end });
      return end;
    });
  };

  const settleLeased = async (tx: StoreTransaction, job: Job, verdict: Verdict, now: number): Promise<JobEnd> => {
    switch (verdict.kind) {
      case 'delivered':
      case 'unknown':
        await tx.complete(job, now);
        return 'done';
      case 'more':
        await tx.retry(job, { now, at: now, countAttempt: false });
        return 'waiting';
      case 'postponed':
        await tx.postpone(job, { now, at: verdict.at });
        return 'waiting';
      case 'final':
        return giveUp(tx, job, now, verdict);
      case 'pause-channel': {
        const until = Math.max(verdict.at, now + SHORTEST_PAUSE_MS);
        const { channelId } = job;
        if (!verdict.stillHolds || (await verdict.stillHolds(tx)))
          await tx.hold({ channelId, destination, until, code: verdict.code, reason: verdict.reason }, now);
        await tx.retry(job, { now, at: now, countAttempt: false });
        return 'waiting';
      }
      case 'retry':
      case 'pause-recipient': {
        const failingSince = job.failingSince ?? now;
        const notBefore = verdict.at;
        const at = nextAttemptAt(options.policy, { attempts: job.attempts + 1, now, failingSince, notBefore, random: random() });
        if (at === undefined) return giveUp(tx, job, now, verdict);
        await tx.retry(job, { now, at, countAttempt: true });
        return 'waiting';
      }
    }
  };

  const giveUp = async (
    tx: StoreTransaction,
    job: Job,
    now: number,
    { code, reason }: { code: number; reason: string },
  ): Promise<JobEnd> => {
    const fate = await options.onGivenUp(tx, job, { code, reason });
    if (fate === 'bury') return (await tx.bury(job, { now, code, reason })) === 'buried' ? 'buried' : 'waiting';
    await tx.complete(job, now);
    return 'given-up';
  };

  return {
    start() {
      running = true;
      wake();
    },
    wake,
    async drain() {
      running = false;
      // A claim that is being committed still begins its jobs.
      await round;
      cancelTimer();
      await Promise.all(active.values());
      cancelRenewal();
    },
  };
}
