import { Agent, FormData, interceptors, request } from 'undici';
import type { Clock } from '../../src/clock.ts';
import type { Journal } from '../journal.ts';
import { addressOf, type EndpointVariables, type ManifestKey } from './endpoints.ts';
import { ProviderFailure } from './provider-failure.ts';
import type { Settings } from './settings.ts';
import { decodedBody, recordMadeCall } from './transcript.ts';

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

/** The answer of an address without credentials: a file, a picture. */
export interface LinkAnswer {
  /** 0 when no answer came. */
  status: number;
  contentType: string | null;
  bytes: Buffer;
}

/** What a browser meets. */
export interface VisitAnswer extends ProviderAnswer {
  /** Where it is sent on. */
  location: string | null;
}

/** Longest the provider may take to begin an answer, and between two pieces of it. Pipedrive publishes no limit. */
const PATIENCE_MS = 30_000;

const methods: Readonly<Record<ManifestKey, 'GET' | 'POST' | 'DELETE'>> = {
  getConversations: 'GET',
  getConversationById: 'GET',
  postMessage: 'POST',
  getSenderById: 'GET',
  deleteChannelById: 'DELETE',
  getTemplates: 'GET',
  getMessageById: 'GET',
};

export interface ProviderClientOptions {
  clock: Clock;
  settings: Settings;
  journal: Journal | undefined;
}

/** Pipedrive's calls on the provider and on the app's callback URL, each with Basic credentials, and its calls on the provider's links, without any. Nothing here throws for what the provider answers. */
export function createProviderClient({ clock, settings, journal }: ProviderClientOptions) {
  const agent = new Agent({ headersTimeout: PATIENCE_MS, bodyTimeout: PATIENCE_MS });
  const browser = agent.compose(interceptors.redirect({ maxRedirections: 5 }));

  const call = async (
    key: ManifestKey,
    variables: EndpointVariables,
    { query, form, described }: { query?: Readonly<Record<string, string>>; form?: FormData; described?: unknown } = {},
  ): Promise<ProviderAnswer> => {
    const method = methods[key];
    const { clientId, clientSecret } = settings.get();
    let answered: ReturnType<typeof recordMadeCall> | undefined;
    try {
      const url = addressOf(key, settings.place(), variables, query);
      answered = recordMadeCall(journal, clock, { operationId: key, method, url, request: described ?? null });
      const response = await request(url, {
        method,
        dispatcher: agent,
        headers: { Authorization: basicOf(clientId, clientSecret) },
        ...(form ? { body: form } : {}),
      });
      const body = await response.body.text();
      answered(response.statusCode, decodedBody(body));
      return { status: response.statusCode, body };
    } catch (error) {
      const why = reasonOf(error);
      answered?.(0, why);
      return { status: 0, body: why };
    }
  };

  return {
    call,
    /** Tells the app, at its callback URL, what a user did with it. */
    async notify(method: 'DELETE' | 'POST', url: string, body: object): Promise<ProviderAnswer> {
      const { clientId, clientSecret } = settings.get();
      const answered = recordMadeCall(journal, clock, { operationId: null, method, url, request: body });
      try {
        const response = await request(url, {
          method,
          dispatcher: agent,
          headers: { Authorization: basicOf(clientId, clientSecret), 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        });
        const text = await response.body.text();
        answered(response.statusCode, decodedBody(text));
        return { status: response.statusCode, body: text };
      } catch (error) {
        const why = reasonOf(error);
        answered(0, why);
        return { status: 0, body: why };
      }
    },
    /** One call whose answer is needed: its body parsed. Throws a ProviderFailure for any status but 200, and for what is no JSON. */
    async read(key: ManifestKey, variables: EndpointVariables, query?: Readonly<Record<string, string>>): Promise<unknown> {
      const { status, body } = await call(key, variables, query ? { query } : {});
      if (status !== 200) throw new ProviderFailure('provider-failed', `${key} answered ${status || `nothing (${body})`}`, status);
      try {
        return JSON.parse(body);
      } catch {
        throw new ProviderFailure('unreadable', `${key} answered 200 without JSON`);
      }
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
      const { files = [], recipientIds, ...fields } = reply;
      const described = {
        fields: { ...fields, 'recipientIds[]': recipientIds },
        files: files.map(({ name, contentType, bytes }) => ({ name, contentType, size: bytes.byteLength })),
      };
      return call('postMessage', { providerChannelId: channelId }, { form, described });
    },
    /** Goes where a browser is sent to, once. The journal keeps neither code nor state. */
    async visit(url: string): Promise<VisitAnswer> {
      const shown = url.replace(/([?&](?:code|state)=)[^&]*/g, '$1(left out)');
      const answered = recordMadeCall(journal, clock, { operationId: null, method: 'GET', url: shown, request: null });
      try {
        const response = await request(url, { method: 'GET', dispatcher: agent });
        const body = await response.body.text();
        answered(response.statusCode, null);
        return { status: response.statusCode, location: String(response.headers['location'] ?? '') || null, body };
      } catch (error) {
        const why = reasonOf(error);
        answered(0, why);
        return { status: 0, location: null, body: why };
      }
    },
    /** Asks a link that the provider gave, as a browser would: no credentials. */
    async link(method: 'HEAD' | 'GET', url: string): Promise<LinkAnswer> {
      const answered = recordMadeCall(journal, clock, { operationId: null, method, url, request: null });
      try {
        const response = await request(url, { method, dispatcher: browser });
        const bytes = Buffer.from(await response.body.arrayBuffer());
        answered(response.statusCode, method === 'HEAD' ? null : { bytes: bytes.length });
        return { status: response.statusCode, contentType: String(response.headers['content-type'] ?? '') || null, bytes };
      } catch (error) {
        answered(0, reasonOf(error));
        return { status: 0, contentType: null, bytes: Buffer.alloc(0) };
      }
    },
    close: () => agent.destroy(),
  };
}

export type ProviderClient = ReturnType<typeof createProviderClient>;

const basicOf = (clientId: string, clientSecret: string): string =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

const reasonOf = (error: unknown): string => (error as Error).message || ((error as { code?: string }).code ?? 'no answer');
