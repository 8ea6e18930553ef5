import { AppError } from '../errors.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const dismissQuarantinedItem =
  ({ store }: ConsoleServices): ConsoleHandler<'dismissQuarantinedItem'> =>
  async ({ params }) => {
    const released = await store.transaction(async (tx) => tx.releaseQuarantined(params.itemId));
    if (!released) throw new AppError('NOT_FOUND', 'There is no such item in the quarantine. It may have been taken in or dismissed.');
    return { status: 204 };
  };
