import { getParticipant } from '../domain/inbox.ts';
import { avatarOf } from './present.ts';
import { admit, type ProviderHandler, type ProviderServices } from './provider-services.ts';

export const getSenderById =
  (services: ProviderServices): ProviderHandler<'getSenderById'> =>
  async ({ params }) => {
    const channel = await admit(services, params.providerChannelId);
    const { id, name } = await getParticipant(services.store, channel, params.senderId);
    return { status: 200, body: { success: true, data: { id, name, avatar_url: avatarOf(channel, id, services.avatars) } } };
  };
