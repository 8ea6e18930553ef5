import { createMovableClock, type MovableClock } from '../../mocks/clock.ts';

export type VirtualClock = MovableClock;

/** A clock that stands still until it is moved. `startMs` is UTC milliseconds. */
export const createVirtualClock = (startMs: number): VirtualClock => createMovableClock({ startMs, running: false });
