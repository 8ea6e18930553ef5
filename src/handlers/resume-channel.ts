import { resumeChannel as resume } from '../domain/channel-life.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentChannel } from './present-channel.ts';

export const resumeChannel =
  ({ store, clock, channelLife }: ConsoleServices): ConsoleHandler<'resumeChannel'> =>
  async ({ params }) => {
    const channel = await resume(channelLife, params.channelId);
    return { status: 200, body: await presentChannel(store, channel, clock.now()) };
  };
