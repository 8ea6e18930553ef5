import type { Clock } from '../../src/clock.ts';
import type { Thread } from './handsets.ts';
import type { SendingLimits } from './options.ts';

export const documentedLimits: SendingLimits = { messagesPerSecond: 80, pair: true };

/** The pair limit: one message per 6 s, of which 45 can be used up ahead of time (D/about-the-platform). */
const PAIR_EVERY_MS = 6000;
const PAIR_BURST = 45;

export type LimitsSnapshot = [phoneNumberId: string, moments: number[]][];

/** Counts messages per business number over the last second. */
export function createThroughput(clock: Clock) {
  const recent = new Map<string, number[]>();
  const momentsOf = (phoneNumberId: string): number[] => {
    const moments = recent.get(phoneNumberId) ?? [];
    recent.set(phoneNumberId, moments);
    const begin = clock.now() - 1000;
    let over = 0;
    while (over < moments.length && (moments[over] as number) <= begin) over++;
    if (over > 0) moments.splice(0, over);
    return moments;
  };
  return {
    /** Whether the number may send one more within this second. */
    free: (phoneNumberId: string, limit: number): boolean => momentsOf(phoneNumberId).length < limit,
    count: (phoneNumberId: string): void => void momentsOf(phoneNumberId).push(clock.now()),
    snapshot: (): LimitsSnapshot => [...recent].map(([number, moments]) => [number, [...moments]]),
    restore(snapshot: LimitsSnapshot): void {
      recent.clear();
      for (const [number, moments] of snapshot) recent.set(number, [...moments]);
    },
  };
}

/** Takes one message out of the quota of a pair; false when nothing is left of it. Counted in milliseconds of waiting, so that nothing is rounded. */
export function usePairQuota(thread: Thread, now: number): boolean {
  const { leftMs, at } = thread.quota ?? { leftMs: PAIR_BURST * PAIR_EVERY_MS, at: now };
  const filledMs = Math.min(PAIR_BURST * PAIR_EVERY_MS, leftMs + Math.max(0, now - at));
  const allowed = filledMs >= PAIR_EVERY_MS;
  thread.quota = { leftMs: allowed ? filledMs - PAIR_EVERY_MS : filledMs, at: now };
  return allowed;
}

export type Throughput = ReturnType<typeof createThroughput>;
