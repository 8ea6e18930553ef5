import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { listName, PAGE, pageOf } from './page-of-list.ts';

export const listDeliveries =
  ({ store, cursors }: ConsoleServices): ConsoleHandler<'listDeliveries'> =>
  async ({ query }) => {
    const { limit = PAGE, after } = query;
    const list = listName('deliveries', {});
    const before = cursors.decode(list, after);
    const found = await store.deliveries({ ...(before === undefined ? {} : { before }), limit: limit + 1 });
    const { shown, next } = pageOf(cursors, list, found, limit);
    const deliveries = shown.map(({ receivedAt, ...delivery }) => ({ ...delivery, receivedAt: new Date(receivedAt).toISOString() }));
    return { status: 200, body: { deliveries, ...next } };
  };
