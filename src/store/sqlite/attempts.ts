import type { DatabaseSync } from 'node:sqlite';
import type { Attempt, Destination } from '../records.ts';
import type { StoreTransaction } from '../store.ts';
import type { Row } from './rows.ts';

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

/** Whether one tells nothing that the other does not: somebody who is asked every minute for a week leaves one row. */
const isAlike = (last: Row, { verdict, code, reason, end }: Pick<Attempt, 'verdict' | 'code' | 'reason' | 'end'>): boolean =>
  end === 'waiting' && last['end'] === end && last['verdict'] === verdict && last['code'] === code && last['reason'] === reason;

export function createAttempts(db: DatabaseSync): Attempts {
  const OF = 'channel_id = ? AND conversation_id = ? AND seq = ? AND destination = ?';
  const sql = {
    last: db.prepare(`SELECT nth, verdict, code, reason, end FROM attempts WHERE ${OF} ORDER BY nth DESC LIMIT 1`),
    again: db.prepare(`UPDATE attempts SET times = times + 1, at = ?, duration_ms = ? WHERE ${OF} AND nth = ?`),
    insert: db.prepare(
      `INSERT INTO attempts (channel_id, conversation_id, seq, destination, nth, first_at, at, times, duration_ms, verdict, code, reason, end)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, 1, ?7, ?8, ?9, ?10, ?11)`,
    ),
    forget: db.prepare(
      `DELETE FROM attempts WHERE (channel_id, conversation_id, seq, destination, nth) IN (
         SELECT channel_id, conversation_id, seq, destination, nth FROM attempts WHERE at < ? ORDER BY at LIMIT ?)`,
    ),
  };
  return {
    recordAttempt({ channelId, conversationId, seq, destination }, { at, durationMs, verdict, code, reason, end }) {
      const key = [channelId, conversationId, seq, destination] as const;
      const last = sql.last.get(...key);
      const nth = (last?.['nth'] as number | undefined) ?? 0;
      const took = Math.round(durationMs);
      if (last && isAlike(last, { verdict, code, reason, end })) sql.again.run(at, took, ...key, nth);
      else sql.insert.run(...key, nth + 1, at, took, verdict, code, reason, end);
    },
    forgetAttempts: ({ madeBefore, limit }) => Number(sql.forget.run(madeBefore, limit).changes),
  };
}
