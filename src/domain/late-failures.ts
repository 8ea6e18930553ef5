import type { ChannelId, ConversationId } from '../store/ids.ts';
import type { StatusEvent } from '../store/records.ts';
import { errorRuleOf } from '../whatsapp-errors/whatsapp-errors.ts';
import type { StatusContext } from './statuses.ts';

/** What a late failure asks for of those who keep something outside of the store. */
export type LateConsequence =
  /** More was sent in this conversation than WhatsApp allows. */
  | { kind: 'pair-limit'; channelId: ChannelId; conversationId: ConversationId }
  /** A template is not what we took it for. */
  | { kind: 'template-doubt'; channelId: ChannelId };

/**
 * A code means the same in a later status as in the answer to a send, except that the message itself is not sent again: a code of the account or the number stops the channel, counted from when WhatsApp
 * says it happened, so that a status that comes hours late stops nothing. Returns what is to be done besides, once this is committed.
 */
export async function heedLateFailure(
  { tx, channelId, now }: Pick<StatusContext, 'tx' | 'channelId' | 'now'>,
  { wamid, status, at, failure }: StatusEvent,
): Promise<LateConsequence | undefined> {
  // Code 0 stands for a failure without a code as well.
  const rule = status === 'failed' && failure !== null && failure.code !== 0 ? errorRuleOf(failure.code) : undefined;
  switch (rule?.class) {
    case 'pause-number':
    case 'hold-account': {
      const until = Math.min(at, now) + rule.restMs;
      if (until > now) await tx.hold({ channelId, destination: 'whatsapp', until, code: failure?.code ?? 0, reason: rule.hold }, now);
      return undefined;
    }
    case 'pause-recipient': {
      const place = await tx.messageByWamid(channelId, wamid);
      return place && { kind: 'pair-limit', channelId, conversationId: place.conversationId };
    }
    case 'fix-template':
      return { kind: 'template-doubt', channelId };
    default:
      return undefined;
  }
}
