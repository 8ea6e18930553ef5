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

/** Keeps an exchange that has ended, and tells whoever looks on. The event has no need of the bodies: the journal alone keeps them, within its bounds. */
export function record({ journal, events, openness }: Recording, ended: Omit<Exchange, 'seq'>): void {
  const exchange = journal.record(ended);
  events.publish('exchange', () => summaryOf(exchange, openness));
}
