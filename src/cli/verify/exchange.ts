import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, type Dispatcher, request } from 'undici';
import { type EvidenceRing, showBody } from './evidence.ts';
import type { ProviderAnswer } from './provider-caller.ts';
import { type Evidence, Finding } from './rule.ts';

const MOST_BYTES = 32 * 1024 * 1024;

export interface Outgoing {
  /** What this exchange is, in a few words, for the report. */
  what: string;
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: Uint8Array | undefined;
  /** How the report shows the body, where bytes would not say much. */
  shownBody?: string | undefined;
  slowly?: { pieces: number; pauseMs: number } | undefined;
}

/** Sends requests and keeps each one as evidence. */
export interface Sender {
  /** Throws a Finding when no answer comes. Redirections are not followed. */
  send(outgoing: Outgoing): Promise<ProviderAnswer>;
  /** Sends the first half of the body and closes the connection. */
  breakOff(outgoing: Outgoing & { body: Uint8Array }): Promise<void>;
  close(): Promise<void>;
}

/** `answerTimeoutMs`: how long an answer may take before the provider counts as silent. */
export function createSender(ring: () => EvidenceRing, answerTimeoutMs: number): Sender {
  const agent = new Agent({
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    connect: { timeout: 10_000 },
    keepAliveTimeout: 1000,
  });

  const attempt = async ({ method, url, headers, body, slowly }: Outgoing): Promise<Omit<ProviderAnswer, 'evidence'>> => {
    const started = performance.now();
    const {
      statusCode,
      headers: given,
      body: answer,
    } = await request(url, {
      method: method as Dispatcher.HttpMethod,
      dispatcher: agent,
      headers: { ...headers, ...(body && slowly ? { 'content-length': String(body.length) } : {}) },
      // An answer that comes in drops for ever is none.
      signal: AbortSignal.timeout(2 * answerTimeoutMs),
      ...(body ? { body: slowly ? Readable.from(piecesOf(body, slowly)) : body } : {}),
    });
    const bytes = await readBytes(answer);
    const text = showBody(bytes);
    return { status: statusCode, headers: joined(given), bytes, text, json: parse(text), durationMs: performance.now() - started };
  };

  return {
    async send(outgoing) {
      const { what, method, url, headers, body, shownBody } = outgoing;
      const sent: Evidence['request'] = { method, url, headers, ...(body ? { body: shownBody ?? showBody(body) } : {}) };
      try {
        const answer = await attempt(outgoing);
        const { status, headers: given, text } = answer;
        return { ...answer, evidence: ring().add({ what, request: sent, response: { status, headers: given, body: text } }) };
      } catch (error) {
        const evidence = ring().add({ what, request: sent });
        throw new Finding(ring().clean(`${method} ${pathOf(url)} got no answer: ${silenceOf(error, answerTimeoutMs)}`), [evidence]);
      }
    },
    async breakOff({ what, method, url, headers, body }) {
      const cut = new Error('broken off');
      const half = async function* (): AsyncGenerator<Uint8Array> {
        yield body.subarray(0, body.length >> 1);
        // What was sent shall be there before the connection ends.
        await sleep(20);
        throw cut;
      };
      const sent = {
        method: method as Dispatcher.HttpMethod,
        dispatcher: agent,
        headers: { ...headers, 'content-length': String(body.length) },
      };
      ring().add({ what, request: { method, url, headers } });
      try {
        const { body: answer } = await request(url, { ...sent, body: Readable.from(half()) });
        await answer.dump();
      } catch (error) {
        if (error !== cut)
          throw new Finding(ring().clean(`${method} ${pathOf(url)} could not be begun: ${reasonOf(error)}`), ring().latest(1));
      }
    },
    close: () => agent.destroy(),
  };
}

async function* piecesOf(body: Uint8Array, { pieces, pauseMs }: { pieces: number; pauseMs: number }): AsyncGenerator<Uint8Array> {
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let at = 0; at < body.length; at += size) {
    if (at > 0) await sleep(pauseMs);
    yield body.subarray(at, at + size);
  }
}

async function readBytes(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error(`the answer has more than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const joined = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

const HUNG_UP = ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'];
const TOO_SLOW = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'TimeoutError'];

/** Why no answer came, in words that say where the team behind the provider finds out more. */
function silenceOf(error: unknown, answerTimeoutMs: number): string {
  const { code = '', name = '' } = error as { code?: string; name?: string };
  if (HUNG_UP.includes(code))
    return 'the provider closed the connection without an answer; look in its log for an error at that moment that ended the request or the whole process';
  if (TOO_SLOW.includes(code) || TOO_SLOW.includes(name))
    return `there was none within ${answerTimeoutMs / 1000} s; look for what the request waits for, a lock or a call of the provider's own`;
  if (code === 'ECONNREFUSED') return 'nobody listens there (connection refused); look whether the process still runs';
  return reasonOf(error);
}

const reasonOf = (error: unknown): string => (error as Error).message || ((error as { code?: string }).code ?? 'the connection was closed');
