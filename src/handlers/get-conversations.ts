import { listConversations } from '../domain/inbox.ts';
import { presentConversation } from './present.ts';
import { admit, type ProviderHandler, type ProviderServices } from './provider-services.ts';

export const getConversations =
  (services: ProviderServices): ProviderHandler<'getConversations'> =>
  async ({ params, query }) => {
    const channel = await admit(services, params.providerChannelId);
    const { conversations, after } = await listConversations(services, channel, {
      conversations: query.conversations_limit ?? 30,
      messages: query.messages_limit ?? 30,
      after: query.after,
    });
    return {
      status: 200,
      body: {
        success: true,
        data: conversations.map((shown) => presentConversation(channel, shown, services)),
        additional_data: after === undefined ? {} : { after },
      },
    };
  };
