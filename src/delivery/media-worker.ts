import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { FileJob } from '../store/records.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { createFetchPace, LOOK_MS } from './fetch-pace.ts';
import type { FetchOutcome, LossReason } from './media-fetcher.ts';
import { nextAttemptAt, type RetryPolicy } from './retry-policy.ts';
import { LEASE_MS, POLL_MS, type Worker } from './worker.ts';

type Kept = Extract<FetchOutcome, { kind: 'kept' }>['file'];

/** `lost-claim`: another worker has the file now; what this one found is not recorded. */
export type FetchEnd = 'kept' | 'waiting' | 'lost' | 'lost-claim';

export interface FetchEvent {
  file: FileJob;
  outcome: FetchOutcome;
  end: FetchEnd;
  durationMs: number;
}

export interface MediaWorkerOptions {
  store: Store;
  clock: Clock;
  /** Files under way at the same time. */
  concurrency: number;
  /** The share of time, 0 to 1, that this process was busy since it was asked last; fetching gives way where that is much. */
  busyShare(): number;
  /** Makes one attempt. What it throws is a fault of ours and is tried again. */
  fetch(file: FileJob, stopping: AbortSignal): Promise<FetchOutcome>;
  /** Run in the transaction that ends the file: put it onto its message, or say there that it never comes. */
  attach(tx: StoreTransaction, file: FileJob, kept: Kept, now: number): Promise<void>;
  lose(tx: StoreTransaction, file: FileJob, loss: LossReason, now: number): Promise<void>;
  /** Whether a kept file is on the disk, told at once: inside of a transaction nobody can take it away meanwhile. */
  isThere(file: string): boolean;
  /** Removes a kept file, at once. */
  remove(file: string): void;
  onFetch(event: FetchEvent): void;
  onError(error: unknown): void;
  random?: () => number;
  leaseMs?: number;
  pollMs?: number;
}

/** Often at first, because some accounts let WhatsApp keep a file for an hour only; later every ten minutes, until the file's own end. */
const policy: RetryPolicy = { firstDelayMs: 1000, longestDelayMs: 10 * 60_000, giveUpAfterMs: Number.POSITIVE_INFINITY };
/** A doubtful answer is believed when it was given so often, so long after the message came. */
const DOUBT = { attempts: 5, afterMs: 24 * 3_600_000 };

/**
 * Fetches the files of customers, each on its own schedule, apart from everything else that happens to its message. While the process is busy it fetches few, the files that
 * wait longest first.
 */
export function createMediaWorker(options: MediaWorkerOptions): Worker {
  const { store, clock, concurrency, random = Math.random, leaseMs = LEASE_MS, pollMs = POLL_MS } = options;
  const active = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const pace = createFetchPace({ clock, concurrency, busyShare: options.busyShare });
  /** Those of the active ones whose outcome is not known yet. */
  let underWay = 0;
  let running = false;
  let givingWay = false;
  let claiming = false;
  let again = false;
  let round = Promise.resolve();
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
    givingWay = false;
    try {
      if (underWay >= concurrency) return;
      const now = clock.now();
      const dueAt = await store.nextInboundFileAt();
      if (dueAt === undefined || dueAt > now) {
        cancelTimer = clock.after(Math.min(dueAt === undefined ? pollMs : dueAt - now, pollMs), wake);
        return;
      }
      const free = pace.room(underWay, now - dueAt);
      if (free === 0) {
        givingWay = true;
        cancelTimer = clock.after(LOOK_MS, wake);
        return;
      }
      const request = { now, leaseUntil: now + leaseMs, newLease: randomUUID, limit: free };
      const files = await store.transaction(async (tx) => tx.claimInboundFiles(request));
      for (const file of files) begin(file);
      if (files.length > 0) pace.begun();
      if (underWay < concurrency) again = true;
    } catch (error) {
      options.onError(error);
      cancelTimer = clock.after(POLL_MS, wake);
    }
  };

  const begin = (file: FileJob) => {
    underWay += 1;
    const work = attempt(file)
      .catch(options.onError)
      .finally(() => {
        active.delete(file.lease);
        wake();
      });
    active.set(file.lease, work);
    if (active.size === 1) scheduleRenewal();
  };

  /** Keeps the claims of transfers under way alive: a large file takes longer than a lease. */
  const scheduleRenewal = () => {
    cancelRenewal();
    cancelRenewal = clock.after(leaseMs / 3, () => {
      if (active.size === 0) return;
      const leases = [...active.keys()];
      store.transaction(async (tx) => tx.renewInboundFiles(leases, clock.now() + leaseMs)).catch(options.onError);
      scheduleRenewal();
    });
  };

  const attempt = async (file: FileJob): Promise<void> => {
    const started = performance.now();
    let outcome: FetchOutcome;
    try {
      outcome = await options.fetch(file, stopping.signal);
    } catch (error) {
      options.onError(error);
      outcome = { kind: 'later', code: 0, reason: 'an unexpected fault on our side; see the log' };
    }
    underWay -= 1;
    const settled = settle(file, outcome);
    // Now and not afterwards: what comes next is claimed in the commit that settles this one.
    wake();
    const end = await settled;
    options.onFetch({ file, outcome, end, durationMs: performance.now() - started });
  };

  /** Records the outcome and ends the file, or puts it off, in one transaction. */
  const settle = (file: FileJob, outcome: FetchOutcome): Promise<FetchEnd> => {
    const now = clock.now();
    const loss = lossOf(file, outcome, now);
    return store.transaction(async (tx): Promise<FetchEnd> => {
      if (outcome.kind === 'kept' || loss) {
        // Somebody whose same file was erased meanwhile took it along: it is fetched again.
        if (outcome.kind === 'kept' && !options.isThere(outcome.file.file)) return putOff(tx, file, { at: now, countAttempt: false });
        if (!(await tx.settleInboundFile(file))) {
          // Its message was erased, or another worker was faster.
          if (outcome.kind === 'kept' && !(await tx.isFileReferred(outcome.file.file))) options.remove(outcome.file.file);
          return 'lost-claim';
        }
        if (outcome.kind === 'kept') await options.attach(tx, file, outcome.file, now);
        else if (loss) await options.lose(tx, file, loss, now);
        return loss ? 'lost' : 'kept';
      }
      if (outcome.kind === 'hold') {
        const { until, code, reason } = outcome;
        await tx.hold({ channelId: file.channelId, destination: 'whatsapp', until, code, reason }, now);
      }
      return putOff(tx, file, nextTry(file, outcome, now, random()));
    });
  };

  const putOff = async (tx: StoreTransaction, file: FileJob, next: { at: number; countAttempt: boolean }): Promise<FetchEnd> =>
    (await tx.retryInboundFile(file, next)) ? 'waiting' : 'lost-claim';

  return {
    start() {
      running = true;
      wake();
    },
    /** Whoever gives way looks by itself again; many messages a second would only make it ask the store each time. */
    wake() {
      if (!givingWay) wake();
    },
    /** Transfers under way are broken off; the next start begins them anew. */
    async drain() {
      running = false;
      await round;
      cancelTimer();
      stopping.abort();
      await Promise.all(active.values());
      cancelRenewal();
    },
  };
}

function lossOf(file: FileJob, outcome: FetchOutcome, now: number): LossReason | undefined {
  if (outcome.kind === 'lost') return outcome.loss;
  const believed = file.attempts + 1 >= DOUBT.attempts && now - file.receivedAt >= DOUBT.afterMs;
  return outcome.kind === 'later' && believed ? outcome.doubtful : undefined;
}

/** Never later than the file's own end, so that its loss is told then. */
function nextTry(file: FileJob, outcome: FetchOutcome, now: number, random: number): { at: number; countAttempt: boolean } {
  if (outcome.kind === 'stopped') return { at: now, countAttempt: false };
  if (outcome.kind === 'hold') return { at: outcome.until, countAttempt: false };
  const notBefore = outcome.kind === 'later' ? outcome.at : undefined;
  const at = nextAttemptAt(policy, { attempts: file.attempts + 1, now, failingSince: file.receivedAt, notBefore, random }) ?? file.lostAt;
  return { at: Math.max(Math.min(at, file.lostAt), now + 1), countAttempt: true };
}
