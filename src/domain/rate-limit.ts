/** Decides whether a call may pass. */
export interface RateLimit {
  /** Undefined when the call may pass, otherwise when the next one may, UTC milliseconds. */
  check(key: string, now: number): number | undefined;
}

/**
 * Generic cell rate algorithm: `perSecond` calls on average, `burst` at once. One number per key; keys that have caught up are forgotten.
 */
export function createRateLimit({ perSecond, burst }: { perSecond: number; burst: number }): RateLimit {
  const interval = 1000 / perSecond;
  const arrival = new Map<string, number>();
  return {
    check(key, now) {
      if (arrival.size > 10_000) for (const [old, at] of arrival) if (at <= now) arrival.delete(old);
      const at = Math.max(arrival.get(key) ?? now, now);
      const earliest = at - (burst - 1) * interval;
      if (now < earliest) return Math.ceil(earliest);
      arrival.set(key, at + interval);
      return undefined;
    },
  };
}
