import { createServer, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A place in front of a provider that answers `/console/events` itself, so that a test decides what the stream says and when it breaks. */
export interface EventFront {
  url: string;
  /** `Last-Event-ID` of each connection, null without one. */
  asked: (string | null)[];
  /** Says it to everybody who listens. */
  say(text: string): void;
  /** Breaks every connection, and answers new ones only after `mend`. */
  break(): void;
  mend(): void;
  stop(): Promise<void>;
}

export async function startEventFront(providerUrl: string): Promise<EventFront> {
  const open = new Set<ServerResponse>();
  const asked: (string | null)[] = [];
  let isBroken = false;
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (path.startsWith('/console/events')) {
      if (isBroken) {
        incoming.socket.destroy();
        return;
      }
      asked.push((incoming.headers['last-event-id'] as string | undefined) ?? null);
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hello\n\n');
      open.add(outgoing);
      outgoing.once('close', () => open.delete(outgoing));
      return;
    }
    // Without compression, so that the operations table can get the stream's row while the contract may not have it.
    const forwarded = request(`${providerUrl}${path}`, {
      method: incoming.method,
      headers: { ...incoming.headers, 'accept-encoding': 'identity' },
    });
    forwarded.once('response', (answer) => {
      const { 'content-length': _length, ...headers } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 500, headers);
      answer.once('end', () => {
        if (path.endsWith('/contract/operations.ts')) {
          outgoing.write("\nObject.assign(operations, { streamEvents: { method: 'get', path: '/console/events' } });\n");
        }
        outgoing.end();
      });
      answer.pipe(outgoing, { end: false });
    });
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const breakAll = () => {
    isBroken = true;
    for (const answer of open) answer.end();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    say: (text) => {
      for (const answer of open) answer.write(text);
    },
    break: breakAll,
    mend() {
      isBroken = false;
    },
    async stop() {
      breakAll();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
