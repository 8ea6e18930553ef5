/** Where expectations come from. */
const META = 'https://developers.facebook.com/documentation/business-messaging/whatsapp';

export const meta = {
  overview: `${META}/webhooks/overview`,
  endpoint: `${META}/webhooks/create-webhook-endpoint`,
  messages: `${META}/webhooks/reference/messages`,
  status: `${META}/webhooks/reference/messages/status`,
  send: `${META}/messages/send-messages`,
  media: `${META}/business-phone-numbers/media`,
  errors: `${META}/support/error-codes`,
  userIds: `${META}/business-scoped-user-ids`,
  templates: `${META}/templates/overview`,
  limits: `${META}/about-the-platform`,
  standby: `${META}/webhooks/reference/standby`,
  history: `${META}/webhooks/reference/history`,
  echoes: `${META}/webhooks/reference/smb_message_echoes`,
  groups: `${META}/groups`,
} as const;

const PIPEDRIVE = 'https://pipedrive.readme.io/docs';

export const pipedrive = {
  implementing: `${PIPEDRIVE}/implementing-messaging-app-extension`,
  errors: `${PIPEDRIVE}/error-codes-and-troubleshooting-for-messaging-app-extension`,
  limits: `${PIPEDRIVE}/core-api-concepts-rate-limiting`,
  oauth: `${PIPEDRIVE}/marketplace-oauth-authorization`,
} as const;

/** Documents of this project, which hold the vendors' contracts. */
export const documents = {
  webhooks: 'openapi/whatsapp-webhooks.yaml, receiveWebhook',
  postMessage: 'openapi/pipedrive-provider.yaml, postMessage',
  getMessage: 'openapi/pipedrive-provider.yaml, getMessageById',
  getConversation: 'openapi/pipedrive-provider.yaml, getConversationById',
  getConversations: 'openapi/pipedrive-provider.yaml, getConversations',
  getTemplates: 'openapi/pipedrive-provider.yaml, getTemplates',
  receiveMessage: 'openapi/pipedrive-api.yaml, receiveMessage',
  requestToken: 'openapi/pipedrive-api.yaml, requestToken',
  sendMessage: 'openapi/whatsapp-cloud.yaml, sendMessage',
} as const;
