import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId } from '../ids.ts';
import type { Destination } from '../records.ts';
import type { StoreReads } from '../store.ts';
import { inOneRead } from './one-read.ts';

export function createTallyReads(db: DatabaseSync) {
  const sql = {
    tallies: db.prepare(
      `SELECT t.*, (SELECT count(*) FROM outbox o WHERE o.channel_id = t.channel_id AND o.destination = t.destination AND o.opening = 1) AS jobs
       FROM tallies t ORDER BY t.channel_id, t.destination`,
    ),
    quarantined: db.prepare('SELECT count(*) AS items FROM quarantine'),
  };
  return {
    tallies: inOneRead(db, () => ({
      tallies: sql.tallies.all().map((row) => ({
        channelId: row['channel_id'] as ChannelId,
        destination: row['destination'] as Destination,
        kept: row['kept'] as number,
        waiting: row['waiting'] as number,
        delivered: row['delivered'] as number,
        refused: row['refused'] as number,
        unknown: row['unknown'] as number,
        jobs: row['jobs'] as number,
      })),
      quarantined: sql.quarantined.get()?.['items'] as number,
    })),
  } satisfies Pick<StoreReads, 'tallies'>;
}
