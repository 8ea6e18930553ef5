const docs = 'https://pipedrive.readme.io/docs';

/** Where expectations come from. */
export const published = {
  implementing: `${docs}/implementing-messaging-app-extension`,
  errors: `${docs}/error-codes-and-troubleshooting-for-messaging-app-extension`,
  overview: `${docs}/messaging-app-extension`,
  metaWebhooks: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
} as const;

/** An operation of one of this project's documents. */
export const operationOf = (document: 'pipedrive-provider' | 'whatsapp-webhooks', operationId: string): string =>
  `openapi/${document}.yaml ${operationId}`;
