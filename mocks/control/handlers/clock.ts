import { readSpan } from '../clock-span.ts';
import { type ControlWorld, iso } from '../world.ts';
import type { ControlHandlers } from './index.ts';

/** What time it is, and moving it. */
export function clockHandlers({ clock }: ControlWorld): ControlHandlers<'getClock' | 'advanceClock' | 'pauseClock' | 'resumeClock'> {
  const shown = () => ({ status: 200, body: { now: iso(clock.now()), running: clock.running } }) as const;
  return {
    getClock: shown,
    async advanceClock({ body }) {
      await clock.advance(readSpan(body));
      return shown();
    },
    pauseClock() {
      clock.pause();
      return shown();
    },
    resumeClock() {
      clock.resume();
      return shown();
    },
  };
}
