import type { Clock } from '../clock.ts';
import type { Wamid } from '../store/ids.ts';
import type { Lane } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** How long the next message of a conversation waits for the first status of a file, and how often it looks. */
export const FILE_WAIT_MS = 3000;
export const LOOK_AGAIN_MS = 500;

/** Lanes are forgotten when their time is over; this is how many are kept before somebody looks. */
const SWEEP_ABOVE = 1000;

export interface FileOrder {
  /** WhatsApp took a message with a file. */
  taken(lane: Lane, wamid: Wamid): void;
  /** When to ask again whether the next message may go, UTC milliseconds; undefined when it may. */
  blockedUntil(lane: Lane): Promise<number | undefined>;
}

/**
 * Lets nothing overtake a file. WhatsApp takes a message at once and works on its file afterwards, so that a text sent right behind a picture may arrive before it
 * (D/messages/send-messages: the order of separate sends is not guaranteed). A first status says that this work is done; without one three seconds must do.
 * Kept in memory: a process that takes a conversation over has waited longer than that for its lease.
 */
export function createFileOrder({ store, clock }: { store: Store; clock: Clock }): FileOrder {
  const files = new Map<string, { wamid: Wamid; until: number }>();
  const keyOf = ({ channelId, conversationId }: Lane) => `${channelId}/${conversationId}`;
  return {
    taken(lane, wamid) {
      const now = clock.now();
      if (files.size > SWEEP_ABOVE) for (const [key, { until }] of files) if (until <= now) files.delete(key);
      files.set(keyOf(lane), { wamid, until: now + FILE_WAIT_MS });
    },
    async blockedUntil(lane) {
      const key = keyOf(lane);
      const file = files.get(key);
      if (!file) return undefined;
      const now = clock.now();
      const isSettled = now >= file.until || (await store.transaction(async (tx) => tx.statusesOf(lane.channelId, file.wamid))).length > 0;
      if (isSettled) files.delete(key);
      return isSettled ? undefined : Math.min(now + LOOK_AGAIN_MS, file.until);
    },
  };
}
