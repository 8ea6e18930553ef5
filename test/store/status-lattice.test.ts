import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type StatusRank, statusRanks } from '../../src/store/records.ts';
import { combineProgress, mergeStatus, type Progress, visibleStatus } from '../../src/store/status-lattice.ts';

const nothing: Progress = { rank: statusRanks.none, failure: null };
const failure = { code: 131026, reason: 'Message undeliverable' };
const eventOf = (status: string) => ({ status, failure: status === 'failed' ? failure : null });
const progressOf = (...statuses: string[]): Progress => statuses.map(eventOf).reduce(mergeStatus, nothing);

const anyStatus = fc.oneof(
  fc.constantFrom('sent', 'delivered', 'read', 'played', 'failed'),
  fc.constantFrom('deleted', 'warning', '', 'none', 'constructor', '__proto__', 'toString'),
);

describe('mergeStatus', () => {
  test('any order and any repetition: end in the same state', () => {
    const orders = fc
      .array(anyStatus, { maxLength: 12 })
      .chain((statuses) =>
        fc.tuple(
          fc.constant(statuses),
          fc.shuffledSubarray(statuses, { minLength: statuses.length }),
          statuses.length > 0 ? fc.array(fc.constantFrom(...statuses), { maxLength: 12 }) : fc.constant([]),
        ),
      );
    fc.assert(
      fc.property(orders, ([statuses, shuffled, repeated]) => {
        expect(progressOf(...shuffled, ...repeated)).toEqual(progressOf(...statuses));
        expect(visibleStatus(progressOf(...repeated, ...shuffled))).toBe(visibleStatus(progressOf(...statuses)));
      }),
    );
  });

  test('forward only: no status ever lowers the rank, and what is shown after delivery never goes back', () => {
    const order = ['sent', 'failed', 'delivered', 'read'];
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 12 }), anyStatus, (statuses, next) => {
        const before = progressOf(...statuses);
        const then = mergeStatus(before, eventOf(next));
        expect(then.rank).toBeGreaterThanOrEqual(before.rank);
        expect(order.indexOf(visibleStatus(then))).toBeGreaterThanOrEqual(order.indexOf(visibleStatus(before)));
      }),
    );
  });

  test('words we do not know: change nothing', () => {
    for (const word of ['deleted', 'warning', '', 'none', 'constructor', '__proto__', 'valueOf'])
      expect(mergeStatus(progressOf('delivered'), eventOf(word))).toEqual(progressOf('delivered'));
  });

  test('the first reason stays, and one without a reason still fails', () => {
    const second = { status: 'failed', failure: { code: 1, reason: 'other' } };
    expect(mergeStatus(progressOf('failed'), second).failure).toEqual(failure);
    expect(mergeStatus(nothing, { status: 'failed', failure: null }).failure).toEqual({ code: 0, reason: 'WhatsApp gave no reason' });
  });
});

describe('visibleStatus', () => {
  test.each([
    ['sent', ['sent']],
    ['sent', []],
    ['delivered', ['delivered']],
    ['read', ['read']],
    ['read', ['played']],
    ['failed', ['failed']],
    ['failed', ['sent', 'failed']],
    ['delivered', ['failed', 'delivered']],
    ['delivered', ['delivered', 'failed']],
    ['read', ['failed', 'read']],
  ] as const)('shows %s after %j', (shown, statuses) => {
    expect(visibleStatus(progressOf(...statuses))).toBe(shown);
  });

  test('read implies delivered: read alone is at least as far as delivered', () => {
    expect(progressOf('read').rank).toBeGreaterThan(progressOf('delivered').rank);
    expect(progressOf('read')).toEqual(progressOf('sent', 'delivered', 'read'));
  });
});

describe('combineProgress', () => {
  const anyProgress: fc.Arbitrary<Progress> = fc.record({
    rank: fc.constantFrom<StatusRank>(0, 1, 2, 3, 4),
    failure: fc.option(fc.constant(failure), { nil: null }),
  });

  test('parts: as far as the slowest, failed when one that never arrived failed', () => {
    fc.assert(
      fc.property(fc.array(anyProgress, { minLength: 1, maxLength: 5 }), (parts) => {
        const combined = combineProgress(parts);
        expect(combined.rank).toBe(Math.min(...parts.map(({ rank }) => rank)));
        expect(combined.failure !== null).toBe(parts.some((part) => part.failure !== null && part.rank < statusRanks.delivered));
      }),
    );
  });

  test('one part: is shown as that part is', () => {
    fc.assert(fc.property(anyProgress, (part) => visibleStatus(combineProgress([part])) === visibleStatus(part)));
  });

  test('no part: is nothing yet', () => {
    expect(combineProgress([])).toEqual(nothing);
  });
});
