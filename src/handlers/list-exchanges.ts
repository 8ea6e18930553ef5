import type { Exchange } from '../journal/exchange.ts';
import { mentions, showExchange } from '../journal/show-exchange.ts';
import type { ConversationId } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { listName, PAGE } from './page-of-list.ts';

export const listExchanges =
  ({ store, cursors, look }: ConsoleServices): ConsoleHandler<'listExchanges'> =>
  async ({ query }) => {
    const { limit = PAGE, after, ...filter } = query;
    const { side, direction, operationId, status, conversationId } = filter;
    const list = listName('exchanges', filter);
    const before = cursors.decode(list, after);
    const words = conversationId === undefined ? undefined : await wordsOf(store, conversationId);
    const fits = (exchange: Exchange): boolean =>
      (side === undefined || exchange.side === side) &&
      (direction === undefined || exchange.direction === direction) &&
      (operationId === undefined || exchange.operationId === operationId) &&
      (status === undefined || classOf(exchange) === status) &&
      (words === undefined || mentions(exchange, words));
    const found = look.journal.list({ ...(before === undefined ? {} : { before }), limit: limit + 1, fits });
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const exchanges = await Promise.all(shown.map((exchange) => showExchange(exchange, look.openness)));
    return { status: 200, body: { exchanges, ...(found.length > limit && last ? { after: cursors.encode(list, last.seq) } : {}) } };
  };

const classOf = ({ status }: Exchange) => (status === 0 ? 'none' : (`${Math.floor(status / 100)}xx` as '2xx'));

/** How a conversation is called in the contracts: by its own id and its messages', and by the customer's names on WhatsApp. */
async function wordsOf(store: Store, conversationId: string): Promise<string[]> {
  const words = [conversationId.replace(/^cv_/, '')];
  for (const { id } of await store.channels()) {
    const conversation = await store.conversation(id, conversationId as ConversationId);
    if (conversation) words.push(...(await store.aliases(id, conversation.contactId)).map(({ value }) => value));
  }
  return words;
}
