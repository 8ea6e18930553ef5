import { AppError } from '../../src/errors.ts';
import { parseDuration } from './duration.ts';

const LONGEST_MS = 366 * 86_400_000;

/** How far a clock is to move, in milliseconds. Throws INVALID_REQUEST in words for whoever asked. */
export function readSpan({ by, ms }: { by?: string; ms?: number }): number {
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
