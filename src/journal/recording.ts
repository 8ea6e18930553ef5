import type { Events } from './events.ts';
import type { Exchange } from './exchange.ts';
import type { ExchangeJournal } from './exchange-journal.ts';
import { type Openness, summaryOf } from './show-exchange.ts';

export interface Recording {
  journal: ExchangeJournal;
  events: Events;
  openness: Openness;
  now: () => number;
}

/** Keeps an exchange that ends now, and tells whoever looks on. The event holds no bodies: the journal alone keeps them, within its bounds. */
export function record({ journal, events, openness, now }: Recording, ended: Omit<Exchange, 'seq' | 'at'>): void {
  const { request, response, ...head } = journal.record({ ...ended, at: now() });
  events.publish('exchange', () => summaryOf(head, openness));
}
