import { type Urgency, urgencies } from '../store/records.ts';

const BURST_MS = 2000;
/** Requests of an OAuth token within two seconds on the smallest plan (core-api-concepts-rate-limiting). */
const SMALLEST_LIMIT = 80;
const LONGEST_PAUSE_MS = 10 * 60_000;
const MANY_PLACES = 10_000;

/** Who wants to call: a person who waits for the answer, or the queue, which has time. */
export type Caller = { kind: 'person' } | { kind: 'queue'; lane: string; urgency: Urgency };

interface Window {
  /** `unknown`: no answer has told yet. `none`: answers name no limit, so that nobody counts (simulators). */
  limit: number | 'unknown' | 'none';
  /** The calls of the last two seconds, oldest first. */
  times: number[];
  /** When a lane that had to wait may come back. */
  places: Map<string, number>;
  /** The last place that was given, by urgency. */
  ends: Map<Urgency, number>;
  blockedUntil: number;
  refusalsInARow: number;
}

/** Keeps calls below Pipedrive's limit of requests in two seconds, so that its refusals stay rare. It only delays; Pipedrive stays the judge. */
export interface BurstBudget {
  /** Undefined: the call may leave now, and counts. Otherwise when to ask again, UTC milliseconds. */
  admit(installationId: string, caller: Caller, now: number): number | undefined;
  /** What an answer named as the limit; undefined when it named none. */
  learn(installationId: string, limit: number | undefined): void;
  /** Pipedrive refused one that was let go. Returns until when nothing more is let go: the time it named, otherwise two seconds, doubled by every refusal after such a pause. */
  refused(installationId: string, until: number | undefined, now: number): number;
  /** Pipedrive took one. */
  accepted(installationId: string): void;
}

/**
 * One window per installation (Pipedrive counts by token, and an installation has one at a time), in this process's memory: after a restart, and beside a second process,
 * refusals teach it anew. An eighth is kept for people. A lane that has to wait is given a place in line; one that comes later passes it only when it is more urgent.
 */
export function createBurstBudget(): BurstBudget {
  const windows = new Map<string, Window>();
  const windowOf = (installationId: string): Window => {
    let window = windows.get(installationId);
    if (!window) {
      window = { limit: 'unknown', times: [], places: new Map(), ends: new Map(), blockedUntil: 0, refusalsInARow: 0 };
      windows.set(installationId, window);
    }
    return window;
  };

  return {
    admit(installationId, caller, now) {
      const window = windowOf(installationId);
      if (window.blockedUntil > now) return window.blockedUntil;
      if (window.limit === 'none') return undefined;
      const limit = window.limit === 'unknown' ? SMALLEST_LIMIT : Math.max(1, window.limit);
      const { times } = window;
      while (times.length > 0 && (times[0] as number) <= now - BURST_MS) times.shift();
      const wait = caller.kind === 'person' ? personWaits(times, limit) : queueWaits(window, caller, limit, now);
      if (wait === undefined) times.push(now);
      return wait;
    },
    learn(installationId, limit) {
      const window = windowOf(installationId);
      if (limit !== undefined) window.limit = limit;
      else if (window.limit === 'unknown') window.limit = 'none';
    },
    refused(installationId, until, now) {
      const window = windowOf(installationId);
      if (window.limit === 'none') window.limit = SMALLEST_LIMIT;
      // Calls that left together are refused together: that is one refusal.
      if (window.blockedUntil <= now) window.refusalsInARow += 1;
      const pause = Math.min(BURST_MS * 2 ** (window.refusalsInARow - 1), LONGEST_PAUSE_MS);
      window.blockedUntil = Math.max(window.blockedUntil, until ?? now + pause);
      return window.blockedUntil;
    },
    accepted(installationId) {
      windowOf(installationId).refusalsInARow = 0;
    },
  };
}

const personWaits = (times: readonly number[], limit: number): number | undefined =>
  times.length < limit ? undefined : (times.at(-limit) as number) + BURST_MS;

function queueWaits(window: Window, { lane, urgency }: Caller & { kind: 'queue' }, limit: number, now: number): number | undefined {
  const { times, places, ends } = window;
  const share = Math.max(1, limit - Math.ceil(limit / 8));
  const place = places.get(lane);
  // Who is less urgent makes room: it comes back at its place, finds the window full, and is given another.
  const end = Math.max(0, ...EVERY_URGENCY.filter((other) => other <= urgency).map((other) => ends.get(other) ?? 0));
  const hasTurn = place === undefined ? end <= now : place <= now;
  if (hasTurn && times.length < share) {
    places.delete(lane);
    return undefined;
  }
  if (place !== undefined && place > now) return place;
  // A lane that never came back (its channel is gone) is forgotten.
  if (places.size > MANY_PLACES) for (const [old, at] of places) if (at <= now) places.delete(old);
  const roomAt = times.length < share ? now : (times.at(-share) as number) + BURST_MS;
  const next = Math.max(roomAt, end + BURST_MS / share, now + 1);
  ends.set(urgency, next);
  places.set(lane, Math.ceil(next));
  return Math.ceil(next);
}

const EVERY_URGENCY = Object.values(urgencies);
