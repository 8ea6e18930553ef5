import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { closedBox, type SecretBox } from '../secrets.ts';
import type { Store, StoreReads } from '../store.ts';
import { createDueTimes } from './due-times.ts';
import { isEngineFault, unavailable } from './engine-fault.ts';
import { createGroupCommit } from './group-commit.ts';
import { migrate } from './migrations.ts';
import { createReads } from './reads.ts';
import { sealWithFirstKey } from './sealed-secrets.ts';
import { createTransaction } from './transaction.ts';
import { createTransactionMemo, type TransactionMemo } from './transaction-memo.ts';

export interface SqliteOptions {
  path: string;
  secrets: SecretBox;
  now: () => number;
  /** Called when every secret is sealed with the first key, with the number of those that were not before. */
  onSealed?: (anew: number) => void;
}

/** How many units of work share one commit at most, and after how long no further one joins: both bound how long the event loop is away. */
const BATCH = { maxBatch: 256, longestMs: 50 };

/**
 * Opens the embedded engine: WAL, `synchronous=FULL` (a commit survives a power cut), one connection that writes and one that reads, so
 * that no read ever sees what is not committed. Every secret in it is sealed with the first key from then on, unless the box is closed. Throws when the file cannot be opened or belongs to a newer
 * program, and WrongKey when no key of the ring opens one of its secrets.
 */
export function openSqliteStore({ path, secrets, now, onSealed }: SqliteOptions): Store {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const writer = new DatabaseSync(path);
  writer.exec('PRAGMA busy_timeout = 5000');
  switchToWal(writer);
  writer.exec(`
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA cache_size = -8000;
    PRAGMA secure_delete = ON;
  `);
  try {
    // A table that a migration replaces is overwritten: what it held would outlast its erasure in pages that came free.
    migrate(writer, now());
    writer.exec('PRAGMA secure_delete = FAST');
    if (secrets !== closedBox) {
      const anew = sealWithFirstKey(writer, secrets);
      onSealed?.(anew);
    }
  } catch (error) {
    writer.close();
    throw error;
  }
  const reader = new DatabaseSync(path, { readOnly: true });
  reader.exec('PRAGMA busy_timeout = 5000; PRAGMA cache_size = -4000;');

  const memo = createTransactionMemo(writer);
  const tx = createTransaction(writer, secrets, memo);
  const commit = createGroupCommit(writer, { ...BATCH, onBegin: forgetForeign(writer, memo), onUndone: memo.forget });
  const pulse = writer.prepare('UPDATE schema_migrations SET applied_at = applied_at WHERE version = 1');
  return {
    ...guarded(reader, createReads(reader, secrets)),
    ...guarded(writer, createDueTimes(writer)),
    transaction: (work) => commit(() => work(tx)),
    ping: () =>
      commit(async () => {
        pulse.run();
      }),
    async wipeTraces() {
      await commit(async () => {});
      return wipeTraces(writer);
    },
    async close() {
      // Let what was asked for be committed first.
      await commit(async () => {});
      reader.close();
      writer.close();
    },
  };
}

/** Keeps what is remembered from one transaction to the next, unless another connection has written meanwhile: another process, or an erasure's own. */
function forgetForeign(writer: DatabaseSync, memo: TransactionMemo): () => void {
  const dataVersion = writer.prepare('PRAGMA data_version');
  let seen: unknown;
  return () => {
    const version = dataVersion.get()?.['data_version'];
    if (version !== seen) memo.forget();
    seen = version;
  };
}

/** Empties the write-ahead log, which still holds pages as they were. It waits for nobody: false when another connection reads an older state. */
function wipeTraces(db: DatabaseSync): boolean {
  if (db.isTransaction) return false;
  db.exec('PRAGMA busy_timeout = 0');
  try {
    return db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
  } finally {
    db.exec('PRAGMA busy_timeout = 5000');
  }
}

const SQLITE_BUSY = 5;
const WAL_ATTEMPTS = 250;
const WAL_PAUSE_MS = 20;

/**
 * Processes that open a fresh file together all want to switch it. SQLite answers all but one with "locked" at once, busy timeout or not, since waiting could be a deadlock;
 * a moment later the switch is made. Throws when the file stays locked for five seconds.
 */
function switchToWal(db: DatabaseSync): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      db.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || attempt === WAL_ATTEMPTS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAL_PAUSE_MS);
    }
  }
}

/** The reads, with faults of the engine told as STORE_UNAVAILABLE instead of in SQLite's words. */
function guarded<Reads extends Partial<StoreReads>>(db: DatabaseSync, reads: Reads): Reads {
  const guard =
    <Arguments extends unknown[], Result>(read: (...given: Arguments) => Result) =>
    (...given: Arguments): Result => {
      try {
        return read(...given);
      } catch (error) {
        throw isEngineFault(error) || !db.isOpen ? unavailable(error) : error;
      }
    };
  return Object.fromEntries(
    Object.entries(reads).map(([name, read]) => [name, guard(read as (...given: unknown[]) => unknown)]),
  ) as unknown as Reads;
}
