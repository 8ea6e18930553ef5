import { pauseChannel as pause } from '../domain/channel-life.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentChannel } from './present-channel.ts';

export const pauseChannel =
  ({ store, clock, channelLife }: ConsoleServices): ConsoleHandler<'pauseChannel'> =>
  async ({ params }) => {
    const channel = await pause(channelLife, params.channelId);
    return { status: 200, body: await presentChannel(store, channel, clock.now()) };
  };
