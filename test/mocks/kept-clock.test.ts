import { expect, test } from 'vitest';
import { createKeptClock } from '../../mocks/kept-clock.ts';

const HOUR = 3_600_000;

/** A kept clock, and what a process that begins now would begin with. */
function begin(aheadMs = 0) {
  const kept: number[] = [];
  const clock = createKeptClock({
    aheadMs,
    async keep(next) {
      kept.push(next);
    },
  });
  return { clock, kept, nextBegin: () => Date.now() + (kept.at(-1) ?? aheadMs) };
}

test('kept clock: it begins as far ahead as was kept, and what it is moved by is kept before it moves', async () => {
  const { clock, kept, nextBegin } = begin(HOUR);
  expect(clock.now() - Date.now()).toBeGreaterThanOrEqual(HOUR - 1000);
  const onTheWay: number[] = [];
  clock.after(HOUR, () => onTheWay.push(nextBegin() - clock.now()));
  await clock.advance(2 * HOUR);
  expect(kept).toHaveLength(1);
  // A process that died on the way would begin after that moment.
  expect(onTheWay[0]).toBeGreaterThanOrEqual(0);
  expect(nextBegin()).toBeGreaterThanOrEqual(clock.now());
});

test('kept clock: moves at the same moment are all kept', async () => {
  const { clock, nextBegin } = begin();
  await Promise.all([clock.advance(HOUR), clock.advance(HOUR), clock.advance(HOUR)]);
  expect(nextBegin()).toBeGreaterThanOrEqual(clock.now());
  expect(clock.now() - Date.now()).toBeGreaterThanOrEqual(3 * HOUR - 1000);
});

test('kept clock: what cannot be kept is not done, and what is no move is not kept', async () => {
  const clock = createKeptClock({ aheadMs: 0, keep: () => Promise.reject(new Error('the disk is full')) });
  clock.pause();
  const before = clock.now();
  await expect(clock.advance(HOUR)).rejects.toThrow('the disk is full');
  await expect(clock.advance(-1)).rejects.toThrow(RangeError);
  await clock.advance(0);
  expect(clock.now()).toBe(before);
});
