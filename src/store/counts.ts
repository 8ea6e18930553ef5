import type { Destination } from './records.ts';

export interface Backlog {
  destination: Destination;
  waiting: number;
  /** When the oldest waiting job was written, UTC milliseconds. */
  oldestAt: number | null;
}

export interface Troubles {
  quarantined: number;
  deadLetters: number;
  unknownSends: number;
}

/** Counts whole tables: for tests and audits. */
export interface StoreCounts extends Troubles {
  messages: number;
  deliveries: number;
}
