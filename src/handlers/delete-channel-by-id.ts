import { deleteChannel } from '../domain/channels.ts';
import { assertWithinRate, type ProviderHandler, type ProviderServices } from './provider-services.ts';

/** Works on a suspended channel too: whoever lost the account must still be able to remove it. */
export const deleteChannelById =
  (services: ProviderServices): ProviderHandler<'deleteChannelById'> =>
  async ({ params }) => {
    assertWithinRate(services, params.providerChannelId);
    await deleteChannel(services.store, params.providerChannelId);
    return { status: 200, body: { success: true } };
  };
