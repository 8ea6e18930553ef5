import { AppError } from '../../../src/errors.ts';
import { parseDuration } from '../duration.ts';
import { type ControlWorld, iso } from '../world.ts';
import type { ControlHandlers } from './index.ts';

const LONGEST_MS = 366 * 86_400_000;

/** What time it is, and moving it. */
export function clockHandlers({ clock }: ControlWorld): ControlHandlers<'getClock' | 'advanceClock' | 'pauseClock' | 'resumeClock'> {
  const shown = () => ({ status: 200, body: { now: iso(clock.now()), running: clock.running } }) as const;
  return {
    getClock: shown,
    async advanceClock({ body }) {
      await clock.advance(milliseconds(body));
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

function milliseconds({ by, ms }: { by?: string; ms?: number }): number {
  if ((by === undefined) === (ms === undefined)) throw new AppError('INVALID_REQUEST', 'Say how far: either `by` (P1D, PT1H …) or `ms`.');
  const given = ms ?? parseDuration(by ?? '');
  if (given === undefined) {
    throw new AppError(
      'INVALID_REQUEST',
      'body/by is no ISO 8601 duration of weeks, days, hours, minutes and seconds, like P1D or PT1H30M.',
    );
  }
  if (given > LONGEST_MS) throw new AppError('INVALID_REQUEST', 'The clock moves at most 366 days at a time.');
  return given;
}
