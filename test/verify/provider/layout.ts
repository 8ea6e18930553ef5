/** Where the operations are served: method and path with :variables. */
export interface Layout {
  getConversations: string;
  getConversationById: string;
  postMessage: string;
  getSenderById: string;
  deleteChannelById: string;
  getTemplates: string;
  getMessageById: string;
  /** The other published form of getMessageById. */
  getMessageWithoutConversation: string;
}

export type DeskOperation = keyof Layout;

/** Addresses of this team's own taste; the manifest announces them. */
export const ownLayout: Layout = {
  getConversations: 'GET /pd/v1/inboxes/:providerChannelId/threads',
  getConversationById: 'GET /pd/v1/inboxes/:providerChannelId/threads/:sourceConversationId',
  postMessage: 'POST /pd/v1/inboxes/:providerChannelId/outgoing',
  getSenderById: 'GET /pd/v1/people/:senderId/in/:providerChannelId',
  deleteChannelById: 'DELETE /pd/v1/inboxes/:providerChannelId',
  getTemplates: 'GET /pd/v1/phrases/:providerChannelId',
  getMessageById: 'GET /pd/v1/inboxes/:providerChannelId/threads/:sourceConversationId/items/:sourceMessageId',
  getMessageWithoutConversation: 'GET /pd/v1/inboxes/:providerChannelId/items/:sourceMessageId',
};

/** The addresses of Pipedrive's published examples. */
export const publishedLayout: Layout = {
  getConversations: 'GET /channels/:providerChannelId/conversations',
  getConversationById: 'GET /channels/:providerChannelId/conversations/:sourceConversationId',
  postMessage: 'POST /channels/:providerChannelId/messages',
  getSenderById: 'GET /channels/:providerChannelId/senders/:senderId',
  deleteChannelById: 'DELETE /channels/:providerChannelId',
  getTemplates: 'GET /channels/:providerChannelId/templates',
  getMessageById: 'GET /channels/:providerChannelId/conversations/:sourceConversationId/messages/:sourceMessageId',
  getMessageWithoutConversation: 'GET /channels/:providerChannelId/messages/:sourceMessageId',
};

export interface Manifest {
  version: 'v202101';
  endpoints: Record<Exclude<DeskOperation, 'getMessageWithoutConversation'>, string>;
}

export function manifestOf({ getMessageWithoutConversation: _, ...announced }: Layout, url: string): Manifest {
  const endpoints = Object.entries(announced).map(([name, address]) => [name, `${url}${address.slice(address.indexOf('/'))}`]);
  return { version: 'v202101', endpoints: Object.fromEntries(endpoints) as Manifest['endpoints'] };
}

export interface Found {
  operation: DeskOperation;
  /** Still with their percent escapes. */
  variables: Record<string, string>;
}

/** The operation that an address stands for; `otherMethod` when only the method is wrong. */
export function find(layout: Layout, method: string, path: string): Found | 'otherMethod' | undefined {
  let otherMethod = false;
  for (const [operation, address] of Object.entries(layout) as [DeskOperation, string][]) {
    const [wanted, template = ''] = address.split(' ');
    const variables = match(template.split('/'), path.split('/'));
    if (variables && wanted === method) return { operation, variables };
    otherMethod ||= variables !== undefined;
  }
  return otherMethod ? 'otherMethod' : undefined;
}

function match(template: string[], path: string[]): Record<string, string> | undefined {
  if (template.length !== path.length) return undefined;
  const variables: Record<string, string> = {};
  for (const [index, wanted] of template.entries()) {
    const given = path[index] ?? '';
    if (wanted.startsWith(':') && given !== '') variables[wanted.slice(1)] = given;
    else if (wanted !== given) return undefined;
  }
  return variables;
}
