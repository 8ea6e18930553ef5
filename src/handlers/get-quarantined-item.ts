import { AppError } from '../errors.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentEntry } from './list-quarantine.ts';

export const getQuarantinedItem =
  ({ store }: ConsoleServices): ConsoleHandler<'getQuarantinedItem'> =>
  async ({ params }) => {
    const item = await store.quarantinedItem(params.itemId);
    if (!item) throw new AppError('NOT_FOUND', 'There is no such item in the quarantine. It may have been taken in or dismissed.');
    return { status: 200, body: { ...presentEntry(item), item: JSON.parse(item.item) as unknown } };
  };
