import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { answerParent } from './child.ts';
import { percentile } from './report.ts';

/** One burst of requests on a simulator. `{n}` in the body or the path becomes a number that counts up; `{phone}` one of the customers. */
export interface CallJob {
  url: string;
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
  phones: string[];
  connections: number;
  seconds: number;
}

export interface CallResult {
  perSecond: number;
  refused: number;
  p50: number;
  p99: number;
  /** Webhooks that came in during the burst and the second after it. */
  webhooks: number;
}

export interface LoadReady {
  /** Takes webhooks and answers 200. */
  sinkUrl: string;
}

let webhooks = 0;
let count = 0;

async function run(job: CallJob): Promise<CallResult> {
  const pool = new Pool(job.url, { connections: job.connections });
  const before = webhooks;
  const latencies: number[] = [];
  let refused = 0;
  const end = performance.now() + job.seconds * 1000;
  const filled = (text: string) =>
    text.replaceAll('{n}', String(++count)).replaceAll('{phone}', job.phones[count % job.phones.length] ?? '');
  const worker = async () => {
    while (performance.now() < end) {
      const started = performance.now();
      const { statusCode, body } = await pool.request({
        method: job.method,
        path: filled(job.path),
        headers: job.headers,
        ...(job.body === undefined ? {} : { body: filled(job.body) }),
      });
      await body.dump();
      if (statusCode === 200) latencies.push(performance.now() - started);
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: job.connections }, worker));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await pool.destroy();
  latencies.sort((a, b) => a - b);
  return {
    perSecond: latencies.length / job.seconds,
    refused,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    webhooks: webhooks - before,
  };
}

if (import.meta.main) {
  const sink = createServer((request, response) => {
    webhooks += 1;
    request.resume().on('end', () => response.end());
  });
  await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
  answerParent({ sinkUrl: `http://127.0.0.1:${(sink.address() as AddressInfo).port}` } satisfies LoadReady, {
    run,
    stop: () => sink.close(),
  });
}
