import { describe, expect, test } from 'vitest';
import { type BurstBudget, type Caller, createBurstBudget } from '../../src/delivery/burst-budget.ts';
import { type Urgency, urgencies } from '../../src/store/records.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const person: Caller = { kind: 'person' };
const lane = (name: string | number, urgency: Urgency = urgencies.message): Caller => ({ kind: 'queue', lane: String(name), urgency });
/** How many of so many fresh lanes may leave. */
const leave = (budget: BurstBudget, count: number, now: number, from = 0) =>
  Array.from({ length: count }, (_, n) => budget.admit('in_1', lane(`${now}/${from + n}`), now)).filter((at) => at === undefined).length;

describe('burst budget', () => {
  test('before any answer: the smallest plan, with an eighth kept for people', () => {
    const budget = createBurstBudget();
    expect(leave(budget, 100, NOW)).toBe(70);
    for (let call = 0; call < 10; call++) expect(budget.admit('in_1', person, NOW)).toBeUndefined();
    expect(budget.admit('in_1', person, NOW)).toBe(NOW + 2000);
    expect(budget.admit('in_2', lane('x'), NOW)).toBeUndefined();
  });

  test('the limit is learnt from answers; where none is named nobody counts, until a refusal comes', () => {
    const learnt = createBurstBudget();
    learnt.learn('in_1', 400);
    learnt.learn('in_1', undefined);
    expect(leave(learnt, 500, NOW)).toBe(350);
    const free = createBurstBudget();
    free.learn('in_1', undefined);
    expect(leave(free, 5000, NOW)).toBe(5000);
    free.refused('in_1', undefined, NOW);
    free.learn('in_1', undefined);
    expect(leave(free, 100, NOW + 2000)).toBe(70);
  });

  test('no two seconds hold more calls than the limit, and lanes that had to wait leave in their order', () => {
    const budget = createBurstBudget();
    budget.learn('in_1', 8);
    const left: { name: number; at: number }[] = [];
    const waiting = new Map(Array.from({ length: 60 }, (_, name) => [name, NOW]));
    for (let now = NOW; waiting.size > 0; now += 10) {
      for (const [name, at] of waiting) {
        if (at > now) continue;
        const next = budget.admit('in_1', lane(name), now);
        if (next === undefined) {
          left.push({ name, at: now });
          waiting.delete(name);
        } else {
          expect(next).toBeGreaterThan(now);
          waiting.set(name, next);
        }
      }
    }
    for (const { at } of left) expect(left.filter((other) => other.at > at - 2000 && other.at <= at).length).toBeLessThanOrEqual(7);
    expect(left.map(({ name }) => name)).toEqual([...left.keys()]);
    expect((left.at(-1)?.at ?? 0) - NOW).toBeLessThan((60 / 7) * 2000 + 2000);
  });

  test('a lane that comes later does not pass those in line', () => {
    const budget = createBurstBudget();
    budget.learn('in_1', 2);
    expect(budget.admit('in_1', lane('a'), NOW)).toBeUndefined();
    const b = budget.admit('in_1', lane('b'), NOW) as number;
    expect(budget.admit('in_1', lane('c'), b - 1)).toBeGreaterThan(b);
    expect(budget.admit('in_1', lane('b'), b)).toBeUndefined();
  });

  test('a message passes the ticks that wait, and they get their turn after it', () => {
    const budget = createBurstBudget();
    budget.learn('in_1', 3);
    const tick = (name: string, now: number) => budget.admit('in_1', lane(name, urgencies.delivered), now);
    for (const name of ['a', 'b']) expect(tick(name, NOW)).toBeUndefined();
    const places = Array.from({ length: 20 }, (_, n) => tick(`tick ${n}`, NOW) as number);
    expect(places.at(-1)).toBeGreaterThan(NOW + 15_000);
    const waits = budget.admit('in_1', lane('message'), NOW + 500) as number;
    expect(waits).toBe(NOW + 2000);
    expect(budget.admit('in_1', lane('message'), waits)).toBeUndefined();
    expect(tick('tick 0', waits)).toBeUndefined();
    const again = tick('tick 1', places[1] as number);
    expect(again).toBeGreaterThan(places[1] as number);
  });

  test('refused: nothing leaves until then; without a time, two seconds, doubled after each pause, and new after a call that went through', () => {
    const budget = createBurstBudget();
    expect(budget.refused('in_1', NOW + 7000, NOW)).toBe(NOW + 7000);
    expect(budget.admit('in_1', person, NOW + 6999)).toBe(NOW + 7000);
    let now = NOW + 7000;
    const pauses: number[] = [];
    for (let refusal = 0; refusal < 12; refusal++) {
      const until = budget.refused('in_1', undefined, now);
      expect(budget.refused('in_1', undefined, now), 'one that left beside it').toBe(until);
      pauses.push((until - now) / 1000);
      now = until;
    }
    expect(pauses.slice(0, 4)).toEqual([4, 8, 16, 32]);
    expect(pauses.at(-1)).toBe(600);
    budget.accepted('in_1');
    expect(budget.refused('in_1', undefined, now)).toBe(now + 2000);
  });
});
