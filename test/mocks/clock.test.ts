import { expect, test } from 'vitest';
import { createMovableClock } from '../../mocks/clock.ts';
import { createTimerQueue } from '../../mocks/timer-queue.ts';
import { until } from './far-end.ts';

const START = Date.parse('2026-11-20T09:00:00Z');
const standing = (settle?: () => Promise<void>) => createMovableClock({ startMs: START, running: false, ...(settle ? { settle } : {}) });

test('advance: timers fire in order of their time, those of one moment in the order they were set, each at its own moment', async () => {
  const clock = standing();
  const seen: [string, number][] = [];
  const at = (ms: number, name: string) => clock.after(ms, () => seen.push([name, clock.now() - START]));
  at(30, 'third');
  at(10, 'first');
  at(20, 'second a');
  at(20, 'second b');
  at(31, 'later');
  await clock.advance(30);
  expect(seen).toEqual([
    ['first', 10],
    ['second a', 20],
    ['second b', 20],
    ['third', 30],
  ]);
  expect(clock.now()).toBe(START + 30);
});

test('advance: what a timer sets within the span fires in the same move, and what it starts is over first', async () => {
  const clock = standing();
  const seen: number[] = [];
  clock.after(10, () => {
    void Promise.resolve().then(() => clock.after(5, () => seen.push(clock.now() - START)));
  });
  await clock.advance(20);
  expect(seen).toEqual([15]);
});

test('after: a timer that was called off never fires, and calling it off twice or too late does no harm', async () => {
  const clock = standing();
  let fired = 0;
  const cancel = clock.after(10, () => fired++);
  const late = clock.after(5, () => fired++);
  cancel();
  cancel();
  await clock.advance(20);
  late();
  expect(fired).toBe(1);
});

test('advance: two calls take place one after the other', async () => {
  const clock = standing();
  const seen: number[] = [];
  clock.after(15, () => seen.push(clock.now() - START));
  await Promise.all([clock.advance(10), clock.advance(10)]);
  expect(seen).toEqual([15]);
  expect(clock.now()).toBe(START + 20);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('advance: %d ms is refused and the time stays as it is', async (ms) => {
  const clock = standing();
  await expect(clock.advance(ms)).rejects.toThrow(RangeError);
  await clock.advance(1);
  expect(clock.now()).toBe(START + 1);
});

test('advance: a timer that throws ends the move with its error; the clock goes on afterwards, running if it ran', async () => {
  const clock = createMovableClock({ startMs: START, running: true });
  clock.after(1000, () => {
    throw new Error('broken');
  });
  let fired = false;
  clock.after(1500, () => {
    fired = true;
  });
  await expect(clock.advance(2000)).rejects.toThrow('broken');
  const stoodAt = clock.now();
  await until(() => clock.now() > stoodAt);
  await clock.advance(2000);
  expect(fired).toBe(true);
});

test('running: time passes by itself, never backwards, and timers fire', async () => {
  const clock = createMovableClock({ startMs: START, running: true });
  let fired = false;
  let latest = START;
  clock.after(5, () => {
    fired = true;
  });
  await until(() => {
    expect(clock.now()).toBeGreaterThanOrEqual(latest);
    latest = clock.now();
    return fired;
  });
  expect(latest).toBeGreaterThanOrEqual(START + 5);
});

test('running: a timer that sets itself anew at once leaves the program its turns', async () => {
  const clock = createMovableClock({ startMs: START, running: true });
  let rounds = 0;
  const again = (): void => {
    if (++rounds < 5) clock.after(0, again);
  };
  clock.after(0, again);
  let turns = 0;
  await until(() => ++turns > 0 && rounds === 5);
  expect(turns).toBeGreaterThan(3);
});

test('pause and resume: nothing passes in between', async () => {
  const clock = createMovableClock({ startMs: START, running: true });
  clock.pause();
  const stoodAt = clock.now();
  let fired = false;
  clock.after(0, () => {
    fired = true;
  });
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect([clock.now(), fired, clock.running]).toEqual([stoodAt, false, false]);
  clock.resume();
  await until(() => fired);
  expect(clock.running).toBe(true);
});

test('resume during a move: time still goes where the move puts it, then runs', async () => {
  const seen: number[] = [];
  const clock = standing();
  clock.after(1000, () => clock.resume());
  clock.after(60_000, () => seen.push(clock.now() - START));
  await clock.advance(60_000);
  expect(seen).toEqual([60_000]);
  const end = clock.now();
  await until(() => clock.now() > end);
});

test('pause during a move: the clock stands at the end of it', async () => {
  const clock = createMovableClock({ startMs: START, running: true });
  clock.after(1000, () => clock.pause());
  await clock.advance(60_000);
  const end = clock.now();
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(clock.now()).toBe(end);
});

test('timer queue: 20,000 timers come out in order, also when most were called off', () => {
  const queue = createTimerQueue();
  const timers = Array.from({ length: 20_000 }, (_, id) => ({ at: (id * 7919) % 5003, id, callback: () => {}, cancelled: false }));
  for (const timer of timers) queue.add(timer);
  const kept = timers.filter(({ id }) => id % 5 === 0);
  for (const timer of timers) if (timer.id % 5 !== 0) queue.cancel(timer);
  const expected = kept.map(({ at, id }) => ({ at, id })).sort((a, b) => a.at - b.at || a.id - b.id);
  const taken: { at: number; id: number }[] = [];
  for (let next = queue.first(); next; next = queue.first()) {
    expect(queue.take()).toBe(next);
    taken.push({ at: next.at, id: next.id });
  }
  expect(taken).toEqual(expected);
});
