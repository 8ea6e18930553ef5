import { connect, type Socket } from 'node:net';
import { answerParent } from './child.ts';
import { percentile } from './report.ts';
import { createTraffic, type SignedWebhook, type TrafficOptions } from './traffic.ts';

/** One burst of webhooks. */
export interface LoadJob extends TrafficOptions {
  port: number;
  path: string;
  connections: number;
  seconds: number;
  /** Webhooks per second, due at even distances; undefined: every connection sends as soon as it is answered. */
  rate?: number;
  /** How many webhooks are made before the burst, so that making them takes no time from the server; more are made on the way. */
  prepared: number;
  /** The burst ends after these many, if that comes first. */
  most?: number;
}

export interface LoadResult {
  /** Webhooks answered with 200 within the burst. */
  answered: number;
  /** Answers with another status, and connections that broke. */
  refused: number;
  seconds: number;
  webhooksPerSecond: number;
  updatesPerSecond: number;
  /** From the moment a webhook was due (closed loop: sent) to its answer, milliseconds. */
  p50: number;
  p99: number;
  worst: number;
}

interface Due {
  webhook: SignedWebhook;
  dueAt: number;
}

/** One keep-alive connection with one request at a time on it. */
class Connection {
  readonly #socket: Socket;
  readonly #path: string;
  #received = '';
  /** The other side is gone; nothing more goes out on this one. */
  broken = false;
  #onAnswer: ((status: number) => void) | undefined;

  constructor(port: number, path: string) {
    this.#path = path;
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (chunk: string) => this.#take(chunk));
    this.#socket.on('error', () => this.#break());
    this.#socket.on('close', () => this.#break());
  }

  send({ body, signature }: SignedWebhook, onAnswer: (status: number) => void): void {
    if (this.broken) {
      onAnswer(0);
      return;
    }
    this.#onAnswer = onAnswer;
    const head = `POST ${this.#path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: facebookexternalua\r\nAccept: */*\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256=${signature}\r\nContent-Length: ${body.length}\r\n\r\n`;
    this.#socket.write(Buffer.concat([Buffer.from(head, 'latin1'), body]));
  }

  close(): void {
    this.#onAnswer = undefined;
    this.#socket.destroy();
  }

  #break(): void {
    this.broken = true;
    this.#finish(0);
  }

  #take(chunk: string): void {
    this.#received += chunk;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(this.#received.slice(0, end))?.[1] ?? 0);
    if (this.#received.length < end + 4 + length) return;
    const status = Number(this.#received.slice(9, 12));
    this.#received = '';
    this.#finish(status);
  }

  #finish(status: number): void {
    const answer = this.#onAnswer;
    this.#onAnswer = undefined;
    answer?.(status);
  }
}

async function run(job: LoadJob): Promise<LoadResult> {
  const make = createTraffic(job);
  const prepared = Array.from({ length: job.prepared }, make);
  let next = 0;
  const webhook = () => prepared[next++] ?? make();
  const isOver = (at: number) => at >= end || next >= (job.most ?? Number.POSITIVE_INFINITY);
  const latencies: number[] = [];
  let refused = 0;
  let answered = 0;
  const connections = Array.from({ length: job.connections }, () => new Connection(job.port, job.path));
  const started = performance.now();
  const end = started + job.seconds * 1000;

  const sendOn = (connection: Connection, due: Due, then: () => void) =>
    connection.send(due.webhook, (status) => {
      const at = performance.now();
      if (status !== 200) refused += 1;
      else if (job.rate !== undefined || at <= end) {
        answered += 1;
        latencies.push(at - due.dueAt);
      }
      then();
    });

  if (job.rate === undefined) {
    await Promise.all(
      connections.map(
        (connection) =>
          new Promise<void>((resolve) => {
            const again = () => {
              const at = performance.now();
              if (!isOver(at) && !connection.broken) sendOn(connection, { webhook: webhook(), dueAt: at }, again);
              else resolve();
            };
            again();
          }),
      ),
    );
  } else await openLoop(job.rate, Math.round(job.rate * job.seconds), started, connections, webhook, sendOn);
  for (const connection of connections) connection.close();
  const seconds = job.rate === undefined ? job.seconds : (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    answered,
    refused,
    seconds,
    webhooksPerSecond: answered / seconds,
    updatesPerSecond: (answered * job.updatesPerWebhook) / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    worst: latencies.at(-1) ?? Number.NaN,
  };
}

function openLoop(
  rate: number,
  total: number,
  started: number,
  connections: readonly Connection[],
  webhook: () => SignedWebhook,
  sendOn: (connection: Connection, due: Due, then: () => void) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const idle = [...connections];
    const waiting: Due[] = [];
    let due = 0;
    let done = 0;
    const pump = () => {
      for (let connection = idle.at(-1); connection && waiting.length > 0; connection = idle.at(-1)) {
        const free = connection;
        idle.pop();
        sendOn(free, waiting.shift() as Due, () => {
          if (!free.broken) idle.push(free);
          done += 1;
          if (done === total || connections.every(({ broken }) => broken)) resolve();
          pump();
        });
      }
    };
    const tick = () => {
      const at = performance.now();
      for (; due < total && started + (due * 1000) / rate <= at; due += 1)
        waiting.push({ webhook: webhook(), dueAt: started + (due * 1000) / rate });
      pump();
      if (due < total) setTimeout(tick, 1);
    };
    tick();
  });
}

if (import.meta.main) answerParent({}, { run, stop() {} });
