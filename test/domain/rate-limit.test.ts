import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRateLimit } from '../../src/domain/rate-limit.ts';

const passed = (limit: ReturnType<typeof createRateLimit>, now: number, key = 'a') => limit.check(key, now) === undefined;

describe('rate limit', () => {
  test('any calls: never more than the burst and the rate within any span', () => {
    const calls = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 50 }), calls, (perSecond, burst, gaps) => {
        const limit = createRateLimit({ perSecond, burst });
        let now = 0;
        const times: number[] = [];
        for (const gap of gaps) {
          now += gap;
          if (passed(limit, now)) times.push(now);
        }
        for (const [index, from] of times.entries()) {
          const until = times.at(-1) as number;
          const allowed = burst + ((until - from) * perSecond) / 1000;
          expect(times.length - index).toBeLessThanOrEqual(Math.floor(allowed + 1e-6));
        }
      }),
    );
  });

  test('the whole burst passes at once, the next call does not', () => {
    const limit = createRateLimit({ perSecond: 10, burst: 5 });
    expect(Array.from({ length: 7 }, () => passed(limit, 1000))).toEqual([true, true, true, true, true, false, false]);
  });

  test('a refusal: names a time at which the call passes, and not much earlier', () => {
    const rates = fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 50 }), fc.nat({ max: 2 ** 40 }));
    fc.assert(
      fc.property(rates, ([perSecond, burst, now]) => {
        const limit = createRateLimit({ perSecond, burst });
        for (let n = 0; n < burst; n++) limit.check('a', now);
        const at = limit.check('a', now);
        expect(at).toBeGreaterThan(now);
        expect(passed(limit, (at as number) - 2), 'two milliseconds earlier').toBe(false);
        expect(passed(limit, at as number)).toBe(true);
      }),
    );
  });

  test('somebody who keeps to the rate: is never refused', () => {
    const limit = createRateLimit({ perSecond: 20, burst: 1 });
    expect(Array.from({ length: 100 }, (_, n) => passed(limit, n * 50))).not.toContain(false);
  });

  test('keys: have a limit each', () => {
    const limit = createRateLimit({ perSecond: 1, burst: 1 });
    expect([passed(limit, 0, 'a'), passed(limit, 0, 'b'), passed(limit, 0, 'a')]).toEqual([true, true, false]);
  });

  test('many keys: those that are still over their rate are not forgotten', () => {
    const limit = createRateLimit({ perSecond: 1, burst: 1 });
    expect(passed(limit, 0, 'first')).toBe(true);
    for (let n = 0; n < 10_050; n++) limit.check(`k${n}`, 500);
    expect(passed(limit, 999, 'first')).toBe(false);
    expect(passed(limit, 1000, 'first')).toBe(true);
  });
});
