import type { Clock } from '../src/clock.ts';

/** The time of another clock, with timers that never fire: for a state that is only tried out. */
export const stillClock = ({ now }: Clock): Clock => ({ now, after: () => () => {} });
