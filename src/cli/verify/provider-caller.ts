import type { OperationTypes } from '../../../generated/pipedrive-provider/index.ts';
import { operations } from '../../../generated/pipedrive-provider/operations.ts';
import type { components } from '../../../generated/pipedrive-provider/types.ts';
import { addressOf, type Endpoints } from './addresses.ts';
import type { Sender } from './exchange.ts';
import { createPages } from './pages.ts';
import type { Evidence } from './rule.ts';

export type ProviderOperation = keyof OperationTypes;
type Schemas = components['schemas'];
export type Conversation = Schemas['Conversation'];
export type Message = Schemas['Message'];

/** An answer of the provider. Status 0 never occurs: a call without an answer throws a Finding. */
export interface ProviderAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
  bytes: Uint8Array;
  /** The parsed body; undefined when it is no JSON. */
  json: unknown;
  durationMs: number;
  /** What shows this exchange in a report. */
  evidence: Evidence;
}

export interface FilePart {
  name: string;
  contentType: string;
  bytes: Uint8Array;
}

/** A parameter with several values is sent so many times. */
export type Query = Readonly<Record<string, string | number | readonly (string | number)[]>>;

export interface CallOptions {
  /** Variables of the address; `providerChannelId` is the channel under test unless given. */
  params?: Readonly<Record<string, string>>;
  /** Variables that go into the address as they stand, without being encoded. */
  rawParams?: Readonly<Record<string, string>>;
  query?: Query;
  /** A whole Authorization header, or null for none. The right Basic pair unless given. */
  authorization?: string | null;
  method?: string;
  headers?: Readonly<Record<string, string>>;
  /** multipart/form-data fields in order; a field can be repeated. */
  form?: readonly (readonly [name: string, value: string | FilePart])[];
  /** A raw body instead of a form. */
  body?: string | Uint8Array;
  /** Bytes of the body are sent one piece at a time with this pause between them. */
  slowly?: { pieces: number; pauseMs: number };
}

export interface ProviderCaller {
  /** One call as Pipedrive would make it, or as the options twist it. Throws a Finding when no answer comes. */
  call(operation: ProviderOperation, options?: CallOptions): Promise<ProviderAnswer>;
  /** Any address that the provider gave us: media, avatars. No credentials are sent unless given. */
  fetch(url: string, options?: { method?: string; headers?: Readonly<Record<string, string>> }): Promise<ProviderAnswer>;
  /** Every conversation, following the cursor to its end. Throws a Finding for a status other than 200 or a cursor that comes twice. */
  conversations(): Promise<Conversation[]>;
  /** One conversation with all its messages (oldest first), following its cursor to the end. */
  conversation(sourceConversationId: string): Promise<Conversation>;
  /** postMessage with everything Pipedrive sends. */
  reply(reply: { conversation: Conversation; text: string; files?: readonly FilePart[] }): Promise<ProviderAnswer>;
  /** Looks through the conversations page by page and stops at the first that fits. */
  findConversation(fits: (conversation: Conversation) => boolean): Promise<Conversation | undefined>;
}

export interface ProviderCallerOptions {
  sender: Sender;
  endpoints: () => Endpoints;
  channelId: string;
  clientId: string;
  clientSecret: string;
  /** Lets time pass, ms. */
  pause(ms: number): Promise<void>;
}

const MOST_WAITS = 5;
const LONGEST_WAIT_SECONDS = 60;

export const basicOf = (name: string, password: string): string => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;

export function createProviderCaller({
  sender,
  endpoints,
  channelId,
  clientId,
  clientSecret,
  pause,
}: ProviderCallerOptions): ProviderCaller {
  const call: ProviderCaller['call'] = async (operation, options = {}) => {
    const { params, rawParams, query, authorization = basicOf(clientId, clientSecret), headers = {}, slowly } = options;
    const url = addressOf(
      endpoints(),
      operation,
      { providerChannelId: channelId, ...params },
      { ...(rawParams ? { raw: rawParams } : {}), ...(query ? { query } : {}) },
    );
    const { body, contentType, shownBody } = await bodyOf(options);
    const attempt = () =>
      sender.send({
        what: operation,
        method: options.method ?? operations[operation].method.toUpperCase(),
        url,
        headers: {
          ...(authorization === null ? {} : { authorization }),
          ...(contentType === undefined ? {} : { 'content-type': contentType }),
          ...headers,
        },
        body,
        shownBody,
        slowly,
      });
    let answer = await attempt();
    // A run asks more in a minute than an inbox does in a day; a limit that says when to come back is no fault.
    for (let waits = 0; answer.status === 429 && waits < MOST_WAITS; waits++) {
      await pause(Math.min(Number(answer.headers['retry-after']) || 1, LONGEST_WAIT_SECONDS) * 1000);
      answer = await attempt();
    }
    return answer;
  };
  const pages = createPages(call);
  return {
    call,
    ...pages,
    fetch: (url, { method = 'GET', headers = {} } = {}) =>
      sender.send({ what: `${method} of an address the provider gave`, method, url, headers }),
    reply({ conversation, text, files = [] }) {
      const idOf = (role: string) => conversation.participants.find((participant) => participant.role === role)?.id ?? '';
      return call('postMessage', {
        form: [
          ['message', text],
          ['senderId', idOf('source_user')],
          ['conversationId', conversation.id],
          ['recipientIds[]', idOf('end_user')],
          ...files.map((file) => ['files', file] as const),
        ],
      });
    },
  };
}

/** The bytes of a call's body, its type, and what a report shows of it. */
async function bodyOf({ form, body }: CallOptions): Promise<{ body?: Uint8Array; contentType?: string; shownBody?: string }> {
  if (body !== undefined) return { body: typeof body === 'string' ? Buffer.from(body) : body };
  if (form === undefined) return {};
  const data = new FormData();
  const shown: string[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') data.append(name, value);
    else data.append(name, new Blob([new Uint8Array(value.bytes)], { type: value.contentType }), value.name);
    shown.push(
      `${name} = ${typeof value === 'string' ? value : `(file ${value.name}, ${value.contentType}, ${value.bytes.length} bytes)`}`,
    );
  }
  const encoded = new Response(data);
  const contentType = encoded.headers.get('content-type') ?? 'multipart/form-data';
  return { body: new Uint8Array(await encoded.arrayBuffer()), contentType, shownBody: shown.join('\n') };
}
