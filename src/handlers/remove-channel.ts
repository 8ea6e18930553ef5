import { removeChannel as remove } from '../domain/channel-life.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentChannel } from './present-channel.ts';

export const removeChannel =
  ({ store, clock, channelLife }: ConsoleServices): ConsoleHandler<'removeChannel'> =>
  async ({ params, query }) => {
    const channel = await remove(channelLife, params.channelId, query.onlyHere ?? false);
    return { status: 200, body: await presentChannel(store, channel, clock.now()) };
  };
