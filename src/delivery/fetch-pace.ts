import type { Clock } from '../clock.ts';

/** How much fetching there may be. */
export interface FetchPace {
  /** How many more files may be begun now, given how many are under way and how long the first of the others has waited. */
  room(active: number, waitedMs: number): number;
  /** Files were begun. */
  begun(): void;
}

export interface FetchPaceOptions {
  clock: Clock;
  /** Files under way at the same time, at most. */
  concurrency: number;
  /** The share of time, 0 to 1, that this process was busy since it was asked last. */
  busyShare(): number;
}

/** Busier than this, and less is fetched; less busy than that, and more is. What fetching itself adds to an idle process lies in between. */
const TOO_BUSY = 0.9;
const AT_EASE = 0.75;
/** How often the load is looked at, and how often one file is begun, however busy. */
export const LOOK_MS = 100;
/** Who waited this long gives way no more: the address of a webhook holds five minutes, and some accounts keep files for an hour. */
export const PATIENCE_MS = 2 * 60_000;

/**
 * Lets fetching give way to everything else that this process does, taking in first of all: half as many files at once each time it was too busy, one more each time it was at
 * ease. No file is starved: one is begun every 100 ms in any case, and the longer the first one waits the more may go at once, after two minutes all.
 */
export function createFetchPace({ clock, concurrency, busyShare }: FetchPaceOptions): FetchPace {
  let level = concurrency;
  let lookedAt = clock.now();
  let begunAt = Number.NEGATIVE_INFINITY;

  /** A clock that was set back must not hold anything up until it is that late again. */
  const isPast = (since: number, now: number) => Math.abs(now - since) >= LOOK_MS;
  const look = (now: number) => {
    if (!isPast(lookedAt, now)) return;
    lookedAt = now;
    const busy = busyShare();
    if (busy > TOO_BUSY) level = Math.floor(level / 2);
    else if (busy < AT_EASE) level = Math.min(level + 1, concurrency);
  };

  return {
    room(active, waitedMs) {
      const now = clock.now();
      look(now);
      const owed = Math.floor((concurrency * Math.min(waitedMs, PATIENCE_MS)) / PATIENCE_MS);
      const oneMore = isPast(begunAt, now) ? active + 1 : 0;
      return Math.max(0, Math.min(concurrency, Math.max(level, owed, oneMore)) - active);
    },
    begun() {
      begunAt = clock.now();
    },
  };
}
