import type { Clock } from '../src/clock.ts';

/** A clock that can be moved forward by hand, and that runs by itself in between or stands still. */
export interface MovableClock extends Clock {
  /**
   * Moves time forward by `ms`: due timers fire in order, each with the time set to its own moment, and what they start gets a chance to run.
   * Calls made while one is under way wait for it.
   */
  advance(ms: number): Promise<void>;
  /** Whether time passes by itself. */
  readonly running: boolean;
  pause(): void;
  resume(): void;
}

export interface MovableClockOptions {
  /** UTC milliseconds; the machine's time unless told. */
  startMs?: number;
  /** True: time passes by itself. */
  running: boolean;
  /** Waited for after each timer of an `advance`, so that what it started is over before the next one fires. Some turns of the event loop unless told. */
  settle?: () => Promise<void>;
}

interface Timer {
  at: number;
  callback: () => void;
}

/** How many turns of the event loop pass after each timer. Enough for a request over loopback to be answered in most cases, not a promise. */
const TURNS = 20;
/** The longest wait that a timer of Node takes. */
const LONGEST_WAIT_MS = 2_147_483_647;

export function createMovableClock({ startMs = Date.now(), running, settle = someTurns }: MovableClockOptions): MovableClock {
  const timers = new Map<number, Timer>();
  let nextId = 0;
  // Running: now = performance.now() + base. Standing still, or moved by hand: now = frozen.
  let frozen: number | undefined = startMs;
  let base = 0;
  let runs = false;
  let alarm: NodeJS.Timeout | undefined;
  let moving: Promise<void> = Promise.resolve();

  const now = (): number => frozen ?? Math.floor(performance.now() + base);
  const earliest = (end: number): [number, Timer] | undefined => {
    let found: [number, Timer] | undefined;
    for (const [id, timer] of timers) if (timer.at <= end && (!found || timer.at < found[1].at)) found = [id, timer];
    return found;
  };
  const setAlarm = (): void => {
    clearTimeout(alarm);
    if (frozen !== undefined) return;
    const next = earliest(Number.POSITIVE_INFINITY);
    if (!next) return;
    alarm = setTimeout(ring, Math.min(LONGEST_WAIT_MS, Math.max(0, next[1].at - now())));
    alarm.unref();
  };
  const ring = (): void => {
    for (let due = earliest(now()); due && frozen === undefined; due = earliest(now())) {
      timers.delete(due[0]);
      due[1].callback();
    }
    setAlarm();
  };
  const freeze = (): void => {
    frozen = now();
    clearTimeout(alarm);
  };
  const thaw = (): void => {
    if (frozen === undefined) return;
    base = frozen - performance.now();
    frozen = undefined;
    setAlarm();
  };
  const move = async (ms: number): Promise<void> => {
    freeze();
    const end = now() + ms;
    await settle();
    for (let due = earliest(end); due; due = earliest(end)) {
      timers.delete(due[0]);
      frozen = Math.max(now(), due[1].at);
      due[1].callback();
      await settle();
    }
    frozen = Math.max(end, now());
    if (runs) thaw();
  };

  const clock: MovableClock = {
    now,
    after(ms, callback) {
      const id = nextId++;
      timers.set(id, { at: now() + Math.max(0, ms), callback });
      setAlarm();
      return () => void timers.delete(id);
    },
    advance(ms) {
      const next = moving.then(() => move(ms));
      // A failed move is its caller's to see; the one after it still takes place.
      moving = next.catch(() => undefined);
      return next;
    },
    get running() {
      return runs;
    },
    pause() {
      runs = false;
      freeze();
    },
    resume() {
      runs = true;
      thaw();
    },
  };
  if (running) clock.resume();
  return clock;
}

async function someTurns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
