import { createMovableClock, type MovableClock } from './clock.ts';

/** A movable clock that lets each thing end, webhooks and their answers included, before time goes on to the next one. */
export interface SimulatorClock extends MovableClock {
  /** `idle` resolves when nothing is on its way to the provider. */
  settleWith(idle: () => Promise<unknown>): void;
}

/** Turns of the event loop in which what a timer started comes to its first step over the network. */
const TURNS = 20;
/** Real time. What has not ended by then (a provider that hangs, or waits for this very clock) does not hold time up. */
const LONGEST_MS = 2000;

/** The clock of simulators. `startMs`: UTC milliseconds, the machine's time unless told. */
export function createSimulatorClock({ running, startMs }: { running: boolean; startMs?: number | undefined }): SimulatorClock {
  let idle: () => Promise<unknown> = async () => {};
  const clock = createMovableClock({
    running,
    ...(startMs === undefined ? {} : { startMs }),
    async settle() {
      await someTurns();
      await atMost(LONGEST_MS, idle());
      await someTurns();
    },
  });
  return Object.defineProperty(clock as SimulatorClock, 'settleWith', {
    value: (next: typeof idle) => {
      idle = next;
    },
  });
}

async function someTurns(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    work,
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    }),
  ]);
  clearTimeout(timer);
}
