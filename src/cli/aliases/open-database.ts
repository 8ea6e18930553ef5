import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../../clock.ts';
import { type Environment, isSandbox } from '../../config.ts';
import { closedBox } from '../../store/secrets.ts';
import { isUpToDate } from '../../store/sqlite/migrations.ts';
import { openSqliteStore } from '../../store/sqlite/open.ts';
import type { Store } from '../../store/store.ts';
import { AliasesError } from './aliases-error.ts';

/**
 * Opens the database of a data directory beside the provider that may be running on it. Throws an AliasesError when there is none, or when it has another schema than
 * this program: a provider of another version may be at work on it.
 */
export function openDatabase(given: string | undefined, env: Environment): { store: Store; path: string } {
  const folder = given ?? (env['DATA_DIR']?.trim() || './data');
  const places = [join(folder, 'provider.db'), join(folder, 'sandbox', 'provider.db')];
  const path = (isSandbox(env) ? places.toReversed() : places).find((place) => existsSync(place));
  if (!path) {
    throw new AliasesError(
      `There is no database in ${folder} (provider.db). Name the data directory of the provider with --data DIR or DATA_DIR.`,
    );
  }
  if (!hasOurSchema(path)) {
    throw new AliasesError(
      `${path} was written by another version of the provider. Use the command of that version, or start this version's provider on it once.`,
    );
  }
  const store = openSqliteStore({ path, secrets: closedBox, now: () => systemClock.now() });
  return { store, path };
}

function hasOurSchema(path: string): boolean {
  try {
    using db = new DatabaseSync(path, { readOnly: true });
    return isUpToDate(db);
  } catch (error) {
    throw new AliasesError(`${path} cannot be read as a database: ${(error as Error).message}.`);
  }
}
