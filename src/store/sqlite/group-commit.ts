import type { DatabaseSync } from 'node:sqlite';
import { isEngineFault, unavailable } from './engine-fault.ts';

interface Waiting {
  work: () => Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Runs units of work that were asked for in the same turn of the event loop inside one transaction, so that they share one fsync.
 * Each unit has a savepoint of its own: one that throws is undone alone. Nobody hears of success before the commit.
 * A unit may only await synchronous work: the whole batch must run within microtasks, so that nothing else sees the open transaction.
 */
export function createGroupCommit(db: DatabaseSync, options: { maxBatch: number }): <T>(work: () => Promise<T>) => Promise<T> {
  const statements = {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    savepoint: db.prepare('SAVEPOINT unit'),
    release: db.prepare('RELEASE unit'),
    undo: db.prepare('ROLLBACK TO unit'),
  };
  const queue: Waiting[] = [];
  let scheduled = false;

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      void flush();
    });
  };

  const flush = async () => {
    const batch = queue.splice(0, options.maxBatch);
    const outcomes: { waiting: Waiting; value?: unknown; error?: unknown; failed: boolean }[] = [];
    try {
      statements.begin.run();
      for (const waiting of batch) {
        statements.savepoint.run();
        try {
          outcomes.push({ waiting, value: await waiting.work(), failed: false });
          statements.release.run();
        } catch (error) {
          outcomes.push({ waiting, error, failed: true });
          statements.undo.run();
          statements.release.run();
        }
      }
      statements.commit.run();
      for (const { waiting, value, error, failed } of outcomes) {
        if (failed) waiting.reject(isEngineFault(error) ? unavailable(error) : error);
        else waiting.resolve(value);
      }
    } catch (error) {
      if (db.isOpen && db.isTransaction) statements.rollback.run();
      for (const waiting of batch) waiting.reject(unavailable(error));
    } finally {
      scheduled = false;
      if (queue.length > 0) schedule();
    }
  };

  return <T>(work: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      schedule();
    });
}
