import { messageIdOf } from '../store/ids.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { listName, PAGE, pageOf } from './page-of-list.ts';

export const listDeadLetters =
  ({ store, cursors }: ConsoleServices): ConsoleHandler<'listDeadLetters'> =>
  async ({ query }) => {
    const { limit = PAGE, after, ...filter } = query;
    const list = listName('dead letters', filter);
    const before = cursors.decode(list, after);
    const found = await store.deadLetters({ ...filter, ...(before === undefined ? {} : { before }), limit: limit + 1 });
    const { shown, next } = pageOf(cursors, list, found, limit);
    const deadLetters = shown.map(({ seq, at, ...letter }) => ({
      ...letter,
      messageId: messageIdOf({ conversationId: letter.conversationId, seq }),
      at: new Date(at).toISOString(),
    }));
    return { status: 200, body: { deadLetters, ...next } };
  };
