/** The seven calls that a manifest gives addresses for. */
export const manifestKeys = [
  'getConversations',
  'getConversationById',
  'postMessage',
  'getSenderById',
  'deleteChannelById',
  'getTemplates',
  'getMessageById',
] as const;

export type ManifestKey = (typeof manifestKeys)[number];

/** Absolute addresses with the variables `:providerChannelId`, `:sourceConversationId`, `:sourceMessageId` and `:senderId`. */
export type Endpoints = Partial<Record<ManifestKey, string>>;

export type EndpointVariables = Readonly<
  Partial<Record<'providerChannelId' | 'sourceConversationId' | 'sourceMessageId' | 'senderId', string>>
>;

const channel = '/api/channels/:providerChannelId';
const ourPaths: Readonly<Record<ManifestKey, string>> = {
  getConversations: `${channel}/conversations`,
  getConversationById: `${channel}/conversations/:sourceConversationId`,
  postMessage: `${channel}/messages`,
  getSenderById: `${channel}/senders/:senderId`,
  deleteChannelById: channel,
  getTemplates: `${channel}/templates`,
  getMessageById: `${channel}/conversations/:sourceConversationId/messages/:sourceMessageId`,
};

/** The address of one call: the manifest's, or ours below `providerUrl`; variables filled in and encoded, the query added to what the address has. */
export function addressOf(
  key: ManifestKey,
  { endpoints, providerUrl }: { endpoints: Endpoints; providerUrl: string },
  variables: EndpointVariables,
  query: Readonly<Record<string, string>> = {},
): string {
  const template = endpoints[key] ?? `${providerUrl.replace(/\/+$/, '')}${ourPaths[key]}`;
  const address = template.replace(/:([A-Za-z]+)/g, (whole, name: string) => {
    const value = variables[name as keyof EndpointVariables];
    return value === undefined ? whole : encodeURIComponent(value);
  });
  const added = new URLSearchParams(query).toString();
  if (!added) return address;
  return `${address}${address.includes('?') ? '&' : '?'}${added}`;
}
