import { Agent, type IncomingMessage, request } from 'node:http';
import type { Clock } from '../../../src/clock.ts';

export interface Outcome {
  /** 0: no whole answer came. */
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
  /** Whether anything can have arrived at the other side. */
  reached: boolean;
}

export interface Call {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: Uint8Array | string;
}

const TIMEOUT_MS = 15_000;
// A connection for each call: one that the other side closed a moment ago is never used.
const agent = new Agent({ keepAlive: false });

/** One request over HTTP. Never rejects. `signal` ends it as if the machine had lost power. */
export function callOut(clock: Clock, signal: AbortSignal, { url, method, headers, body }: Call): Promise<Outcome> {
  return new Promise((resolve) => {
    let reached = false;
    const outgoing = request(url, { method, headers: { ...headers, 'content-length': Buffer.byteLength(body ?? '') }, agent, signal });
    const calm = clock.after(TIMEOUT_MS, () => outgoing.destroy(new Error('timeout')));
    const finish = (outcome: Omit<Outcome, 'reached'>): void => {
      calm();
      resolve({ ...outcome, reached });
    };
    const fail = (): void => finish({ status: 0, headers: {}, text: '' });
    outgoing.on('socket', (socket) => socket.on('connect', () => (reached = true)));
    outgoing.on('error', fail);
    outgoing.on('response', (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', fail);
      answer.on('end', () =>
        finish({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(pieces).toString('utf8') }),
      );
    });
    outgoing.end(body);
  });
}
