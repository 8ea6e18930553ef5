import { Agent, buildConnector, type Dispatcher, errors, request } from 'undici';

export interface HttpRequest {
  method: string;
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer | Dispatcher.RequestOptions['body'];
  /** Of the contract the request follows, for whoever looks on. */
  operationId?: string;
  /** How long to wait for an answer once the body was sent, where that is longer than usual. */
  answerTimeoutMs?: number;
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

/** The most of an answer's body that is read; vendors answer with a few hundred bytes. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/** undici, imported explicitly: Node's bundled copy differs from release to release. Follows no redirects and repeats nothing. */
export function createHttpClient({ connectTimeoutMs, answerTimeoutMs }: { connectTimeoutMs: number; answerTimeoutMs: number }): HttpClient {
  const connect = buildConnector({ timeout: connectTimeoutMs });
  /** Why a connection did not come about. The codes do not tell: a reset means one thing in the TLS handshake and another after the request. */
  const connectFailures = new WeakSet<Error>();
  const agent = new Agent({
    connect: (target, callback) =>
      connect(target, (...outcome) => {
        if (outcome[0]) connectFailures.add(outcome[0]);
        callback(...outcome);
      }),
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    maxResponseSize: MAX_ANSWER_BYTES,
    connections: 64,
  });
  return {
    async send({ method, url, headers = {}, body, answerTimeoutMs: ownTimeoutMs }) {
      try {
        const answer = await request(url, {
          method: method.toUpperCase() as Dispatcher.HttpMethod,
          headers: { 'user-agent': 'pipedrive-messaging-provider', ...headers },
          ...(body === undefined ? {} : { body }),
          ...(ownTimeoutMs === undefined ? {} : { headersTimeout: ownTimeoutMs }),
          dispatcher: agent,
        });
        return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
      } catch (error) {
        const neverSent =
          connectFailures.has(error as Error) ||
          error instanceof errors.InvalidArgumentError ||
          (error as { code?: string }).code === 'ERR_INVALID_URL';
        throw new NoAnswer(!neverSent, error);
      }
    },
    close: () => agent.destroy(),
  };
}
