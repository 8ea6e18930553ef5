import { createChannel as makeChannel } from '../domain/channel-life.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentChannel } from './present-channel.ts';

export const createChannel =
  ({ store, clock, channelLife, settingsToken }: ConsoleServices): ConsoleHandler<'createChannel'> =>
  async ({ body }) => {
    const channel = await makeChannel(channelLife, {
      id: body.providerChannelId,
      name: body.name,
      providerType: body.providerType ?? 'whatsapp',
      avatarUrl: body.avatarUrl ?? null,
      templateSupport: body.templateSupport ?? true,
      phoneNumberId: body.phoneNumberId,
      businessAccountId: body.businessAccountId,
      accessToken: body.accessToken ?? settingsToken,
      installationId: body.installationId,
    });
    return { status: 201, body: await presentChannel(store, channel, clock.now()) };
  };
