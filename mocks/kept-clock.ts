import { createSimulatorClock, type SimulatorClock } from './simulator-clock.ts';

export interface KeptClockOptions {
  /** How far ahead of the machine's time it begins, in milliseconds. */
  aheadMs: number;
  /** Keeps how far ahead the clock will be. Waited for before every move, so that a process that dies on the way does not fall back. */
  keep(aheadMs: number): Promise<void>;
  /** It was moved. */
  onMoved?(): void;
}

/** A clock of simulators that runs by itself and whose moves outlast the process: begun again with what was kept last, its time never goes back. */
export function createKeptClock({ aheadMs, keep, onMoved }: KeptClockOptions): SimulatorClock {
  const clock = createSimulatorClock({ running: true, startMs: Date.now() + aheadMs });
  const move = clock.advance;
  let underWay = 0;
  return Object.assign(clock, {
    async advance(ms: number): Promise<void> {
      const counted = ms > 0 && Number.isFinite(ms) ? ms : 0;
      underWay += counted;
      try {
        if (counted > 0) await keep(clock.now() + underWay - Date.now());
        await move(ms);
        onMoved?.();
      } finally {
        underWay -= counted;
      }
    },
  });
}
