import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSecretBox } from '../../src/store/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import { sealedColumns } from '../../src/store/sqlite/sealed-secrets.ts';
import type { NewMessage, Store } from '../../src/store/store.ts';
import { addChannel, addPlace, bury, claim, claimOne, enqueue, firstKey, newChannel, newMessage, T } from './conformance/fixture.ts';
import { describeStore } from './conformance.ts';

const openAt = (path: string, keys: readonly Buffer[] = [firstKey], onSealed?: (anew: number) => void): Store =>
  openSqliteStore({ path, secrets: createSecretBox(keys), now: () => T, ...(onSealed ? { onSealed } : {}) });

const newFolder = () => mkdtemp(join(tmpdir(), 'store-'));

describeStore('sqlite', async () => {
  const folder = await newFolder();
  const path = join(folder, 'deeper', 'provider.db');
  const first = openAt(path);
  let open: Store | undefined = first;
  const close = async () => {
    await open?.close();
    open = undefined;
  };
  return {
    store: first,
    async reopen(keys) {
      await close();
      open = openAt(path, keys);
      return open;
    },
    async bytesAtRest() {
      const files = await readdir(join(folder, 'deeper'));
      return Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, 'deeper', file)))));
    },
    async dispose() {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});

/** The schema as it was before migration 12. */
const undoBalance = (db: DatabaseSync): void => {
  for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()) db.exec(`DROP TRIGGER ${name}`);
  db.exec(`DROP INDEX sends_failed; DROP TABLE tallies; DROP TABLE attempts; ALTER TABLE messages DROP COLUMN bound_for; ALTER TABLE messages DROP COLUMN course;
    ALTER TABLE outbox DROP COLUMN opening; CREATE INDEX outbox_by_age ON outbox (destination, created_at);
    DELETE FROM schema_migrations WHERE version IN (12, 14)`);
};

describe('sqlite alone', () => {
  let folder: string;
  let path: string;
  const opened: Store[] = [];
  const open = (): Store => {
    const store = openAt(path);
    opened.push(store);
    return store;
  };
  beforeEach(async () => {
    folder = await newFolder();
    path = join(folder, 'provider.db');
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    for (const store of opened.splice(0)) await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('open: the connection that writes really runs in WAL with synchronous=FULL', () => {
    const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
    open();
    const connections = new Set(exec.mock.contexts as DatabaseSync[]);
    const writers = [...connections].filter((connection) => {
      try {
        connection.exec('UPDATE schema_migrations SET applied_at = applied_at');
        return true;
      } catch {
        return false;
      }
    });
    expect([connections.size, writers.length]).toEqual([2, 1]);
    const FULL = 2;
    expect(writers[0]?.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: FULL });
    expect(writers[0]?.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  });

  test('transactions asked for at once: share commits; one after the other, each has its own', async () => {
    const store = open();
    const insert = () => store.transaction(async (tx) => tx.insertChannel(newChannel(), 'token'));
    // However long the machine takes: a batch that lasts is ended early.
    vi.spyOn(performance, 'now').mockReturnValue(0);
    const before = await walCommits(path);
    await Promise.all(Array.from({ length: 50 }, insert));
    const together = await walCommits(path);
    for (let n = 0; n < 5; n++) await insert();
    expect({ together: together - before, apart: (await walCommits(path)) - together }).toEqual({ together: 1, apart: 5 });
  });

  test('a channel that another process made or ended between two transactions: is seen by the next one', async () => {
    const [ours, theirs] = [open(), open()];
    const channel = newChannel();
    const seen = () => ours.transaction(async (tx) => tx.channelByPhoneNumberId(channel.phoneNumberId));
    expect(await seen()).toBeUndefined();
    await theirs.transaction(async (tx) => tx.insertChannel(channel, 'token'));
    expect(await seen()).toEqual(channel);
    await theirs.transaction(async (tx) => tx.setChannelState(channel.id, 'deleted'));
    expect(await seen()).toBeUndefined();
  });

  test('COMMIT refused by the engine: every transaction that shared it is rejected, nothing of them stays, and the next one works', async () => {
    const prepare = DatabaseSync.prototype.prepare;
    const SQLITE_FULL = 13;
    let isFull = false;
    vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql) {
      const statement = prepare.call(this, sql);
      if (sql !== 'COMMIT') return statement;
      const run = statement.run.bind(statement);
      statement.run = () => {
        if (isFull) throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: SQLITE_FULL });
        return run();
      };
      return statement;
    });
    const store = open();
    const insert = () => store.transaction(async (tx) => tx.insertChannel(newChannel(), 'token'));
    isFull = true;
    const outcomes = await Promise.allSettled([insert(), insert(), insert()]);
    isFull = false;
    expect(outcomes).toMatchObject(Array(3).fill({ status: 'rejected', reason: { code: 'STORE_UNAVAILABLE' } }));
    expect(await store.channels()).toEqual([]);
    await insert();
    expect(await store.channels()).toHaveLength(1);
  });

  test('open after a newer breaking migration: stops the start with a message that says what to do', async () => {
    await open().close();
    opened.length = 0;
    const db = new DatabaseSync(path);
    db.exec(`INSERT INTO schema_migrations VALUES (99, 'messages moved', 1, ${T})`);
    db.close();
    expect(() => open()).toThrow(/upgraded by a newer version \(migration 99: messages moved\); start that version or restore a backup/);
  });

  test('open after a newer migration that breaks nothing: works', async () => {
    await open().close();
    opened.length = 0;
    const db = new DatabaseSync(path);
    db.exec(`INSERT INTO schema_migrations VALUES (99, 'one more index', 0, ${T})`);
    db.close();
    await addChannel(open());
  });

  test('open what the first release left: rows under way go on, with nothing of what it did not know', async () => {
    const store = open();
    const { channelId, conversationId } = await addPlace(store);
    const ref = { conversationId, seq: 1 };
    await store.transaction(async (tx) => tx.insertSend(channelId, { ...ref, part: 0, text: 'hi', attachmentId: null }));
    await enqueue(store, { channelId, conversationId }, 1, { destination: 'whatsapp' });
    await store.close();
    opened.length = 0;
    const db = new DatabaseSync(path);
    db.exec(`ALTER TABLE sends DROP COLUMN template; ALTER TABLE sends DROP COLUMN media_kind; DROP TABLE inbound_files;
      DROP TABLE alias_links; ALTER TABLE contacts DROP COLUMN username; ALTER TABLE messages DROP COLUMN announced_at;
      CREATE TABLE aliases (channel_id TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL, contact_id TEXT NOT NULL, added_at INTEGER NOT NULL,
        retired_at INTEGER, PRIMARY KEY (channel_id, kind, value)) STRICT, WITHOUT ROWID;
      INSERT INTO aliases VALUES ('${channelId}', 'wa_id', '1', 'pt_1', 1, NULL), ('${channelId}', 'wa_id', '2', 'pt_1', 2, 3);
      DELETE FROM schema_migrations WHERE version IN (2, 3, 5, 6)`);
    undoBalance(db);
    db.close();
    const upgraded = open();
    const linkOf = (value: string) => upgraded.aliasLinks(channelId, { alias: { kind: 'wa_id', value } });
    expect(await linkOf('1')).toMatchObject([{ contactId: 'pt_1', at: 1, reason: 'before-records', via: null, endedAt: null }]);
    expect(await linkOf('2')).toMatchObject([{ contactId: 'pt_1', at: 2, endedAt: 3, endReason: 'number-change' }]);
    expect(await upgraded.sends(channelId, ref)).toMatchObject([{ text: 'hi', mediaKind: null, template: null, state: 'waiting' }]);
    expect(await claim(upgraded, { destination: 'whatsapp' })).toMatchObject([{ conversationId, seq: 1 }]);
  });

  test('open what was there before the balance: every message is counted where it stands', async () => {
    const store = open();
    const place = await addPlace(store);
    const { channelId, conversationId } = place;
    const write = (changes: Partial<NewMessage>) =>
      store.transaction(async (tx) => tx.appendMessage(channelId, conversationId, newMessage(changes)));
    const theirs = { direction: 'outbound', rank: 0 } as const;
    const failure = { code: 131026, reason: 'undeliverable' };
    const buried = await write({});
    await enqueue(store, place, buried);
    await bury(store, await claimOne(store));
    await write({});
    await enqueue(store, place, await write({}));
    await store.transaction(async (tx) => tx.insertPastMessage(channelId, conversationId, newMessage()));
    await write({ ...theirs, deliveryId: 1, rank: 1 });
    await enqueue(store, place, await write(theirs), { destination: 'whatsapp' });
    for (const told of [{ rank: 3 as const }, { failure }, {}, { failure, rank: 2 as const }]) await write({ ...theirs, ...told });
    // News of a message that WhatsApp has: no message waits for that.
    await enqueue(store, place, 6);
    await store.close();
    opened.length = 0;
    const db = new DatabaseSync(path);
    undoBalance(db);
    db.close();
    const { tallies } = await open().tallies();
    const crm = { channelId, destination: 'crm', kept: 1, waiting: 1, delivered: 2, refused: 1, unknown: 0, jobs: 1 };
    const whatsapp = { channelId, destination: 'whatsapp', kept: 0, waiting: 1, delivered: 2, refused: 1, unknown: 1, jobs: 1 };
    expect(tallies).toEqual([crm, whatsapp]);
  });

  test('open again and again: migrations run once and change nothing afterwards', async () => {
    const schema = () => {
      const db = new DatabaseSync(path, { readOnly: true });
      const rows = [
        ...db.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all(),
        ...db.prepare('SELECT * FROM schema_migrations').all(),
      ];
      db.close();
      return rows;
    };
    const channel = await addChannel(open());
    const first = schema();
    open();
    open();
    expect(schema()).toEqual(first);
    expect(await opened[2]?.channels()).toEqual([channel]);
  });

  test('a process with the old key that still runs beside the new one: what it seals is sealed anew at the next start', async () => {
    const [secondKey, thirdKey] = [Buffer.alloc(32, 8), Buffer.alloc(32, 9)];
    const counts: number[] = [];
    const openWith = (...keys: Buffer[]) => {
      const store = openAt(path, keys, (anew) => counts.push(anew));
      opened.push(store);
      return store;
    };
    const old = open();
    await addChannel(old, {}, 'before');
    openWith(secondKey, firstKey);
    const late = await addChannel(old, {}, 'beside');
    // One of two secrets opens: nothing may be changed.
    expect(() => openWith(thirdKey, firstKey)).toThrow(/ENCRYPTION_KEY/);
    openWith(secondKey, firstKey);
    openWith(secondKey, firstKey);
    expect(counts).toEqual([1, 1, 0]);
    expect(await openWith(secondKey).channelAccessToken(late.id)).toBe('beside');
  });

  test('columns of bytes: are either sealed secrets, which every start proves, or known to hold none', async () => {
    open();
    const db = new DatabaseSync(path, { readOnly: true });
    const columns = db
      .prepare(
        `SELECT m.name || '.' || c.name AS name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type = 'BLOB'`,
      )
      .all()
      .map(({ name }) => name as string);
    db.close();
    const plain = ['deliveries.digest', 'deliveries.body', 'erased_wamids.digest'];
    expect(columns.toSorted()).toEqual([...plain, ...sealedColumns.map(({ table, column }) => `${table}.${column}`)].toSorted());
  });

  test('two connections on one file: each sees what the other committed, and claims stay exclusive', async () => {
    const [one, two] = [open(), open()];
    const place = await addPlace(one);
    expect((await two.channel(place.channelId))?.id).toBe(place.channelId);
    await enqueue(two, place, 1);
    const claimed = await Promise.all([claim(one), claim(two)]);
    expect(claimed.flat()).toHaveLength(1);
  });

  test('five processes that start at once on a fresh file: all write, nothing is lost or doubled', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, (_, index) => writeInProcess(path, index, 20)));
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => ({ code: 0, errors: '' })));
    const names = (await open().channels()).map(({ name }) => name).sort();
    const expected = Array.from({ length: 100 }, (_, n) => `p${Math.floor(n / 20)}-${n % 20}`).sort();
    expect(names).toEqual(expected);
  });

  test('a closed database: reads and writes tell STORE_UNAVAILABLE, not the words of the engine', async () => {
    const store = openAt(path);
    await store.close();
    expect(() => store.channels()).toThrow(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }));
    await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  test('a file that is no database: stops the start', async () => {
    const { writeFile } = await import('node:fs/promises');
    await writeFile(path, 'x'.repeat(4096));
    expect(() => open()).toThrow(/not a database/);
  });
});

/** Commits in the write-ahead log: frames whose "size of the database after a commit" is set (sqlite.org/fileformat2.html, section 4.1). */
async function walCommits(path: string): Promise<number> {
  const wal = await readFile(`${path}-wal`);
  const pageSize = wal.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + 24 + pageSize <= wal.length; at += 24 + pageSize) if (wal.readUInt32BE(at + 4) > 0) commits += 1;
  return commits;
}

/** A process of its own that opens the store and inserts channels named after it, one transaction each. */
async function writeInProcess(path: string, process_: number, count: number): Promise<{ code: number; errors: string }> {
  const source = (file: string) => JSON.stringify(new URL(`../../src/store/${file}`, import.meta.url).href);
  const script = `
    const { openSqliteStore } = await import(${source('sqlite/open.ts')});
    const { createSecretBox } = await import(${source('secrets.ts')});
    const { newChannelId, newContactId } = await import(${source('ids.ts')});
    const store = openSqliteStore({ path: ${JSON.stringify(path)}, secrets: createSecretBox([Buffer.alloc(32, 7)]), now: () => ${T} });
    for (let n = 0; n < ${count}; n++) {
      const name = 'p${process_}-' + n;
      const channel = { ...${JSON.stringify(newChannel())}, id: newChannelId(), name, phoneNumberId: name, sourceUserId: newContactId() };
      await store.transaction(async (tx) => tx.insertChannel(channel, 'token'));
    }
    await store.close();`;
  const child = spawn(process.execPath, ['--input-type=module', '--no-warnings', '--eval', script], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, errors };
}
