import type { Clock } from '../../src/clock.ts';

export interface VirtualClock extends Clock {
  /** Moves time forward by `ms`: due timers fire in order, each with the time set to its own moment, and what they start gets a chance to run. */
  advance(ms: number): Promise<void>;
}

/** How many turns of the event loop pass after each timer. Enough for a request over loopback to be answered in most cases, not a promise. */
const TURNS = 20;

/** A clock that stands still until it is moved. `startMs` is UTC milliseconds. */
export function createVirtualClock(startMs: number): VirtualClock {
  let time = startMs;
  let nextId = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();

  const earliestUntil = (end: number) => {
    let found: { id: number; at: number; callback: () => void } | undefined;
    for (const [id, timer] of timers) if (timer.at <= end && (!found || timer.at < found.at)) found = { id, ...timer };
    return found;
  };

  return {
    now: () => time,
    after(ms, callback) {
      const id = nextId++;
      timers.set(id, { at: time + Math.max(0, ms), callback });
      return () => void timers.delete(id);
    },
    async advance(ms) {
      const end = time + ms;
      await settle();
      for (let due = earliestUntil(end); due; due = earliestUntil(end)) {
        timers.delete(due.id);
        time = Math.max(time, due.at);
        due.callback();
        await settle();
      }
      time = end;
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
