import { deleteChannel } from '../domain/channels.ts';
import { AppError } from '../errors.ts';
import type { ProviderHandler, ProviderServices } from './provider-services.ts';

export const deleteChannelById =
  (services: ProviderServices): ProviderHandler<'deleteChannelById'> =>
  async ({ params }) => {
    const channel = await services.store.channel(params.providerChannelId);
    const retryAt = services.rateLimit.check(params.providerChannelId, services.clock.now());
    if (retryAt !== undefined)
      throw new AppError('RATE_LIMIT_EXCEEDED', 'This channel is called too often. Try again when the time has come.', { retryAt });
    if (channel?.state === 'disabled')
      throw new AppError('FORBIDDEN', 'This channel is switched off. Ask the operator of the provider to switch it on.');
    await deleteChannel(services.store, params.providerChannelId);
    return { status: 200, body: { success: true } };
  };
