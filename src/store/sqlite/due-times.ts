import type { DatabaseSync } from 'node:sqlite';
import { urgencies } from '../records.ts';
import type { StoreReads } from '../store.ts';

type DueTimes = Pick<StoreReads, 'nextReadyAt' | 'nextInboundFileAt'>;

/**
 * When there is something to be done next: what workers ask whenever something was committed. Of the connection that writes, because it has the pages at hand that it has just written,
 * while those of another are out of date with every commit. So the answer may tell of what is not committed and is undone in the end: the claim that follows it finds out.
 */
export function createDueTimes(writer: DatabaseSync): DueTimes {
  const sql = {
    // One step into the index for each urgency, instead of a walk through all lanes that wait.
    nextReady: writer.prepare(
      `SELECT min(at) AS at FROM (${Object.values(urgencies)
        .map((urgency) => `SELECT min(ready_at) AS at FROM lanes WHERE destination = ?1 AND urgency = ${urgency} AND ready_at IS NOT NULL`)
        .join(' UNION ALL ')})`,
    ),
    nextInboundFile: writer.prepare('SELECT min(due_at) AS at FROM inbound_files'),
  };
  return {
    nextReadyAt: (destination) => (sql.nextReady.get(destination)?.['at'] as number | null) ?? undefined,
    nextInboundFileAt: () => (sql.nextInboundFile.get()?.['at'] as number | null) ?? undefined,
  };
}
