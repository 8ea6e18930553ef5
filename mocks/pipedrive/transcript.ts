import type { Clock } from '../../src/clock.ts';
import type { ObservedExchange } from '../../src/http/dispatch.ts';
import type { Journal, JournalEntry } from '../journal.ts';
import { violationOf } from './refused-messages.ts';

/** OAuth answers and forms hold credentials in these fields. */
const SECRETS = new Set(['access_token', 'refresh_token', 'code', 'token']);
const OAUTH = new Set(['requestToken', 'revokeToken']);

const withoutSecrets = (body: unknown): unknown =>
  typeof body === 'object' && body !== null
    ? Object.fromEntries(Object.entries(body).map(([name, value]) => [name, SECRETS.has(name) ? '(left out)' : value]))
    : body;

/** What a call that was served looks like in the journal. `answered` is false when its answer was lost on the way. */
export function servedEntry(at: number, exchange: ObservedExchange, answered: boolean): Omit<JournalEntry, 'seq'> {
  const { operationId, method, url, requestBody, status, responseBody } = exchange;
  // The page of consent and its links are of no use later, and hold the app's signed state.
  const clean = operationId === 'authorize' ? () => null : OAUTH.has(operationId) ? withoutSecrets : (body: unknown) => body;
  return {
    at,
    side: 'pipedrive',
    direction: 'in',
    operationId,
    method,
    url: operationId === 'authorize' ? url.replace(/([?&]state=)[^&]*/g, '$1(left out)') : url,
    request: clean(requestBody) ?? null,
    status: answered ? status : 0,
    response: answered ? (clean(responseBody) ?? null) : null,
    violation: violationOf(exchange) ?? null,
  };
}

/** One call that the simulator made. */
export interface MadeCall {
  /** null for addresses that are no operation, such as links to files. */
  operationId: string | null;
  method: string;
  url: string;
  request: unknown;
}

/** Opens a journal entry for a call that is about to be made; what is returned closes it. */
export function recordMadeCall(journal: Journal | undefined, clock: Clock, call: MadeCall): (status: number, response: unknown) => void {
  const at = clock.now();
  return (status, response) => journal?.record({ at, side: 'pipedrive', direction: 'out', ...call, status, response, violation: null });
}

/** A body as the journal keeps it: decoded where it is JSON, as text otherwise. */
export function decodedBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
