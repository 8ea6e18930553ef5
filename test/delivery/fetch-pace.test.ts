import { expect, test } from 'vitest';
import { createFetchPace, LOOK_MS, PATIENCE_MS } from '../../src/delivery/fetch-pace.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

/** A pace for four files at once, in a process that is as busy as a test says. */
function stage() {
  const clock = createVirtualClock(NOW);
  const load = { busy: 0, asked: 0 };
  const pace = createFetchPace({
    clock,
    concurrency: 4,
    busyShare() {
      load.asked += 1;
      return load.busy;
    },
  });
  /** Looks once more, so busy; returns how many may be under way, the one that is owed to everybody left aside. */
  const level = async (busy: number) => {
    load.busy = busy;
    await clock.advance(LOOK_MS);
    pace.begun();
    return pace.room(0, 0);
  };
  return { clock, load, pace, level };
}

test('at ease: as many at once as there may be, and never more', async () => {
  const { pace, level } = stage();
  expect(await level(0.5)).toBe(4);
  expect([0, 1, 3, 4, 5].map((active) => pace.room(active, 0))).toEqual([4, 3, 1, 0, 0]);
});

test('too busy: half as many at each look, down to none; at ease again: one more at each look', async () => {
  const { level } = stage();
  const levels: number[] = [];
  for (const busy of [0.95, 0.95, 0.95, 0.95, 0.8, 0.7, 0.7, 0.8, 0.7, 0.7, 0.7]) levels.push(await level(busy));
  expect(levels).toEqual([2, 1, 0, 0, 0, 1, 2, 2, 3, 4, 4]);
});

test('the load is looked at ten times a second, however often somebody asks', async () => {
  const { clock, load, pace } = stage();
  for (let ms = 0; ms < 1000; ms += 1) {
    await clock.advance(1);
    for (let n = 0; n < 5; n += 1) pace.room(0, 0);
  }
  expect(load.asked).toBe(1000 / LOOK_MS);
});

test('however busy, one file is begun every 100 ms, also beside a transfer that takes long', async () => {
  const { clock, pace, level } = stage();
  for (let n = 0; n < 4; n += 1) await level(1);
  const begun: number[] = [];
  for (let ms = 0; ms <= 400; ms += 10) {
    const active = begun.length;
    if (pace.room(active, 0) > 0) {
      begun.push(clock.now());
      pace.begun();
    }
    await clock.advance(10);
  }
  expect(begun.map((at, index) => at - (begun[index - 1] ?? at))).toEqual([0, LOOK_MS, LOOK_MS, LOOK_MS]);
  expect(pace.room(4, 0)).toBe(0);
});

test('however busy, more go at once the longer the first one waits, and all of them after two minutes', async () => {
  const { pace, level } = stage();
  for (let n = 0; n < 4; n += 1) await level(1);
  const room = [0, 29_999, 30_000, 60_000, 90_000, PATIENCE_MS, 10 * PATIENCE_MS].map((waited) => pace.room(0, waited));
  expect(room).toEqual([0, 0, 1, 2, 3, 4, 4]);
});

test('a clock that is set back by hours holds nothing up', async () => {
  let now = NOW;
  const pace = createFetchPace({ clock: { now: () => now, after: () => () => {} }, concurrency: 4, busyShare: () => 1 });
  for (let n = 0; n < 4; n += 1) {
    now += LOOK_MS;
    pace.room(0, 0);
  }
  pace.begun();
  expect(pace.room(0, 0)).toBe(0);
  now -= 5 * 3_600_000;
  expect(pace.room(0, 0)).toBe(1);
});
