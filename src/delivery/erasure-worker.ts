import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { ErasureJob } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { LEASE_MS, type Worker } from './worker.ts';

/** How often to look for an erasure that another process was asked for or left, and for a company whose day has come. */
const POLL_MS = 60_000;
/** After a fault, or while somebody reads what is to be overwritten. */
const PAUSE_MS = 1000;

export interface ErasureWorkerOptions {
  store: Store;
  clock: Clock;
  /** Begins erasures that are due by themselves; how many. */
  beginDue(now: number): Promise<number>;
  /** Does one piece of an erasure: what is to be done next, or how it ended. */
  further(job: ErasureJob, time: { now: number; leaseUntil: number }): Promise<ErasureJob | 'done' | 'lost' | 'busy'>;
  onDone(job: ErasureJob): void;
  onError(error: unknown): void;
  leaseMs?: number;
  pollMs?: number;
}

/** Carries erasures out, one after the other and piece by piece, so that everything else goes on in between. One that a dead process left is taken up where it stood. */
export function createErasureWorker(options: ErasureWorkerOptions): Worker {
  const { store, clock, leaseMs = LEASE_MS, pollMs = POLL_MS } = options;
  let running = false;
  let working = false;
  let again = false;
  let round = Promise.resolve();
  let cancelTimer = () => {};

  const wake = () => {
    if (!running) return;
    if (working) {
      again = true;
      return;
    }
    working = true;
    again = false;
    cancelTimer();
    round = work().then((pauseMs) => {
      working = false;
      if (!running) return;
      cancelTimer = clock.after(pauseMs, wake);
      if (again) wake();
    });
  };

  /** Works until nothing is left; returns after how long to look again. */
  const work = async (): Promise<number> => {
    try {
      while (running) {
        const dueAt = await store.nextErasureAt();
        const now = clock.now();
        if (dueAt === undefined || dueAt > now) return Math.min(dueAt === undefined ? pollMs : dueAt - now, pollMs);
        const begun = await options.beginDue(now);
        const claim = { now, leaseUntil: now + leaseMs, lease: randomUUID() };
        const job = await store.transaction(async (tx) => tx.claimErasure(claim));
        // Another process may have been faster.
        if (job ? !(await finish(job)) : begun === 0) return PAUSE_MS;
      }
    } catch (error) {
      options.onError(error);
    }
    return PAUSE_MS;
  };

  /** False when the erasure has to wait, or the process is about to stop: it is given back, and taken up again later. */
  const finish = async (claimed: ErasureJob): Promise<boolean> => {
    let job = claimed;
    while (running) {
      const now = clock.now();
      const outcome = await options.further(job, { now, leaseUntil: now + leaseMs });
      if (outcome === 'done') options.onDone(job);
      if (outcome === 'busy') return giveBack(job);
      if (outcome === 'done' || outcome === 'lost') return true;
      job = outcome;
    }
    return giveBack(job);
  };

  const giveBack = async (job: ErasureJob): Promise<false> => {
    const now = clock.now();
    await store.transaction(async (tx) => tx.advanceErasure(job, { step: job.step, place: job.place, erased: {}, now, leaseUntil: now }));
    return false;
  };

  return {
    start() {
      running = true;
      wake();
    },
    wake,
    async drain() {
      running = false;
      cancelTimer();
      await round;
    },
  };
}
