import { kindOf } from '../domain/quarantine.ts';
import type { QuarantinedItem } from '../store/records.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { listName, PAGE, pageOf } from './page-of-list.ts';

/** An item without its content. */
export const presentEntry = (item: QuarantinedItem) => ({
  id: item.id,
  reason: item.reason,
  kind: kindOf(item),
  at: new Date(item.at).toISOString(),
  phoneNumberId: item.phoneNumberId,
});

export const listQuarantine =
  ({ store, cursors }: ConsoleServices): ConsoleHandler<'listQuarantine'> =>
  async ({ query }) => {
    const { limit = PAGE, after, ...filter } = query;
    const list = listName('quarantine', filter);
    const before = cursors.decode(list, after);
    const found = await store.quarantine({ ...filter, ...(before === undefined ? {} : { before }), limit: limit + 1 });
    const { shown, next } = pageOf(cursors, list, found, limit);
    return { status: 200, body: { items: shown.map(presentEntry), ...next } };
  };
