import type { DatabaseSync } from 'node:sqlite';
import { type SecretBox, WrongKey } from '../secrets.ts';

/** Every column that holds sealed secrets, or nothing once they are gone; each table has its key in `id`. */
export const sealedColumns = [
  { table: 'channels', column: 'access_token' },
  { table: 'installations', column: 'access_token' },
  { table: 'installations', column: 'refresh_token' },
  { table: 'erasures', column: 'subject' },
] as const;

/**
 * Proves that every secret of the store can be opened, and seals those anew that the first key of the ring did not seal; then the other keys are needed no more.
 * Returns how many were. Throws WrongKey, and nothing is changed, when one cannot be opened: its token would fail at some later time.
 */
export function sealWithFirstKey(db: DatabaseSync, secrets: SecretBox): number {
  db.exec('BEGIN IMMEDIATE');
  try {
    const counts = sealedColumns.map(({ table, column }) => {
      const old = db
        .prepare(`SELECT id, ${column} AS sealed FROM ${table} WHERE length(${column}) > 0`)
        .all()
        .map(({ id, sealed }) => ({ id: id as string, sealed: sealed as Uint8Array, secret: opened(secrets, sealed as Uint8Array, table) }))
        .filter(({ sealed }) => !secrets.isCurrent(sealed));
      const update = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE id = ?`);
      for (const { id, secret } of old) update.run(secrets.seal(secret), id);
      return old.length;
    });
    db.exec('COMMIT');
    return counts.reduce((sum, count) => sum + count, 0);
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function opened(secrets: SecretBox, sealed: Uint8Array, table: string): string {
  try {
    return secrets.open(sealed);
  } catch {
    throw new WrongKey(`table ${table}`);
  }
}
