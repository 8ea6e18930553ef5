import { hiddenNames, MASK, mask, secretNames } from '../telemetry/redaction.ts';
import { answerViolation, operationOf } from './contracts.ts';
import type { Body, Exchange } from './exchange.ts';

/** `everything`: all but secrets, where everything is simulated. `nothing-personal`: what the contracts call secret or personal is masked, and what cannot be read is not shown. */
export type Openness = 'everything' | 'nothing-personal';

/** A body as it may be shown. */
export interface ShownBody {
  size: number | null;
  /** JSON, or a text; null when there is none or it is not shown. */
  content: unknown;
  /** Why it is not shown, or not in full; null when it is. */
  note: string | null;
}

/** Everything about an exchange but its bodies. */
export type ShownSummary = ReturnType<typeof summaryOf>;

const DEEPEST = 32;
const LONGEST_SHOWN = 64 * 1024;

/** What may be told of an exchange to everybody who looks on. */
export function summaryOf(exchange: Exchange, openness: Openness) {
  const { seq, at, side, direction, method, operationId, requestId, status, durationMs } = exchange;
  return {
    id: seq,
    at: new Date(at).toISOString(),
    ...{ side, direction, method, operationId, requestId, status },
    address: addressOf(exchange, openness),
    durationMs: Math.round(durationMs * 10) / 10,
  };
}

/** An exchange with its bodies and what its contract says of it. */
export async function showExchange(exchange: Exchange, openness: Openness) {
  // Before anything is waited for: an exchange that leaves the journal meanwhile loses its bodies.
  const bodies = { request: bodyOf(exchange.request, openness), response: bodyOf(exchange.response, openness) };
  return { ...summaryOf(exchange, openness), ...(await verdictOf(exchange)), ...bodies };
}

async function verdictOf({ direction, operationId, status, response, broken }: Exchange) {
  if (broken) return { verdict: `broken-by-${broken.by}` as const, violation: broken.how };
  if (direction === 'in') return { verdict: 'kept' as const, violation: null };
  // What was answered outside of the contracts we have cannot be judged; neither can what we did not keep.
  if (operationId === null || status === 0 || (response.value === undefined && response.size !== 0))
    return { verdict: 'unchecked' as const, violation: null };
  const violation = await answerViolation(operationId, status, decoded(response.value));
  return violation === undefined ? { verdict: 'kept' as const, violation: null } : { verdict: 'broken-by-answer' as const, violation };
}

const personalNames: ReadonlySet<string> = new Set([...hiddenNames, ...secretNames]);
const namesFor = (openness: Openness): ReadonlySet<string> => (openness === 'everything' ? secretNames : personalNames);

/** What in an address opens something, though in a body it is harmless: the grant of an OAuth callback. */
const GRANTS = new Set(['code', 'state']);

/** Variables of the path and of the query are masked like any other value of their name. */
function addressOf({ url, operationId }: Exchange, openness: Openness): string {
  const names = namesFor(openness);
  const [address = '', query] = url.split('?', 2);
  const template = operationId === null ? undefined : operationOf(operationId)?.path;
  const path = template === undefined ? address : maskedPath(address, template, names);
  if (!query) return path;
  const shown = [...new URLSearchParams(query)].map(([name, value]) => {
    const isHidden = names.has(name) || GRANTS.has(name);
    return `${name}=${isHidden ? MASK : encodeURIComponent(value)}`;
  });
  return `${path}?${shown.join('&')}`;
}

function maskedPath(address: string, template: string, names: ReadonlySet<string>): string {
  const [segments, pattern] = [address.split('/'), template.split('/')];
  const offset = segments.length - pattern.length;
  return segments
    .map((segment, index) => {
      const [, name] = /^\{(.+)\}$/.exec(pattern[index - offset] ?? '') ?? [];
      return name !== undefined && names.has(name) ? MASK : segment;
    })
    .join('/');
}

function bodyOf({ value, size }: Body, openness: Openness): ShownBody {
  if (value === undefined) return { size, content: null, note: size === 0 ? null : 'not kept: too large, or a file' };
  const content = decoded(value);
  if (typeof content === 'string') {
    if (content === '') return { size, content: null, note: null };
    return openness === 'everything' ? cut(content, size) : { size, content: null, note: 'a text, which may hold anything' };
  }
  const masked = mask(content, namesFor(openness), DEEPEST);
  const text = JSON.stringify(masked) ?? 'null';
  return text.length > LONGEST_SHOWN ? cut(text, size) : { size, content: masked, note: null };
}

const cut = (text: string, size: number | null): ShownBody =>
  text.length > LONGEST_SHOWN
    ? { size, content: text.slice(0, LONGEST_SHOWN), note: `cut after ${LONGEST_SHOWN} characters` }
    : { size, content: text, note: null };

/** JSON decoded, other text as it is. */
function decoded(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return decoded(value.toString('utf8'));
  if (typeof value === 'string') {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return value;
    }
  }
  return value;
}

/** Whether an exchange holds one of the words: in its address, or in what was said. */
export function mentions({ url, request, response }: Exchange, words: readonly string[]): boolean {
  const texts = [url, textOf(request), textOf(response)];
  return words.some((word) => texts.some((text) => text.includes(word)));
}

function textOf({ value }: Body): string {
  if (Buffer.isBuffer(value)) return value.toString('utf8');
  if (typeof value === 'string') return value;
  return JSON.stringify(value) ?? '';
}
