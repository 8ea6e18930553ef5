import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface FarEnd {
  url: string;
  /** Everything that was asked, in order. */
  seen: SeenRequest[];
  /** Decides the answers; 200 and `{}` unless told. */
  answer: (request: SeenRequest) => { status: number; body?: unknown };
  stop(): Promise<void>;
}

/** A real HTTP server that stands where the provider would, and remembers what it was asked. */
export async function startFarEnd(): Promise<FarEnd> {
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const seen = { method: incoming.method ?? '', url: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(chunks) };
    farEnd.seen.push(seen);
    const { status, body } = farEnd.answer(seen);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const farEnd: FarEnd = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    answer: () => ({ status: 200 }),
    async stop() {
      server.closeAllConnections();
      // Closing twice is fine.
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return farEnd;
}

/** Waits, turn by turn of the event loop, until something is so. Throws when it never comes. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 50_000; turn++) {
    if (holds()) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  throw new Error(`never came true: ${holds}`);
}

export interface JsonAnswer<T> {
  status: number;
  headers: IncomingHttpHeaders;
  body: T;
}

/** One JSON call; an answer without a body gives undefined, a page its text. */
export async function callJson<T = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  options: { authorization?: string; body?: unknown; form?: Record<string, string> } = {},
): Promise<JsonAnswer<T>> {
  const { authorization, body, form } = options;
  const response = await request(url, {
    method,
    headers: {
      ...(authorization ? { Authorization: authorization } : {}),
      ...(form
        ? { 'Content-Type': 'application/x-www-form-urlencoded' }
        : body === undefined
          ? {}
          : { 'Content-Type': 'application/json' }),
    },
    ...(form ? { body: new URLSearchParams(form).toString() } : body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.body.text();
  return {
    status: response.statusCode,
    headers: response.headers,
    body: (text.startsWith('<!DOCTYPE') ? text : text ? JSON.parse(text) : undefined) as T,
  };
}
