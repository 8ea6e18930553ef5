import type { DatabaseSync } from 'node:sqlite';
import type { DeadLetter } from '../records.ts';
import type { DeadLetterFilter, StoreReads, StoreTransaction } from '../store.ts';
import { laneOf, type Row } from './rows.ts';

type Reads = Pick<StoreReads, 'deadLetters' | 'deadLetter' | 'deadLetterCount'>;
type Writes = Pick<StoreTransaction, 'deadLetter' | 'deadLettersFrom' | 'removeDeadLetter'>;

const FILTER = '(:channelId IS NULL OR channel_id = :channelId) AND (:destination IS NULL OR destination = :destination)';
const valuesOf = ({ channelId, destination }: DeadLetterFilter) => ({ channelId: channelId ?? null, destination: destination ?? null });

export const letterOf = (row: Row): DeadLetter => ({
  ...laneOf(row),
  id: row['id'] as number,
  seq: row['seq'] as number,
  at: row['at'] as number,
  attempts: row['attempts'] as number,
  code: row['code'] as number,
  reason: row['reason'] as string,
});

export function createDeadLetterReads(db: DatabaseSync) {
  const sql = {
    page: db.prepare(`SELECT * FROM dead_letters WHERE ${FILTER} AND id < :before ORDER BY id DESC LIMIT :limit`),
    count: db.prepare(`SELECT count(*) AS letters FROM dead_letters WHERE ${FILTER} AND id > :after`),
    letter: db.prepare('SELECT * FROM dead_letters WHERE id = ?'),
  };
  return {
    deadLetters: ({ limit, before = Number.MAX_SAFE_INTEGER, ...filter }) =>
      sql.page.all({ ...valuesOf(filter), before, limit }).map(letterOf),
    deadLetterCount: ({ after = 0, ...filter }) => (sql.count.get({ ...valuesOf(filter), after }) as Row)['letters'] as number,
    deadLetter(id) {
      const row = sql.letter.get(id);
      return row && letterOf(row);
    },
  } satisfies Reads;
}

export function createDeadLetterWrites(db: DatabaseSync) {
  const sql = {
    from: db.prepare(`SELECT * FROM dead_letters WHERE ${FILTER} AND id > :after ORDER BY id LIMIT :limit`),
    remove: db.prepare('DELETE FROM dead_letters WHERE id = ?'),
  };
  return {
    deadLetter: createDeadLetterReads(db).deadLetter,
    deadLettersFrom: ({ after, limit, ...filter }) => sql.from.all({ ...valuesOf(filter), after, limit }).map(letterOf),
    removeDeadLetter: (id) => sql.remove.run(id).changes === 1,
  } satisfies Writes;
}
