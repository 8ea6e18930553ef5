import { Agent, FormData, request } from 'undici';
import type { PipedriveSimulatorOptions, ProviderSchemas } from './options.ts';

export interface ProviderAnswer {
  /** 0 when no answer came. */
  status: number;
  /** The answer as text; without an answer, why. */
  body: string;
}

export interface ReplyFile {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface ReplyForm {
  message: string;
  senderId: string;
  conversationId: string;
  recipientIds: readonly string[];
  files?: readonly ReplyFile[];
}

type Conversation = ProviderSchemas['Conversation'];

/** A page of a listing went wrong: an answer other than 200, or a cursor that came before. */
export class ProviderListingError extends Error {
  readonly kind: 'endless-paging' | 'provider-failed';

  constructor(kind: 'endless-paging' | 'provider-failed', message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Pipedrive's calls on the provider, each with Basic credentials. */
export function createProviderClient({
  clientId,
  clientSecret,
  providerUrl,
}: Pick<PipedriveSimulatorOptions, 'clientId' | 'clientSecret' | 'providerUrl'>) {
  const agent = new Agent();
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

  const call = async (path: string, form?: FormData): Promise<ProviderAnswer> => {
    try {
      const response = await request(`${providerUrl()}/api/channels/${path}`, {
        method: form ? 'POST' : 'GET',
        dispatcher: agent,
        headers: { Authorization: authorization },
        ...(form ? { body: form } : {}),
      });
      return { status: response.statusCode, body: await response.body.text() };
    } catch (error) {
      return { status: 0, body: (error as Error).message || ((error as { code?: string }).code ?? 'no answer') };
    }
  };

  const read = async <T>(path: string): Promise<T> => {
    const { status, body } = await call(path);
    if (status !== 200) throw new ProviderListingError('provider-failed', `GET ${path.replace(/^[^/?]+/, '…')} answered ${status}`);
    return JSON.parse(body) as T;
  };

  /** Follows the cursor until it ends; empty, null and absent all mean the end. */
  const pages = async <T>(path: string, next: (page: T) => string | null | undefined): Promise<T[]> => {
    const found: T[] = [];
    const seen = new Set<string>();
    for (let after: string | null | undefined; ; ) {
      const page = await read<T>(after ? `${path}&after=${encodeURIComponent(after)}` : path);
      found.push(page);
      after = next(page);
      if (!after) return found;
      if (seen.has(after)) throw new ProviderListingError('endless-paging', `the cursor ${after} came twice`);
      seen.add(after);
    }
  };

  const id = encodeURIComponent;
  return {
    async conversations(channelId: string): Promise<Conversation[]> {
      const path = `${id(channelId)}/conversations?conversations_limit=30&messages_limit=30`;
      const found = await pages<ProviderSchemas['ConversationPage']>(path, (page) => page.additional_data?.after);
      return found.flatMap(({ data }) => data);
    },
    /** The conversation with all its messages. */
    async conversation(channelId: string, conversationId: string): Promise<Conversation | undefined> {
      const path = `${id(channelId)}/conversations/${id(conversationId)}?messages_limit=30`;
      const found = await pages<ProviderSchemas['ConversationDetail']>(path, ({ data }) => data.next_messages_cursor);
      return found[0] && { ...found[0].data, messages: found.flatMap(({ data }) => data.messages) };
    },
    async templates(channelId: string): Promise<ProviderSchemas['Template'][]> {
      return (await read<ProviderSchemas['TemplateList']>(`${id(channelId)}/templates`)).data.templates;
    },
    /** The only call that is not JSON: multipart/form-data, recipients as a repeated bracket field. */
    postMessage(channelId: string, reply: ReplyForm): Promise<ProviderAnswer> {
      const form = new FormData();
      form.append('message', reply.message);
      form.append('senderId', reply.senderId);
      form.append('conversationId', reply.conversationId);
      for (const recipient of reply.recipientIds) form.append('recipientIds[]', recipient);
      for (const { name, contentType, bytes } of reply.files ?? []) {
        form.append('files', new Blob([new Uint8Array(bytes)], { type: contentType }), name);
      }
      return call(`${id(channelId)}/messages`, form);
    },
    close: () => agent.destroy(),
  };
}

export type ProviderClient = ReturnType<typeof createProviderClient>;
