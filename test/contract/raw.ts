import { Agent, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { TestAnswer } from '../support/provider.ts';

/** A connection on which a test writes what it likes. */
export interface RawConnection {
  socket: Socket;
  write(bytes: string | Buffer): void;
  /** Everything received so far, as Latin-1 text. */
  received(): string;
  /** Resolves with everything received once the server has closed the connection. */
  closed(): Promise<string>;
}

export async function openConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A server that closes while we still write resets the connection; what it answered before is what counts.
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const received = () => Buffer.concat(chunks).toString('latin1');
  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    received,
    async closed() {
      await closed;
      return received();
    },
  };
}

/** Reads one answer out of the bytes of a connection. */
export function parseAnswer(bytes: string): TestAnswer {
  const [head = '', ...rest] = bytes.split('\r\n\r\n');
  const [line = '', ...lines] = head.split('\r\n');
  const text = Buffer.from(rest.join('\r\n\r\n'), 'latin1').toString('utf8');
  const headers = Object.fromEntries(
    lines.map((header) => [header.slice(0, header.indexOf(':')).toLowerCase(), header.slice(header.indexOf(':') + 2)]),
  );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  return { status: Number(line.split(' ')[1]), headers, text, json };
}

/** One request over a connection that the client means to keep for ever. */
export function requestKeepingAlive(
  url: string,
  { method, headers, body }: { method: string; headers: Record<string, string>; body?: Buffer },
): { status: Promise<number>; release(): void } {
  const agent = new Agent({ keepAlive: true });
  const status = new Promise<number>((resolve, reject) => {
    const sent = httpRequest(url, { method, headers, agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
  return { status, release: () => agent.destroy() };
}
