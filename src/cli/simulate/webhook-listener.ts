import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { request } from 'undici';
import { describeWebhook } from './describe-webhook.ts';

export interface WebhookListenerOptions {
  appSecret: string;
  /** Any is taken when undefined. */
  verifyToken: string | undefined;
  /** Where each webhook goes on to; 200 is answered without it. */
  forward: string | undefined;
  print(line: string): void;
}

export interface WebhookListener {
  /** Listens on loopback and returns the address. */
  start(port: number): Promise<string>;
  stop(): Promise<void>;
}

interface Answer {
  status: number;
  body: string;
}

/** A receiver of Meta's webhooks that tells what it gets: one line for each. Holds nothing. */
export function createWebhookListener({ appSecret, verifyToken, forward, print }: WebhookListenerOptions): WebhookListener {
  const answerTo = async (incoming: IncomingMessage): Promise<Answer> => {
    const query = new URL(incoming.url ?? '/', 'http://listener').searchParams;
    if (incoming.method === 'GET' && query.get('hub.mode') === 'subscribe') {
      const right = verifyToken === undefined || query.get('hub.verify_token') === verifyToken;
      print(right ? 'handshake  accepted' : 'handshake  REFUSED: another verify token');
      return right ? { status: 200, body: query.get('hub.challenge') ?? '' } : { status: 403, body: 'another verify token' };
    }
    if (incoming.method !== 'POST') return { status: 405, body: 'webhooks are posted' };
    const bytes = await readAll(incoming);
    const signed = isSigned(appSecret, bytes, incoming.headers['x-hub-signature-256']);
    if (!signed) {
      print(`signature WRONG  ${describeWebhook(bytes)}  → 401`);
      return { status: 401, body: 'the signature is missing or wrong' };
    }
    const answer = forward === undefined ? { status: 200, body: '' } : await pass(forward, bytes, incoming);
    print(`signature ok  ${describeWebhook(bytes)}  → ${answer.status}`);
    return answer;
  };

  const server = createServer((incoming, response) => {
    answerTo(incoming).then(
      ({ status, body }) => response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(body),
      // The caller went away in the middle of its body: nobody is left to answer.
      () => response.destroy(),
    );
  });
  return {
    start: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
      }),
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function isSigned(appSecret: string, bytes: Buffer, header: string | string[] | undefined): boolean {
  const given = Buffer.from(String(header ?? ''));
  const right = Buffer.from(`sha256=${createHmac('sha256', appSecret).update(bytes).digest('hex')}`);
  return given.length === right.length && timingSafeEqual(given, right);
}

/** The same bytes with the same signature to the provider. 502 when it does not answer, so that the webhook is repeated. */
async function pass(forward: string, bytes: Buffer, { headers }: IncomingMessage): Promise<Answer> {
  try {
    const response = await request(forward, {
      method: 'POST',
      headers: {
        'content-type': headers['content-type'] ?? 'application/json',
        'x-hub-signature-256': String(headers['x-hub-signature-256']),
      },
      body: bytes,
    });
    return { status: response.statusCode, body: await response.body.text() };
  } catch (error) {
    return { status: 502, body: (error as Error).message || 'the provider did not answer' };
  }
}
