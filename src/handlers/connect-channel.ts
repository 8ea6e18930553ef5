import { connectChannel as connect } from '../domain/channel-life.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentChannel } from './present-channel.ts';

export const connectChannel =
  ({ store, clock, channelLife }: ConsoleServices): ConsoleHandler<'connectChannel'> =>
  async ({ params, body }) => {
    const channel = await connect(channelLife, params.channelId, body.installationId);
    return { status: 200, body: await presentChannel(store, channel, clock.now()) };
  };
