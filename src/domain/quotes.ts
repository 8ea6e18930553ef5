import type { ChannelId, ConversationId, Wamid } from '../store/ids.ts';
import type { Awaitable, StoreTransaction } from '../store/store.ts';
import { referencesOf } from './rendering/references.ts';
import type { InboundMessage, Quotes } from './rendering/row.ts';
import { shorten } from './rendering/shorten.ts';

/**
 * The messages that a message speaks about, as short quotes by wamid. Only of the same conversation: what somebody else wrote is never quoted to a customer's
 * salesperson as if it had been said here.
 */
export function quotesFor(
  tx: StoreTransaction,
  channelId: ChannelId,
  conversationId: ConversationId,
  message: InboundMessage,
): Awaitable<Quotes> {
  const ids = referencesOf(message);
  return ids.length === 0 ? NONE : readQuotes(tx, channelId, conversationId, ids);
}

const NONE: Quotes = new Map();

async function readQuotes(
  tx: StoreTransaction,
  channelId: ChannelId,
  conversationId: ConversationId,
  ids: readonly string[],
): Promise<Quotes> {
  const quotes = new Map<string, string>();
  for (const id of ids) {
    const place = await tx.messageByWamid(channelId, id as Wamid);
    if (place?.conversationId !== conversationId) continue;
    const quoted = await tx.message(channelId, place);
    if (quoted) quotes.set(id, shorten(quoted.text));
  }
  return quotes;
}
