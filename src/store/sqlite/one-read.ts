import type { DatabaseSync } from 'node:sqlite';

/** Lets several statements see the same state: nothing that another process commits meanwhile is seen by some of them. */
export const inOneRead =
  <Arguments extends unknown[], Result>(db: DatabaseSync, read: (...given: Arguments) => Result) =>
  (...given: Arguments): Result => {
    if (db.isTransaction) return read(...given);
    db.exec('BEGIN');
    try {
      return read(...given);
    } finally {
      db.exec('COMMIT');
    }
  };
