import type { DatabaseSync } from 'node:sqlite';
import type { Attempt, Destination } from '../records.ts';
import type { StoreTransaction } from '../store.ts';
import type { Row } from './rows.ts';
import { createThoroughDelete } from './thorough-delete.ts';

type Attempts = Pick<StoreTransaction, 'recordAttempt' | 'forgetAttempts'>;

export const attemptOf = (row: Row): Attempt => ({
  destination: row['destination'] as Destination,
  firstAt: row['first_at'] as number,
  at: row['at'] as number,
  times: row['times'] as number,
  durationMs: row['duration_ms'] as number,
  verdict: row['verdict'] as string,
  code: row['code'] as number | null,
  reason: row['reason'] as string | null,
  end: row['end'] as string,
});

/** Whether one tells nothing that the other does not, of those that left the job waiting: somebody who is asked every minute for a week leaves one row. */
const isAlike = (last: Row, { verdict, code, reason, end }: Pick<Attempt, 'verdict' | 'code' | 'reason' | 'end'>): boolean =>
  last['end'] === end && last['verdict'] === verdict && last['code'] === code && last['reason'] === reason;

export function createAttempts(db: DatabaseSync) {
  const OF = 'channel_id = ? AND conversation_id = ? AND seq = ? AND destination = ?';
  const sql = {
    last: db.prepare(`SELECT nth, verdict, code, reason, end FROM attempts WHERE ${OF} ORDER BY nth DESC LIMIT 1`),
    again: db.prepare(`UPDATE attempts SET times = times + 1, at = ?, duration_ms = ? WHERE ${OF} AND nth = ?`),
    insert: db.prepare(
      `INSERT INTO attempts (channel_id, conversation_id, seq, destination, nth, first_at, at, times, duration_ms, verdict, code, reason, end)
       SELECT ?1, ?2, ?3, ?4, coalesce(
         (SELECT max(nth) FROM attempts WHERE channel_id = ?1 AND conversation_id = ?2 AND seq = ?3 AND destination = ?4), 0) + 1,
         ?5, ?5, 1, ?6, ?7, ?8, ?9, ?10
       FROM messages WHERE channel_id = ?1 AND conversation_id = ?2 AND seq = ?3`,
    ),
    forget: db.prepare(
      `DELETE FROM attempts WHERE (channel_id, conversation_id, seq, destination, nth) IN (
         SELECT channel_id, conversation_id, seq, destination, nth FROM attempts WHERE at < ? ORDER BY at LIMIT ?)`,
    ),
  };
  return {
    recordAttempt({ channelId, conversationId, seq, destination }, { at, durationMs, verdict, code, reason, end }) {
      const key = [channelId, conversationId, seq, destination] as const;
      const took = Math.round(durationMs);
      const last = end === 'waiting' ? sql.last.get(...key) : undefined;
      if (last && isAlike(last, { verdict, code, reason, end })) sql.again.run(at, took, ...key, last['nth'] as number);
      else sql.insert.run(...key, at, took, verdict, code, reason, end);
    },
    // A reason may name somebody who is erased later.
    forgetAttempts: createThoroughDelete(db)(({ madeBefore, limit }) => Number(sql.forget.run(madeBefore, limit).changes)),
  } satisfies Attempts;
}
