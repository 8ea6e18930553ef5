import type { Clock } from '../clock.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import type { Worker } from './worker.ts';

/** How many of each a round removed. */
export interface Removed {
  deliveries: number;
  statuses: number;
  attempts: number;
  uploads: number;
}

export interface HousekeepingOptions {
  store: Store;
  clock: Clock;
  /** How long raw deliveries, statuses and attempts are kept. At least eight days: repetitions of WhatsApp's are recognised by them. */
  retentionMs: number;
  sweepUploads(stopping: AbortSignal): Promise<number>;
  onRound(removed: Removed): void;
  onError(error: unknown): void;
}

const ROUND_MS = 6 * 3_600_000;
/** What one transaction takes on, so that nobody waits for it: a few milliseconds of the event loop. */
const BATCH = { limit: 100, maxBytes: 4 * 1024 * 1024 };

/**
 * Removes what nobody needs any more, at the start and every six hours: raw deliveries, statuses and attempts beyond their time, and uploads that no message came of. Messages, dead
 * letters and what is in quarantine stay. Several processes may do it at once: what one has removed the other does not find.
 */
export function createHousekeeping({ store, clock, retentionMs, sweepUploads, onRound, onError }: HousekeepingOptions): Worker {
  const stopping = new AbortController();
  let round = Promise.resolve();
  let isRunning = false;
  let cancelTimer = () => {};

  const forgetDeliveries = async (receivedBefore: number): Promise<number> => {
    let removed = 0;
    let after: number | undefined = 0;
    while (after !== undefined && !stopping.signal.aborted) {
      const batch = { receivedBefore, after, ...BATCH };
      const done: { removed: number; after: number | undefined } = await store.transaction(async (tx) => tx.forgetDeliveries(batch));
      removed += done.removed;
      after = done.after;
    }
    return removed;
  };
  const inBatches = async (forget: (tx: StoreTransaction, limit: number) => Promise<number>): Promise<number> => {
    let removed = 0;
    while (!stopping.signal.aborted) {
      const batch = await store.transaction((tx) => forget(tx, BATCH.limit));
      removed += batch;
      if (batch < BATCH.limit) break;
    }
    return removed;
  };
  /** One kind that fails keeps none of the others from its turn. */
  const orNone = (work: Promise<number>): Promise<number> =>
    work.catch((error: unknown) => {
      onError(error);
      return 0;
    });

  const run = async (): Promise<void> => {
    const receivedBefore = clock.now() - retentionMs;
    const deliveries = await orNone(forgetDeliveries(receivedBefore));
    const statuses = await orNone(inBatches(async (tx, limit) => tx.forgetStatuses({ receivedBefore, limit })));
    const attempts = await orNone(inBatches(async (tx, limit) => tx.forgetAttempts({ madeBefore: receivedBefore, limit })));
    const uploads = await orNone(sweepUploads(stopping.signal));
    onRound({ deliveries, statuses, attempts, uploads });
  };
  const wake = (): void => {
    if (isRunning || stopping.signal.aborted) return;
    isRunning = true;
    cancelTimer();
    round = run()
      .catch(onError)
      .then(() => {
        isRunning = false;
        if (!stopping.signal.aborted) cancelTimer = clock.after(ROUND_MS, wake);
      });
  };
  return {
    start: wake,
    wake,
    async drain() {
      stopping.abort();
      cancelTimer();
      await round;
    },
  };
}
