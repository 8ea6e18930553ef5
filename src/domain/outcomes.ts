import type { Clock } from '../clock.ts';
import type { ChannelId, MessageRef } from '../store/ids.ts';
import type { Failure } from '../store/records.ts';

/** How a send ended: WhatsApp took it, or it is refused for good. */
export type SendOutcome = { kind: 'accepted' } | { kind: 'failed'; failure: Failure };

/** Lets whoever handed a message in hear how WhatsApp answered, while it is still waiting. */
export interface Outcomes {
  /** Resolves with the outcome, or with undefined after `ms`. */
  wait(channelId: ChannelId, ref: MessageRef, ms: number): Promise<SendOutcome | undefined>;
  /** Whether somebody waits for this message. */
  isAwaited(channelId: ChannelId, ref: MessageRef): boolean;
  settle(channelId: ChannelId, ref: MessageRef, outcome: SendOutcome): void;
}

export function createOutcomes(clock: Clock): Outcomes {
  const waiting = new Map<string, Set<(outcome: SendOutcome | undefined) => void>>();
  const key = (channelId: ChannelId, { conversationId, seq }: MessageRef) => `${channelId}/${conversationId}/${seq}`;
  return {
    wait(channelId, ref, ms) {
      const place = key(channelId, ref);
      return new Promise((resolve) => {
        const listeners = waiting.get(place) ?? new Set();
        waiting.set(place, listeners);
        const finish = (outcome: SendOutcome | undefined) => {
          cancel();
          listeners.delete(finish);
          if (listeners.size === 0) waiting.delete(place);
          resolve(outcome);
        };
        const cancel = clock.after(ms, () => finish(undefined));
        listeners.add(finish);
      });
    },
    isAwaited: (channelId, ref) => waiting.has(key(channelId, ref)),
    settle(channelId, ref, outcome) {
      for (const finish of [...(waiting.get(key(channelId, ref)) ?? [])]) finish(outcome);
    },
  };
}
