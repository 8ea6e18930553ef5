import type { Readable } from 'node:stream';
import { Agent, buildConnector, errors, request } from 'undici';
import { NoAnswer } from './http-client.ts';
import { judgeMediaAddress, publicLookup } from './media-address.ts';

/** An answer to a request for a file. Whoever gets a `stream` reads it to its end or destroys it. */
export type Download = ServedFile | { status: number; stream?: undefined; retryAfter: string | string[] | undefined };

export interface ServedFile {
  status: 200;
  stream: Readable;
  /** As the server said it; undefined when it did not. */
  contentLength: number | undefined;
}

/** The address is none that a file may be fetched from. */
export class RefusedAddress extends Error {
  constructor() {
    super('WhatsApp named an address outside the hosts that files come from');
    this.name = 'RefusedAddress';
  }
}

export interface MediaDownloads {
  /** Asks for a file with the access token. Throws RefusedAddress and NoAnswer. */
  get(address: string, accessToken: string, signal: AbortSignal): Promise<Download>;
  close(): Promise<void>;
}

const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches from WhatsApp's hosts, and from nowhere else. Redirects are followed on the same origin only, so that the token never reaches another one; names that lead
 * into a private network are refused when the connection is made.
 */
export function createMediaDownloads(options: { apiUrl: string; connectTimeoutMs: number; answerTimeoutMs: number }): MediaDownloads {
  const { apiUrl, connectTimeoutMs, answerTimeoutMs } = options;
  const timeouts = { headersTimeout: answerTimeoutMs, bodyTimeout: answerTimeoutMs, connections: 16 };
  const agents = {
    api: new Agent({ ...timeouts, connect: buildConnector({ timeout: connectTimeoutMs }) }),
    vendor: new Agent({ ...timeouts, connect: buildConnector({ timeout: connectTimeoutMs, lookup: publicLookup() }) }),
  };

  const ask = async (address: string, accessToken: string, signal: AbortSignal, redirects: number): Promise<Download> => {
    const kind = judgeMediaAddress(address, apiUrl);
    if (!kind) throw new RefusedAddress();
    // Meta refuses some programs' default agents, so ours has a name (reference: chatwoot#9809).
    const headers = { authorization: `Bearer ${accessToken}`, 'user-agent': 'pipedrive-messaging-provider', accept: '*/*' };
    const answer = await request(address, { headers, signal, dispatcher: agents[kind] }).catch((error: unknown) => {
      throw new NoAnswer(!(error instanceof errors.ConnectTimeoutError), error);
    });
    if (answer.statusCode === 200) {
      const length = Number(answer.headers['content-length']);
      return { status: 200, stream: answer.body, contentLength: Number.isFinite(length) ? length : undefined };
    }
    answer.body.on('error', () => {}).destroy();
    const { location } = answer.headers;
    if (REDIRECTS.has(answer.statusCode) && typeof location === 'string' && redirects > 0 && URL.canParse(location, address)) {
      const next = new URL(location, address);
      if (next.origin === new URL(address).origin) return ask(next.href, accessToken, signal, redirects - 1);
    }
    return { status: answer.statusCode, retryAfter: answer.headers['retry-after'] };
  };

  return {
    get: (address, accessToken, signal) => ask(address, accessToken, signal, MOST_REDIRECTS),
    async close() {
      await Promise.all([agents.api.destroy(), agents.vendor.destroy()]);
    },
  };
}
