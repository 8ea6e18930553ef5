import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crmRetryPolicy, nextAttemptAt, type RetryPolicy, retryAfterOf, whatsappRetryPolicy } from '../../src/delivery/retry-policy.ts';

const policy = fc.constantFrom<RetryPolicy>(crmRetryPolicy, whatsappRetryPolicy, {
  firstDelayMs: 10,
  longestDelayMs: 10,
  giveUpAfterMs: 1000,
});
const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = fc.integer({ min: 1, max: 100_000 });

test('nextAttemptAt: waits between half and all of a delay that doubles from the first to the longest', () => {
  fc.assert(
    fc.property(policy, time, attempts, random, (chosen, now, count, chance) => {
      const at = nextAttemptAt(chosen, { attempts: count, now, failingSince: now, notBefore: undefined, random: chance });
      const delay = Math.min(chosen.longestDelayMs, chosen.firstDelayMs * 2 ** (count - 1));
      expect(at).toBeGreaterThanOrEqual(now + Math.floor(delay / 2));
      expect(at).toBeLessThanOrEqual(now + Math.ceil(delay));
      expect(Number.isSafeInteger(at)).toBe(true);
    }),
  );
});

test('nextAttemptAt: never before the time that the vendor named', () => {
  fc.assert(
    fc.property(policy, time, attempts, random, fc.integer({ min: 0, max: 86_400_000 }), (chosen, now, count, chance, later) => {
      const at = nextAttemptAt(chosen, { attempts: count, now, failingSince: now, notBefore: now + later, random: chance });
      expect(at).toBeGreaterThanOrEqual(now + later);
    }),
  );
});

test('nextAttemptAt: gives up exactly when the job is as old as the policy allows, however often it was tried', () => {
  fc.assert(
    fc.property(
      policy,
      time,
      attempts,
      random,
      fc.integer({ min: 0, max: 30 * 86_400_000 }),
      (chosen, failingSince, count, chance, age) => {
        const at = nextAttemptAt(chosen, { attempts: count, now: failingSince + age, failingSince, notBefore: undefined, random: chance });
        expect(at === undefined).toBe(age >= chosen.giveUpAfterMs);
      },
    ),
  );
});

test('nextAttemptAt: the inbox is tried for seven days, WhatsApp for one', () => {
  expect(crmRetryPolicy.giveUpAfterMs).toBe(7 * 86_400_000);
  expect(whatsappRetryPolicy.giveUpAfterMs).toBe(86_400_000);
});

const NOW = Date.UTC(2026, 10, 20, 12);

test.each([
  ['3', NOW + 3000],
  ['0', NOW],
  ['1.5', NOW + 1500],
  // The store keeps whole milliseconds.
  ['1.2345', NOW + 1235],
  [' 7 ', NOW + 7000],
  [['9', '10'], NOW + 9000],
  ['Fri, 20 Nov 2026 12:01:00 GMT', NOW + 60_000],
  ['999999999', NOW + 86_400_000],
  ['Fri, 20 Nov 2026 11:00:00 GMT', undefined],
  ['-5', undefined],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
] as const)('retryAfterOf: %j', (header, expected) => {
  expect(retryAfterOf(header as string | string[] | undefined, NOW)).toBe(expected);
});

test('retryAfterOf: any text gives a time from now to a day ahead, or none', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const at = retryAfterOf(header, NOW);
      expect(at === undefined || (at >= NOW && at <= NOW + 86_400_000)).toBe(true);
    }),
  );
});
