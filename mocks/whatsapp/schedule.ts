import type { Clock } from '../../src/clock.ts';

/** Something that is to happen at a moment of the clock; plain data, so that it can be kept and put back. */
export interface ScheduledRow<Data> {
  /** UTC milliseconds. */
  at: number;
  data: Data;
}

export interface Schedule<Data> {
  /** Lets `run` have the data at that moment, or at once when it is over. */
  add(at: number, data: Data): void;
  /** What waits, earliest first; rows of the same moment in the order they were added. */
  rows(): ScheduledRow<Data>[];
  /** Calls everything off. */
  clear(): void;
}

/** A schedule on the clock. */
export function createSchedule<Data>(clock: Clock, run: (data: Data) => void): Schedule<Data> {
  const waiting = new Map<number, ScheduledRow<Data> & { cancel: () => void }>();
  let lastId = 0;
  return {
    add(at, data) {
      const id = ++lastId;
      const cancel = clock.after(at - clock.now(), () => {
        waiting.delete(id);
        run(data);
      });
      waiting.set(id, { at, data, cancel });
    },
    rows: () => [...waiting.values()].map(({ at, data }) => ({ at, data })).sort((a, b) => a.at - b.at),
    clear() {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
