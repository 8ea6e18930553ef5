import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSendBudget } from '../../src/delivery/send-budget.ts';
import type { ChannelId, ConversationId } from '../../src/store/ids.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const channelId = 'ch_1' as ChannelId;
const to = (name: number | string, channel = channelId) => ({ channelId: channel, conversationId: `cv_${name}` as ConversationId });

/** Lets everybody leave as soon as the budget allows, coming back exactly when told to. Returns who left when, in that order. */
function drive(budget: ReturnType<typeof createSendBudget>, arrivals: readonly { who: string; at: number }[]) {
  const waiting = arrivals.map(({ who, at }, order) => ({ who, at, order }));
  const left: { who: string; at: number }[] = [];
  let asked = 0;
  for (;;) {
    const next = waiting.toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
    if (!next) return { left, asked };
    asked += 1;
    const again = budget.admit(to(next.who), next.at);
    if (again === undefined) {
      left.push({ who: next.who, at: next.at });
      waiting.splice(waiting.indexOf(next), 1);
    } else {
      expect(again).toBeGreaterThan(next.at);
      next.at = again;
    }
  }
}

const mostWithin = (times: readonly number[], ms: number) =>
  Math.max(0, ...times.map((start) => times.filter((at) => at >= start && at < start + ms).length));

describe('the number', () => {
  test.each([1, 2, 7, 20, 80, 1000])('%i messages per second: no second ever holds more, whatever comes in', (messagesPerSecond) => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 200 }), (times) => {
        const budget = createSendBudget({ messagesPerSecond });
        const { left } = drive(
          budget,
          times.map((at, index) => ({ who: String(index), at: NOW + at })),
        );
        expect(left).toHaveLength(times.length);
        expect(
          mostWithin(
            left.map(({ at }) => at),
            1000,
          ),
        ).toBeLessThanOrEqual(messagesPerSecond);
      }),
      { numRuns: 30 },
    );
  });

  test('80 per second: ten at once, then one every 14 ms, in the order they came', () => {
    const budget = createSendBudget({ messagesPerSecond: 80 });
    const { left, asked } = drive(
      budget,
      Array.from({ length: 80 }, (_, index) => ({ who: String(index), at: NOW })),
    );
    expect(left.map(({ who }) => Number(who))).toEqual(Array.from({ length: 80 }, (_, index) => index));
    expect(left.filter(({ at }) => at === NOW)).toHaveLength(10);
    expect(left.at(-1)?.at).toBe(NOW + 1000);
    // Whoever was sent away is told a time at which it may leave: nobody has to ask again and again.
    expect(asked).toBe(80 + 70);
  });

  test('whoever comes later does not pass those who wait', () => {
    const budget = createSendBudget({ messagesPerSecond: 80 });
    for (let index = 0; index < 10; index++) expect(budget.admit(to(index), NOW)).toBeUndefined();
    const first = budget.admit(to('first'), NOW) ?? 0;
    const second = budget.admit(to('second'), NOW) ?? 0;
    expect(first).toBeLessThan(second);
    // A slot is free by then, but it is spoken for.
    const late = budget.admit(to('late'), first) ?? 0;
    expect(late).toBeGreaterThan(second);
    expect(budget.admit(to('first'), first)).toBeUndefined();
    expect(budget.admit(to('second'), second)).toBeUndefined();
  });

  test('many who come back late at once are sent away again, so that the pace holds', () => {
    const budget = createSendBudget({ messagesPerSecond: 80 });
    for (let index = 0; index < 200; index++) budget.admit(to(index), NOW);
    const late = NOW + 60_000;
    const { left } = drive(
      budget,
      Array.from({ length: 190 }, (_, index) => ({ who: String(index + 10), at: late })),
    );
    expect(left).toHaveLength(190);
    expect(
      mostWithin(
        left.map(({ at }) => at),
        1000,
      ),
    ).toBeLessThanOrEqual(80);
  });

  test('two numbers do not disturb each other', () => {
    const budget = createSendBudget({ messagesPerSecond: 80 });
    for (let index = 0; index < 50; index++) budget.admit(to(index), NOW);
    expect(budget.admit(to('x', 'ch_2' as ChannelId), NOW)).toBeUndefined();
  });
});

describe('the pair', () => {
  test('45 at once, then one every 6 seconds; another customer goes on', () => {
    const budget = createSendBudget({ messagesPerSecond: 1000 });
    for (let index = 0; index < 45; index++) expect(budget.admit(to('ana'), NOW)).toBeUndefined();
    expect(budget.admit(to('ana'), NOW)).toBe(NOW + 6000);
    expect(budget.admit(to('ben'), NOW)).toBeUndefined();
    expect(budget.admit(to('ana'), NOW + 5999)).toBe(NOW + 6000);
    expect(budget.admit(to('ana'), NOW + 6000)).toBeUndefined();
    expect(budget.admit(to('ana'), NOW + 6000)).toBe(NOW + 12_000);
  });

  test('a message that its number sends away does not use up the pair', () => {
    const budget = createSendBudget({ messagesPerSecond: 8 });
    let at = NOW;
    for (let sent = 0; sent < 45; ) {
      const again = budget.admit(to('ana'), at);
      if (again === undefined) sent += 1;
      else at = again;
    }
    // One filled up every 6 seconds meanwhile; without that the 46th would have to wait.
    expect(budget.admit(to('ana'), at + 1000)).toBeUndefined();
  });

  test('refused: may be tried again when WhatsApp is to be asked again, however often, and from then on every 6 seconds', () => {
    const budget = createSendBudget({ messagesPerSecond: 80 });
    let at = NOW;
    for (const wait of [1000, 4000, 16_000]) {
      expect(budget.admit(to('ana'), at)).toBeUndefined();
      budget.refused(to('ana'), at + wait);
      expect(budget.admit(to('ana'), at)).toBe(at + wait);
      at += wait;
    }
    expect(budget.admit(to('ana'), at)).toBeUndefined();
    expect(budget.admit(to('ana'), at)).toBe(at + 6000);
    expect(budget.admit(to('ben'), at)).toBeUndefined();
  });

  test('refused, with more pairs than are kept without looking: the others stay as used up as they are', () => {
    const budget = createSendBudget({ messagesPerSecond: 1_000_000 });
    for (let sent = 0; sent < 45; sent += 1) budget.admit(to('ana'), NOW);
    for (let pair = 0; pair <= 10_000; pair += 1) budget.admit(to(pair), NOW);
    budget.refused(to('ben'), NOW + 300_000);
    expect(budget.admit(to('ana'), NOW)).toBe(NOW + 6000);
  });

  test('exhaust: WhatsApp knows better; one message every 6 seconds from then on, and never more than had been left', () => {
    const budget = createSendBudget({ messagesPerSecond: 80 });
    expect(budget.admit(to('ana'), NOW)).toBeUndefined();
    budget.exhaust(to('ana'), NOW);
    expect(budget.admit(to('ana'), NOW)).toBe(NOW + 6000);
    expect(budget.admit(to('ben'), NOW)).toBeUndefined();
    expect(budget.admit(to('ana'), NOW + 6000)).toBeUndefined();
    budget.exhaust(to('ana'), NOW + 6000);
    expect(budget.admit(to('ana'), NOW + 6000)).toBe(NOW + 12_000);
  });
});
