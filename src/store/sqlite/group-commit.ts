import type { DatabaseSync } from 'node:sqlite';
import { isEngineFault, unavailable } from './engine-fault.ts';

interface Unit {
  work: () => Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** What a unit came to, told only after the commit. */
type Outcome = { value: unknown } | { error: unknown };

/**
 * Runs units of work that were asked for in the same turn of the event loop inside one transaction, so that they share one fsync. Nobody hears of
 * success before the commit. When a unit throws, the transaction is rolled back and the batch runs once more with a savepoint around each unit, so that the
 * one that throws is undone alone: savepoints cost, and almost no unit throws. So a unit may run twice, and keeps what it makes to itself.
 * It may only await synchronous work: the whole batch must run within microtasks, so that nothing else sees the open transaction.
 */
export function createGroupCommit(
  db: DatabaseSync,
  options: {
    maxBatch: number;
    longestMs: number;
    /** A transaction has begun: another connection may have written since the last one. */
    onBegin(): void;
    /** What was written, in one unit or the whole transaction, is undone. */
    onUndone(): void;
  },
): <T>(work: () => Promise<T>) => Promise<T> {
  const statements = {
    begin: db.prepare('BEGIN IMMEDIATE'),
    commit: db.prepare('COMMIT'),
    rollback: db.prepare('ROLLBACK'),
    savepoint: db.prepare('SAVEPOINT unit'),
    release: db.prepare('RELEASE unit'),
    undo: db.prepare('ROLLBACK TO unit'),
  };
  let queue: Unit[] = [];
  let scheduled = false;

  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      void flush();
    });
  };

  const flush = async () => {
    const batch = queue.slice(0, options.maxBatch);
    queue = queue.slice(options.maxBatch);
    try {
      const outcomes = (await commitTogether(batch)) ?? (await commitIsolated(batch));
      queue = [...batch.splice(outcomes.length), ...queue];
      for (const [index, outcome] of outcomes.entries()) {
        if ('error' in outcome) batch[index]?.reject(outcome.error);
        else batch[index]?.resolve(outcome.value);
      }
    } catch (error) {
      rollBack();
      for (const unit of batch) unit.reject(unavailable(error));
    } finally {
      scheduled = false;
      if (queue.length > 0) schedule();
    }
  };

  const begin = () => {
    statements.begin.run();
    options.onBegin();
  };

  const rollBack = () => {
    if (db.isOpen && db.isTransaction) statements.rollback.run();
    options.onUndone();
  };

  /** What the first units came to, as many as time allowed; undefined, and nothing is written, when one threw. Throws when the engine refuses. */
  const commitTogether = async (batch: readonly Unit[]): Promise<Outcome[] | undefined> => {
    const outcomes: Outcome[] = [];
    const started = performance.now();
    begin();
    for (const { work } of batch) {
      try {
        outcomes.push({ value: await work() });
      } catch (error) {
        if (isEngineFault(error)) throw error;
        rollBack();
        return undefined;
      }
      if (performance.now() - started > options.longestMs) break;
    }
    statements.commit.run();
    return outcomes;
  };

  const commitIsolated = async (batch: readonly Unit[]): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    begin();
    for (const { work } of batch) {
      statements.savepoint.run();
      try {
        outcomes.push({ value: await work() });
      } catch (error) {
        if (isEngineFault(error) || !db.isTransaction) throw error;
        outcomes.push({ error });
        statements.undo.run();
        options.onUndone();
      }
      statements.release.run();
    }
    statements.commit.run();
    return outcomes;
  };

  return <T>(work: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      schedule();
    });
}
