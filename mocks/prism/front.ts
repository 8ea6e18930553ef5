import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Dispatcher, request } from 'undici';

export interface FrontRequest {
  method: string;
  /** Path without query, and the query with its question mark. */
  path: string;
  search: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface FrontAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface Front {
  url: string;
  close(): Promise<void>;
}

/** A plain HTTP server around one function; requests and answers are held in memory as bytes. What the function throws is answered as 502. */
export async function startFront(port: number, host: string, answer: (request: FrontRequest) => Promise<FrontAnswer>): Promise<Front> {
  const server = createServer(async (incoming, outgoing) => {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const { pathname, search } = new URL(incoming.url ?? '/', 'http://mock');
      const { method = 'GET', headers } = incoming;
      const { status, headers: answered, body } = await answer({ method, path: pathname, search, headers, body: Buffer.concat(chunks) });
      outgoing.statusCode = status;
      for (const [name, value] of Object.entries(withoutHops(answered))) if (value !== undefined) outgoing.setHeader(name, value);
      // A status without a body, and an answer to HEAD, carry the length of nothing or of what GET would bring: Node decides.
      outgoing.removeHeader('content-length');
      outgoing.end(body);
    } catch (error) {
      if (outgoing.headersSent || incoming.destroyed) outgoing.destroy();
      else {
        const { status, headers, body } = problem(502, 'No answer', (error as Error).message);
        outgoing.writeHead(status, headers).end(body);
      }
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sends the request on to another server, to the given address, and resolves with the whole answer. */
export async function forward(
  url: string,
  { method, headers, body }: Pick<FrontRequest, 'method' | 'headers' | 'body'>,
): Promise<FrontAnswer> {
  const answer = await request(url, {
    method: method as Dispatcher.HttpMethod,
    headers: withoutHops(headers, ['host', 'content-length', 'expect']),
    ...(body.length === 0 ? {} : { body }),
  });
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.from(await answer.body.arrayBuffer()) };
}

/** An error of the mock itself, never of the mocked service. */
export function problem(status: number, title: string, detail: string, more: object = {}): FrontAnswer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json' },
    body: Buffer.from(JSON.stringify({ type: 'about:blank', title, status, detail, ...more })),
  };
}

/** Headers that belong to one connection only (RFC 9110, 7.6.1). */
const HOPS = ['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

const withoutHops = <T>(headers: Record<string, T>, more: string[] = []): Record<string, T> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOPS.includes(name) && !more.includes(name)));
