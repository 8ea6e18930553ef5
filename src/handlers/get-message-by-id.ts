import { findConversation, getMessage } from '../domain/inbox.ts';
import { presentMessage } from './present.ts';
import { admit, type ProviderHandler, type ProviderServices } from './provider-services.ts';

/** The path with three variables, which the manifest carries. */
export const getMessageById =
  (services: ProviderServices): ProviderHandler<'getMessageById'> =>
  async ({ params }) => ({
    status: 200,
    body: await showMessage(services, params.providerChannelId, params.sourceMessageId, params.sourceConversationId),
  });

/** The path with two variables, which the vendor published as well. */
export const getChannelMessageById =
  (services: ProviderServices): ProviderHandler<'getChannelMessageById'> =>
  async ({ params }) => ({ status: 200, body: await showMessage(services, params.providerChannelId, params.sourceMessageId) });

async function showMessage(services: ProviderServices, channelId: string, messageId: string, conversationId?: string) {
  const channel = await admit(services, channelId);
  const shown = await getMessage(services.store, channel, messageId, conversationId);
  const { contactId } = await findConversation(services.store, channel, shown.message.conversationId);
  return presentMessage(channel, contactId, shown, services.links);
}
