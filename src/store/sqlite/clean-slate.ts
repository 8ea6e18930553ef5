import type { DatabaseSync } from 'node:sqlite';
import type { StoreTransaction } from '../store.ts';

/** What a store is, and who is connected; everything else is what happened. */
const KEPT: ReadonlySet<string> = new Set(['schema_migrations', 'channels', 'installations']);

/** Empties the store, whatever tables it has. */
export function createCleanSlate(db: DatabaseSync): Pick<StoreTransaction, 'forgetEverything'> {
  return {
    forgetEverything(kept) {
      const files = db.prepare('SELECT DISTINCT file FROM attachments').all();
      const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'`).all();
      for (const { name } of tables) if (!KEPT.has(name as string)) db.exec(`DELETE FROM "${name as string}"`);
      db.prepare('DELETE FROM channels WHERE id NOT IN (SELECT value FROM json_each(?))').run(JSON.stringify(kept));
      db.exec(`UPDATE channels SET state = 'active'`);
      return files.map(({ file }) => file as string);
    },
  };
}
