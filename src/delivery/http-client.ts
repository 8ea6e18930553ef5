import { Agent, type Dispatcher, errors, request } from 'undici';

export interface HttpRequest {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer | Dispatcher.RequestOptions['body'];
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/**
 * A request without an answer. `sent: false` means the other side cannot have seen it (no connection came about); `sent: true` means
 * nobody knows: it may have been carried out.
 */
export class NoAnswer extends Error {
  readonly sent: boolean;

  constructor(sent: boolean, cause: unknown) {
    super(sent ? 'the request was sent and not answered' : 'no connection came about', { cause });
    this.name = 'NoAnswer';
    this.sent = sent;
  }
}

export interface HttpClient {
  /** Resolves with any answer, whatever its status. Throws NoAnswer. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
]);

/** The most of an answer's body that is read; vendors answer with a few hundred bytes. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** undici, imported explicitly: Node's bundled copy differs from release to release. Follows no redirects and repeats nothing. */
export function createHttpClient({ connectTimeoutMs, answerTimeoutMs }: { connectTimeoutMs: number; answerTimeoutMs: number }): HttpClient {
  const agent = new Agent({
    connect: { timeout: connectTimeoutMs },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
    connections: 64,
  });
  return {
    async send({ method, url, headers = {}, body }) {
      try {
        const answer = await request(url, {
          method: method.toUpperCase() as Dispatcher.HttpMethod,
          headers: { 'user-agent': 'pipedrive-messaging-provider', ...headers },
          ...(body === undefined ? {} : { body }),
          dispatcher: agent,
        });
        return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
      } catch (error) {
        const code = (error as { code?: string }).code ?? (error as { cause?: { code?: string } }).cause?.code ?? '';
        throw new NoAnswer(!NEVER_SENT.has(code) && !(error instanceof errors.InvalidArgumentError), error);
      }
    },
    close: () => agent.destroy(),
  };
}
