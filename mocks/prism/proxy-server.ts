import { randomUUID } from 'node:crypto';
import { type MockName, readMockedDocument } from './documents.ts';
import { type Front, type FrontAnswer, type FrontRequest, forward, problem, startFront } from './front.ts';
import { startPrism } from './prism-server.ts';

export interface ProxyOptions {
  /** Base address of the service behind the proxy; may carry a path. */
  upstream: string;
  /** 0 takes any free port. */
  port: number;
  /** 127.0.0.1 unless told. */
  host?: string;
  /** Answers with an error (422 for the request, 500 for the answer) instead of passing a violation on. */
  errors?: boolean;
  /** Given every violation, in words without content. */
  onViolation?(line: string): void;
}

/** One request on its way: what the client sent, and what the upstream answered. */
interface Passing {
  request: FrontRequest;
  answer?: FrontAnswer;
  failure?: Error;
}

interface Violation {
  location: string[];
  severity: string;
  code?: string | number;
  message: string;
}

const EXCHANGE = 'x-prism-exchange';
/** Prism replaces a 501 of the upstream by an example; under this number, which no document has, it judges it like any other. */
const NOT_IMPLEMENTED_FOR_PRISM = '599';

/**
 * Starts Prism's validation proxy between a client and a service. Prism reads every body as text, follows redirects and answers for an upstream that
 * says 501; therefore it only judges here: the bytes of request and answer go around it unchanged. Violations stand in the header `sl-violations`.
 */
export async function startProxy(mock: MockName, options: ProxyOptions): Promise<Front> {
  const { upstream, port, host = '127.0.0.1', errors = false, onViolation = () => {} } = options;
  const document = readMockedDocument(mock);
  const passing = new Map<string, Passing>();
  const relay = await startFront(0, '127.0.0.1', (request) => relayTo(upstream, passing.get(String(request.headers[EXCHANGE]))));
  const prism = await startPrism(document.file, { upstream: relay.url, errors });
  const close = async () => {
    await prism.close();
    await relay.close();
  };
  try {
    const front = await startFront(port, host, async (request) => {
      const id = randomUUID();
      const exchange: Passing = { request };
      passing.set(id, exchange);
      try {
        const headers = { ...request.headers, [EXCHANGE]: id };
        const judged = await forward(`${prism.url}${document.documentedPath(request.path)}${request.search}`, { ...request, headers });
        const { answer, violations } = conclude(exchange, judged, errors);
        const operation = document.operationOf(request.method, document.documentedPath(request.path)) ?? 'unknown operation';
        for (const { location, severity, message } of violations)
          onViolation(`${operation} ${answer.status}: ${severity} in ${location.join('.')}: ${message}`);
        return answer;
      } finally {
        passing.delete(id);
      }
    });
    return {
      url: front.url,
      async close() {
        await front.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Prism's upstream: sends the client's own bytes to the real one, and shows Prism an answer that it can judge. */
async function relayTo(upstream: string, exchange: Passing | undefined): Promise<FrontAnswer> {
  if (!exchange) throw new Error('an exchange of which the proxy knows nothing');
  const { request } = exchange;
  try {
    // Uncompressed, because Prism reads along.
    const headers = { ...request.headers, 'accept-encoding': 'identity' };
    const answer = await forward(`${upstream.replace(/\/$/, '')}${request.path}${request.search}`, { ...request, headers });
    exchange.answer = answer;
    const { location: _followed, ...shown } = answer.headers;
    return { ...answer, headers: shown, status: answer.status === 501 ? Number(NOT_IMPLEMENTED_FOR_PRISM) : answer.status };
  } catch (error) {
    exchange.failure = error as Error;
    throw error;
  }
}

/** The upstream's own answer with Prism's judgement, or Prism's where it refused. */
function conclude({ answer, failure }: Passing, judged: FrontAnswer, errors: boolean): { answer: FrontAnswer; violations: Violation[] } {
  if (failure) return { answer: problem(502, 'The upstream did not answer', failure.message || String(failure)), violations: [] };
  const header = judged.headers['sl-violations'];
  const violations = typeof header === 'string' ? readViolations(header) : [];
  const refusal = refusalOf(judged, answer);
  if (refusal && violations.length === 0) violations.push(refusal);
  if (!answer || (errors && refusal)) return { answer: judged, violations };
  if (violations.length === 0) return { answer, violations };
  return { answer: { ...answer, headers: { ...answer.headers, 'sl-violations': JSON.stringify(violations) } }, violations };
}

/** Prism's own problem, when it gave one: a refused request, a refused answer, a body it could not read. */
function refusalOf({ status, headers, body }: FrontAnswer, answer: FrontAnswer | undefined): Violation | undefined {
  if (headers['content-type'] !== 'application/problem+json') return undefined;
  const { type, title, detail } = JSON.parse(body.toString('utf8')) as { type?: string; title?: string; detail?: string };
  // The words of the parser quote the body, which may be personal.
  if (type === 'FetchError') return { location: ['response', 'body'], severity: 'Error', message: 'the body is not valid JSON' };
  if (!type?.startsWith('https://stoplight.io/prism/errors#') && status === answer?.status) return undefined;
  return { location: ['exchange'], severity: 'Error', message: [title, detail].filter(Boolean).join(': ') };
}

/** A header that grew too long is cut off by Prism and is no JSON any more. */
function readViolations(header: string): Violation[] {
  try {
    return JSON.parse(header) as Violation[];
  } catch {
    return [{ location: ['exchange'], severity: 'Error', message: header.slice(0, 1000) }];
  }
}
