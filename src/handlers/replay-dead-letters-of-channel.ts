import { replayDeadLetters } from '../domain/dead-letters.ts';
import type { ChannelId } from '../store/ids.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { listName } from './page-of-list.ts';

export const replayDeadLettersOfChannel =
  ({ store, clock, cursors, onQueued }: ConsoleServices): ConsoleHandler<'replayDeadLettersOfChannel'> =>
  async ({ params, query }) => {
    const { after, confirm, ...wanted } = query;
    const filter = { ...wanted, channelId: params.channelId as ChannelId };
    const list = listName('replay of dead letters', filter);
    const services = { store, onQueued, now: clock.now(), mayBeSentTwice: confirm !== undefined };
    const { last, ...batch } = await replayDeadLetters(services, filter, cursors.decode(list, after) ?? 0);
    return { status: 200, body: { ...batch, ...(batch.remaining > 0 ? { after: cursors.encode(list, last) } : {}) } };
  };
