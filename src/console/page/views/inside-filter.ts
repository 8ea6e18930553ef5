import type { Entry, Exchange } from './inside-exchange-log.ts';

/** What somebody wants to see of the log; empty values stand for everything. */
export interface Filter {
  side: '' | Exchange['side'];
  direction: '' | Exchange['direction'];
  operationId: string;
  status: '' | StatusClass;
  violations: boolean;
  text: string;
}

export type StatusClass = '2xx' | '3xx' | '4xx' | '5xx' | 'none';

export const EVERYTHING: Filter = { side: '', direction: '', operationId: '', status: '', violations: false, text: '' };

export const statusClassOf = (status: number): StatusClass => (status === 0 ? 'none' : (`${Math.floor(status / 100)}xx` as StatusClass));

export const isBroken = ({ verdict }: Exchange): boolean => verdict === 'broken-by-request' || verdict === 'broken-by-answer';

/** How many of the filter's parts are in use. */
export const partsInUse = (filter: Filter): number =>
  (Object.keys(EVERYTHING) as (keyof Filter)[]).filter((part) => filter[part] !== EVERYTHING[part]).length;

/** What fits, in its order. Words between the lines stay while everything is shown. */
export function fitting(entries: readonly Entry[], filter: Filter): readonly Entry[] {
  if (partsInUse(filter) === 0) return entries;
  const words = filter.text.trim().toLowerCase();
  return entries.filter((entry) => 'exchange' in entry && fits(entry.exchange, filter, words));
}

const fits = (exchange: Exchange, { side, direction, operationId, status, violations }: Filter, words: string): boolean =>
  (side === '' || exchange.side === side) &&
  (direction === '' || exchange.direction === direction) &&
  (operationId === '' || exchange.operationId === operationId) &&
  (status === '' || statusClassOf(exchange.status) === status) &&
  (!violations || isBroken(exchange)) &&
  (words === '' || searchable(exchange).includes(words));

const texts = new WeakMap<Exchange, string>();

/** Everything of an exchange that a word may be in, made once. */
function searchable(exchange: Exchange): string {
  const known = texts.get(exchange);
  if (known !== undefined) return known;
  const { method, operationId, address, status, requestId, violation, request, response } = exchange;
  const parts = [
    method,
    operationId,
    address,
    status,
    requestId,
    violation,
    JSON.stringify(request.content),
    JSON.stringify(response.content),
  ];
  const text = parts.join(' ').toLowerCase();
  texts.set(exchange, text);
  return text;
}
