import type { ChannelId, ConversationId, Wamid } from '../store/ids.ts';
import type { StoreTransaction } from '../store/store.ts';
import { referencesOf } from './rendering/references.ts';
import type { InboundMessage, Quotes } from './rendering/row.ts';
import { shorten } from './rendering/shorten.ts';

/**
 * The messages that a message speaks about, as short quotes by wamid. Only of the same conversation: what somebody else wrote is never quoted to a customer's
 * salesperson as if it had been said here.
 */
export async function quotesFor(
  tx: StoreTransaction,
  channelId: ChannelId,
  conversationId: ConversationId,
  message: InboundMessage,
): Promise<Quotes> {
  const quotes = new Map<string, string>();
  for (const id of referencesOf(message)) {
    const place = await tx.messageByWamid(channelId, id as Wamid);
    if (place?.conversationId !== conversationId) continue;
    const quoted = await tx.message(channelId, place);
    if (quoted) quotes.set(id, shorten(quoted.text));
  }
  return quotes;
}
