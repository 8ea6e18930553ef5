import type { ChannelId } from './ids.ts';
import type { Destination } from './records.ts';

/** Where a message stands with the destination it is bound for; each message stands in exactly one place. */
export const courses = ['kept', 'waiting', 'delivered', 'refused', 'unknown'] as const;
export type Course = (typeof courses)[number];

/** Messages of a channel that are bound for one destination, by where they stand. */
export interface Tally {
  channelId: ChannelId;
  destination: Destination;
  /** Nobody is to bring them anywhere: the history from before the connection, and everything while the CRM is switched off. */
  kept: number;
  /** Not yet delivered for the first time. */
  waiting: number;
  delivered: number;
  /** Given up, or refused at the far end. */
  refused: number;
  /** WhatsApp gave no answer, so that nobody knows until a status tells. */
  unknown: number;
  /** Jobs that stand for a waiting message: as many as are waiting, or something was lost. */
  jobs: number;
}

/** Everything counted in one consistent read. */
export interface Tallies {
  tallies: Tally[];
  /** Items that were set aside. */
  quarantined: number;
}
