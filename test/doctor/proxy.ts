import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

type Meddle = (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer) => Buffer | 'answered';

/** What stands between the world and the provider, as a reverse proxy does, and can be badly set up. */
export interface FrontProxy {
  url: string;
  /** Where to forward to; 0: nowhere. */
  port: number;
  /** Looks at a request first: gives the bytes to forward, or answers itself. */
  meddle: Meddle;
  stop(): Promise<void>;
}

export const passOn: Meddle = (_incoming, _outgoing, body) => body;

export async function startProxy(tls?: { key: string; cert: string }): Promise<FrontProxy> {
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    void forward(proxy, incoming, outgoing);
  };
  const server = tls ? createTlsServer(tls, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const proxy: FrontProxy = {
    url: `${tls ? 'https' : 'http'}://localhost:${port}`,
    port: 0,
    meddle: passOn,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

async function forward(proxy: FrontProxy, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = proxy.meddle(incoming, outgoing, Buffer.concat(chunks));
  if (body === 'answered') return;
  const { method, url: path, headers } = incoming;
  const inner = request(
    { host: '127.0.0.1', port: proxy.port, method, path, headers: { ...headers, 'content-length': body.length } },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  inner.on('error', () => outgoing.writeHead(502).end());
  inner.end(body);
}
