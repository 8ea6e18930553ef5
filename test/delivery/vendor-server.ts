import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface VendorCall {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  /** Undefined when it is not JSON. */
  json: Record<string, unknown> | undefined;
}

export interface VendorAnswer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  /** Answers only then. */
  after?: Promise<unknown>;
}

/** What the next request meets: an answer, a connection that is closed once the request was read, or silence. */
export type Script = VendorAnswer | 'hang-up' | 'silence';

export interface Vendor {
  url: string;
  calls: VendorCall[];
  /** Used up in order; after that every request gets `otherwise`. */
  script: Script[];
  otherwise: VendorAnswer;
  /** Stops listening; the address refuses connections from then on. */
  stop(): Promise<void>;
}

/** A real HTTP server that answers what a test tells it to. */
export async function startVendor(otherwise: VendorAnswer = { status: 200, body: { success: true } }): Promise<Vendor> {
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    vendor.calls.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, text, json: parse(text) });
    const next = vendor.script.shift() ?? vendor.otherwise;
    if (next === 'hang-up') request.socket.destroy();
    else if (next !== 'silence') {
      await next.after;
      write(response, next);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const vendor: Vendor = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: [],
    script: [],
    otherwise,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return vendor;
}

function write(response: ServerResponse, { status, headers = {}, body }: VendorAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
