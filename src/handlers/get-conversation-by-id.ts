import { getConversation } from '../domain/inbox.ts';
import { presentConversation } from './present.ts';
import { admit, type ProviderHandler, type ProviderServices } from './provider-services.ts';

export const getConversationById =
  (services: ProviderServices): ProviderHandler<'getConversationById'> =>
  async ({ params, query }) => {
    const channel = await admit(services, params.providerChannelId);
    const shown = await getConversation(services, channel, params.sourceConversationId, {
      messages: query.messages_limit ?? 30,
      after: query.after,
    });
    return {
      status: 200,
      body: {
        success: true,
        data: presentConversation(channel, shown, services),
        additional_data: shown.olderCursor === undefined ? {} : { after: shown.olderCursor },
      },
    };
  };
