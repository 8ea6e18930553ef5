import type { Clock } from '../src/clock.ts';
import { createTimerQueue, type QueuedTimer } from './timer-queue.ts';

/** A clock that can be moved forward by hand, and that runs by itself in between or stands still. */
export interface MovableClock extends Clock {
  /**
   * Moves time forward by `ms`: due timers fire in order, each with the time set to its own moment, and what they start gets a chance to run.
   * Calls made while one is under way wait for it. A timer that throws ends the move with that error, at the timer's moment. Rejects with a
   * RangeError for anything but a finite number of milliseconds from 0 on.
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

/** How many turns of the event loop pass after each timer. Enough for a request over loopback to be answered in most cases, not a promise. */
const TURNS = 20;
/** The longest wait that a timer of Node takes. */
const LONGEST_WAIT_MS = 2_147_483_647;

export function createMovableClock({ startMs = Date.now(), running, settle = someTurns }: MovableClockOptions): MovableClock {
  const timers = createTimerQueue();
  let nextId = 0;
  // Standing still: `shown` is the time. Running: so much has passed since the monotonic clock said `since`.
  let shown = startMs;
  let since: number | undefined;
  let runs = false;
  let moves = 0;
  let alarm: { at: number; timer: NodeJS.Timeout } | undefined;
  let moving: Promise<void> = Promise.resolve();

  const now = (): number => (since === undefined ? shown : shown + Math.floor(performance.now() - since));
  const clearAlarm = (): void => {
    clearTimeout(alarm?.timer);
    alarm = undefined;
  };
  const setAlarm = (): void => {
    const next = since === undefined ? undefined : timers.first();
    if (next && alarm && alarm.at <= next.at) return;
    clearAlarm();
    if (!next) return;
    const timer = setTimeout(ring, Math.min(LONGEST_WAIT_MS, Math.max(0, next.at - now())));
    timer.unref();
    alarm = { at: next.at, timer };
  };
  const ring = (): void => {
    alarm = undefined;
    // What the callbacks start is for the next ring, so that a timer that starts itself anew at once does not hold up the program.
    const end = nextId;
    const time = now();
    try {
      for (let due = timers.first(); due && since !== undefined && due.at <= time && due.id < end; due = timers.first()) {
        timers.take();
        due.callback();
      }
    } finally {
      setAlarm();
    }
  };
  const freeze = (): void => {
    shown = now();
    since = undefined;
    clearAlarm();
  };
  const thaw = (): void => {
    if (since !== undefined) return;
    since = performance.now();
    setAlarm();
  };
  const move = async (ms: number): Promise<void> => {
    freeze();
    moves++;
    const end = shown + ms;
    try {
      await settle();
      for (let due = timers.first(); due && due.at <= end; due = timers.first()) {
        timers.take();
        shown = Math.max(shown, due.at);
        due.callback();
        await settle();
      }
      shown = Math.max(end, shown);
    } finally {
      moves--;
      if (runs) thaw();
    }
  };

  const clock: MovableClock = {
    now,
    after(ms, callback) {
      const timer: QueuedTimer = { at: now() + (ms > 0 ? ms : 0), id: nextId++, callback, cancelled: false };
      timers.add(timer);
      setAlarm();
      return () => timers.cancel(timer);
    },
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) return Promise.reject(new RangeError(`a clock cannot be moved forward by ${ms} ms`));
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
      // During a move time stands where the move puts it; the end of the move lets it run.
      if (moves === 0) thaw();
    },
  };
  if (running) clock.resume();
  return clock;
}

async function someTurns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
