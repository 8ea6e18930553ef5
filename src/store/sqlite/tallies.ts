import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId } from '../ids.ts';
import type { Destination } from '../records.ts';
import type { StoreReads } from '../store.ts';
import { courses, type Tally } from '../tallies.ts';
import { inOneRead } from './one-read.ts';

/** The numbers that stand for them in `tallies.term` (migration 12). */
const TERMS = [...courses, 'jobs'] as const;

export function createTallyReads(db: DatabaseSync) {
  const sql = {
    tallies: db.prepare('SELECT * FROM tallies ORDER BY channel_id, destination, term'),
    quarantined: db.prepare('SELECT count(*) AS items FROM quarantine'),
  };
  return {
    tallies: inOneRead(db, () => {
      const found = new Map<string, Tally>();
      for (const row of sql.tallies.all()) {
        const channelId = row['channel_id'] as ChannelId;
        const destination = row['destination'] as Destination;
        const key = `${channelId} ${destination}`;
        const tally = found.get(key) ?? { channelId, destination, kept: 0, waiting: 0, delivered: 0, refused: 0, unknown: 0, jobs: 0 };
        const term = TERMS[row['term'] as number];
        if (term) tally[term] = row['amount'] as number;
        found.set(key, tally);
      }
      return { tallies: [...found.values()], quarantined: sql.quarantined.get()?.['items'] as number };
    }),
  } satisfies Pick<StoreReads, 'tallies'>;
}
