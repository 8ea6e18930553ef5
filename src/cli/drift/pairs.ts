/** The files vendors publish, by the option that names them. */
export const vendorNames = ['whatsapp', 'pipedrive-provider', 'pipedrive-api'] as const;
export type VendorName = (typeof vendorNames)[number];

/** One of our operations beside the vendor's own description of it. */
export interface Pair {
  document: string;
  operationId: string;
  vendor: VendorName;
  /** As the vendor's file has it: `POST /channels`. */
  address: string;
}

const pair = (document: string, operationId: string, vendor: VendorName, address: string): Pair => ({
  document,
  operationId,
  vendor,
  address,
});

/** Every operation that a vendor describes too. What one of ours joins from several of theirs stands here several times. */
export const pairs: readonly Pair[] = [
  pair('pipedrive-provider', 'getConversations', 'pipedrive-provider', 'GET /channels/{providerChannelId}/conversations'),
  pair(
    'pipedrive-provider',
    'getConversationById',
    'pipedrive-provider',
    'GET /channels/{providerChannelId}/conversations/{sourceConversationId}',
  ),
  pair('pipedrive-provider', 'postMessage', 'pipedrive-provider', 'POST /channels/{providerChannelId}/messages'),
  pair('pipedrive-provider', 'getMessageById', 'pipedrive-provider', 'GET /channels/{providerChannelId}/messages/{sourceMessageId}'),
  pair('pipedrive-provider', 'getChannelMessageById', 'pipedrive-provider', 'GET /channels/{providerChannelId}/messages/{sourceMessageId}'),
  pair('pipedrive-provider', 'getSenderById', 'pipedrive-provider', 'GET /channels/{providerChannelId}/senders/{senderId}'),
  pair('pipedrive-provider', 'getTemplates', 'pipedrive-provider', 'GET /channels/{providerChannelId}/templates'),
  pair('pipedrive-provider', 'deleteChannelById', 'pipedrive-provider', 'DELETE /channels/{providerChannelId}'),
  pair('pipedrive-api', 'getCurrentUser', 'pipedrive-api', 'GET /users/me'),
  pair('pipedrive-api', 'addChannel', 'pipedrive-api', 'POST /channels'),
  pair('pipedrive-api', 'deleteChannel', 'pipedrive-api', 'DELETE /channels/{id}'),
  pair('pipedrive-api', 'receiveMessage', 'pipedrive-api', 'POST /channels/messages/receive'),
  pair('pipedrive-api', 'deleteConversation', 'pipedrive-api', 'DELETE /channels/{channel-id}/conversations/{conversation-id}'),
  pair('whatsapp-cloud', 'sendMessage', 'whatsapp', 'POST /{Version}/{Phone-Number-ID}/messages'),
  pair('whatsapp-cloud', 'uploadMedia', 'whatsapp', 'POST /{Version}/{Phone-Number-ID}/media'),
  pair('whatsapp-cloud', 'listTemplates', 'whatsapp', 'GET /{Version}/{WABA-ID}/message_templates'),
  pair('whatsapp-cloud', 'getNode', 'whatsapp', 'GET /{Version}/{Phone-Number-ID}'),
  pair('whatsapp-cloud', 'getNode', 'whatsapp', 'GET /{Version}/{Media-ID}'),
  pair('whatsapp-cloud', 'deleteMedia', 'whatsapp', 'DELETE /{Version}/{Media-ID}'),
  pair('whatsapp-cloud', 'downloadMedia', 'whatsapp', 'GET /{Version}/{Media-URL}'),
  pair('whatsapp-webhooks', 'receiveWebhook', 'whatsapp', 'POST /whatsapp/webhooks'),
];

/** Operations of the vendors that no published file describes, with where their facts come from. */
export const undescribed: Readonly<Record<string, string>> = {
  'pipedrive-api authorize': "Pipedrive's OAuth guide; its API specification leaves the OAuth host out",
  'pipedrive-api requestToken': "Pipedrive's OAuth guide; its API specification leaves the OAuth host out",
  'pipedrive-api revokeToken': "Pipedrive's OAuth guide; its API specification leaves the OAuth host out",
  'whatsapp-webhooks verifyWebhook': "Meta's webhook guide; its specification describes deliveries only",
};

/** Documents whose other side is ours alone. */
export const ownDocuments: readonly string[] = ['console', 'simulators'];
