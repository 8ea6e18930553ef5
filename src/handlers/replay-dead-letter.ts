import { replayDeadLetter as replay } from '../domain/dead-letters.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const replayDeadLetter =
  ({ store, clock, onQueued }: ConsoleServices): ConsoleHandler<'replayDeadLetter'> =>
  async ({ params, query }) => {
    await replay({ store, onQueued, now: clock.now(), mayBeSentTwice: query.confirm !== undefined }, params.deadLetterId);
    return { status: 200, body: { replayed: 1 } };
  };
