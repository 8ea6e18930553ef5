import type { ChannelId, ConversationId } from '../store/ids.ts';

/** WhatsApp's limit of a pair: one message every 6 seconds to the same customer, of which 45 may be used ahead of time (D/about-the-platform). */
const PAIR_EVERY_MS = 6000;
const PAIR_BURST = 45;

/** One message that wants to leave. */
interface Departure {
  channelId: ChannelId;
  conversationId: ConversationId;
}

/** Lets messages leave no faster than WhatsApp takes them, so that its refusals stay rare. It only delays; WhatsApp stays the judge. */
export interface SendBudget {
  /** Undefined: the message may leave now, and counts. Otherwise when to ask again, UTC milliseconds. */
  admit(departure: Departure, now: number): number | undefined;
  /** WhatsApp refused one that was let go, because the pair is used up: it may be tried again at `retryAt`, and from then on one message goes every 6 seconds. */
  refused(departure: Departure, retryAt: number): void;
  /** WhatsApp says so of one that it had taken: the next may go in 6 seconds, and from then on one every 6 seconds. */
  exhaust(departure: Departure, now: number): void;
}

/**
 * Budgets of every number and of every pair of number and customer, in this process's memory: after a restart, and beside a second process, WhatsApp's refusals teach them anew.
 * Of `messagesPerSecond` an eighth may leave at once and the rest evenly, so that no second holds more than it.
 * Who has to wait for its number is given a place in line; whoever comes later does not pass. Only people send here, so that there is no bulk to put behind them.
 */
export function createSendBudget({ messagesPerSecond }: { messagesPerSecond: number }): SendBudget {
  const burst = Math.max(1, Math.floor(messagesPerSecond / 8));
  const numbers = createCells(1000 / Math.max(1, messagesPerSecond - burst), burst);
  const pairs = createCells(PAIR_EVERY_MS, PAIR_BURST);
  const line = createLine(numbers.intervalMs);
  return {
    admit({ channelId, conversationId }, now) {
      const pair = `${channelId}/${conversationId}`;
      const pairFreeAt = pairs.freeAt(pair, now);
      if (pairFreeAt > now) return Math.ceil(pairFreeAt);
      const freeAt = line.turnOf(channelId, pair, now, numbers.freeAt(channelId, now));
      if (freeAt > now) return Math.ceil(freeAt);
      pairs.use(pair, now);
      numbers.use(channelId, now);
      return undefined;
    },
    refused: ({ channelId, conversationId }, retryAt) => pairs.freeFrom(`${channelId}/${conversationId}`, retryAt),
    exhaust({ channelId, conversationId }, now) {
      const pair = `${channelId}/${conversationId}`;
      pairs.freeFrom(pair, Math.max(pairs.freeAt(pair, now), now + PAIR_EVERY_MS));
    },
  };
}

/** More keys than that are looked through for those that have caught up, which are as good as new. */
const MANY_KEYS = 10_000;

/** Generic cell rate algorithm: one use every `intervalMs` on average, `burst` at once. One number per key. */
function createCells(intervalMs: number, burst: number) {
  const arrivals = new Map<string, number>();
  const arrivalOf = (key: string, now: number) => Math.max(arrivals.get(key) ?? now, now);
  const set = (key: string, at: number, now: number) => {
    if (arrivals.size > MANY_KEYS) for (const [old, arrival] of arrivals) if (arrival <= now) arrivals.delete(old);
    arrivals.set(key, at);
  };
  return {
    intervalMs,
    /** When the next use is free; `now` or earlier when it is. */
    freeAt: (key: string, now: number): number => arrivalOf(key, now) - (burst - 1) * intervalMs,
    use: (key: string, now: number): void => set(key, arrivalOf(key, now) + intervalMs, now),
    /** Nothing is left until then, and one use is free at that time. */
    freeFrom: (key: string, at: number): void => void arrivals.set(key, at + (burst - 1) * intervalMs),
  };
}

/**
 * The places of those who were sent away by their number, one interval apart. A place is a time to come back, not a right to leave: when many come late at once, the cells send them
 * away again.
 */
function createLine(intervalMs: number) {
  const ends = new Map<string, number>();
  const places = new Map<string, number>();
  return {
    /** When this one may leave: `now` or earlier for whoever has waited out its place, or meets no line. */
    turnOf(number: string, who: string, now: number, freeAt: number): number {
      const end = ends.get(number) ?? 0;
      const place = places.get(who);
      const mayTry = place === undefined ? end <= now : place <= now;
      if (mayTry && freeAt <= now) {
        places.delete(who);
        return now;
      }
      if (place !== undefined && place > now) return place;
      const next = Math.max(freeAt, end + intervalMs);
      // Whoever left the line unheard (its message was withdrawn, its channel deleted) is forgotten.
      if (places.size > MANY_KEYS) for (const [old, at] of places) if (at <= now) places.delete(old);
      ends.set(number, next);
      places.set(who, next);
      return next;
    },
  };
}
