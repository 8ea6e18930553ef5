import { AppError } from '../errors.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const dismissDeadLetter =
  ({ store }: ConsoleServices): ConsoleHandler<'dismissDeadLetter'> =>
  async ({ params }) => {
    const removed = await store.transaction(async (tx) => tx.removeDeadLetter(params.deadLetterId));
    if (!removed) throw new AppError('NOT_FOUND', 'There is no such dead letter. It may have been replayed or dismissed.');
    return { status: 204 };
  };
