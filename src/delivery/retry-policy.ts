/** How a destination is tried again. Times in milliseconds. */
export interface RetryPolicy {
  firstDelayMs: number;
  longestDelayMs: number;
  /** A job that has failed for this long is given up. Time in which a channel was held does not count: nothing was tried then. */
  giveUpAfterMs: number;
}

export interface RetryQuestion {
  /** Failed attempts so far, the one just made included. */
  attempts: number;
  now: number;
  /** When it failed first. */
  failingSince: number;
  /** When the vendor asked us to come back. */
  notBefore: number | undefined;
  /** In [0, 1). */
  random: number;
}

/** The inbox can be away for days and must get everything afterwards. */
export const crmRetryPolicy: RetryPolicy = { firstDelayMs: 1000, longestDelayMs: 10 * 60_000, giveUpAfterMs: 7 * 24 * 3_600_000 };
/** An answer that arrives a day late does harm, and the 24-hour window has closed. */
export const whatsappRetryPolicy: RetryPolicy = { firstDelayMs: 1000, longestDelayMs: 5 * 60_000, giveUpAfterMs: 24 * 3_600_000 };

/**
 * When to try again, or undefined to give up. Doubles from the first delay to the longest, with the upper half random, so that
 * lanes that failed together do not come back together; never before the time the vendor named.
 */
export function nextAttemptAt(policy: RetryPolicy, { attempts, now, failingSince, notBefore, random }: RetryQuestion): number | undefined {
  if (now - failingSince >= policy.giveUpAfterMs) return undefined;
  const delay = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** Math.min(attempts - 1, 30));
  return Math.max(Math.round(now + delay / 2 + (delay / 2) * random), notBefore ?? 0);
}

/** `Retry-After` as UTC milliseconds: seconds or an HTTP date; undefined when absent or senseless. At most a day ahead. */
export function retryAfterOf(header: string | string[] | undefined, now: number): number | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  if (text === undefined) return undefined;
  const at = /^\d+(\.\d+)?$/.test(text.trim()) ? now + Math.ceil(Number(text) * 1000) : Date.parse(text);
  return Number.isFinite(at) && at >= now ? Math.min(at, now + 86_400_000) : undefined;
}
