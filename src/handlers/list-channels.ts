import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentChannels } from './present-channel.ts';

export const listChannels =
  ({ store, clock }: ConsoleServices): ConsoleHandler<'listChannels'> =>
  async () => {
    const channels = (await store.channels()).filter(({ state }) => state !== 'deleted');
    return { status: 200, body: { channels: await presentChannels(store, channels, clock.now()) } };
  };
