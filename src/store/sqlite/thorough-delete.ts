import type { DatabaseSync } from 'node:sqlite';

/**
 * Lets a function's deletions overwrite whole pages as well. Elsewhere only the place of a deleted row is overwritten, which costs nothing; a page that comes free
 * costs a write of its own.
 */
export const createThoroughDelete =
  (db: DatabaseSync) =>
  <Given extends unknown[], Result>(work: (...given: Given) => Result) =>
  (...given: Given): Result => {
    db.exec('PRAGMA secure_delete = ON');
    try {
      return work(...given);
    } finally {
      db.exec('PRAGMA secure_delete = FAST');
    }
  };
