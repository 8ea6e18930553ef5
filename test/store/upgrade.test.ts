import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelId, ContactId, ConversationId } from '../../src/store/ids.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { claim, firstKey, T } from './conformance/fixture.ts';

type Row = Record<string, unknown>;

const channelId = 'ch_schema5first0000000000' as ChannelId;
const [ana, bia] = ['pt_ana0000000000000000000' as ContactId, 'pt_bia0000000000000000000' as ContactId];
const ofAna = 'cv_ana0000000000000000000' as ConversationId;
const ofBia = 'cv_bia0000000000000000000' as ConversationId;

/** Rows that a migration replaces on purpose; the tests below say by what. */
const replaced = ['aliases', 'installations', 'schema_migrations'];

let folder: string;
let path: string;
let store: Store | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upgrade-'));
  path = join(folder, 'provider.db');
  const db = new DatabaseSync(path);
  db.exec(await readFile(fileURLToPath(new URL('schema-5.sql', import.meta.url)), 'utf8'));
  db.close();
});
afterEach(async () => {
  await store?.close();
  store = undefined;
  await rm(folder, { recursive: true, force: true });
});

const upgrade = (): Store => {
  store = openSqliteStore({ path, secrets: createSecretBox([firstKey]), now: () => T });
  return store;
};

function contents(): Map<string, Row[]> {
  const db = new DatabaseSync(path, { readOnly: true });
  const names = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).all();
  const rows = new Map(
    names.map(({ name }) => [
      String(name),
      db
        .prepare(`SELECT * FROM ${name}`)
        .all()
        .map((row) => ({ ...row })),
    ]),
  );
  db.close();
  return rows;
}

describe('a database of schema 5, opened by this program', () => {
  test('keeps the bytes of deliveries once: what is erased later stands in no page that a migration left behind', async () => {
    const word = 'somebody-who-is-erased-later';
    const db = new DatabaseSync(path);
    const insert = db.prepare('INSERT INTO deliveries (digest, received_at, body) VALUES (?, ?, ?)');
    for (let n = 0; n < 50; n++) insert.run(Buffer.from(`digest ${n}`), T, Buffer.from(`${word}${' '.repeat(n * 400)}`));
    db.close();
    await upgrade().close();
    store = undefined;
    expect((await readFile(path, 'latin1')).split(word)).toHaveLength(1 + 50);
  });

  test('is as it was when a step of the upgrade fails, so that the program that knows it still can open it', () => {
    const db = new DatabaseSync(path);
    // In the way of a late step; many others come before it.
    db.exec("CREATE TABLE tallies (mine TEXT) STRICT; INSERT INTO tallies VALUES ('kept')");
    db.close();
    const before = contents();
    expect(upgrade).toThrow(/tallies already exists/);
    expect(contents()).toEqual(before);
  });

  test('has rows in every table, so that nothing can be lost unseen', () => {
    expect([...contents()].filter(([, rows]) => rows.length === 0)).toEqual([]);
  });

  test('keeps every column of every row', async () => {
    const before = contents();
    await upgrade().close();
    store = undefined;
    const after = contents();
    for (const [table, rows] of before) {
      if (replaced.includes(table)) continue;
      const wanted = rows.map((row) => expect.objectContaining(table === 'channels' ? { ...row, installation_id: null } : row));
      expect([table, after.get(table)]).toEqual([table, expect.arrayContaining(wanted)]);
      expect([table, after.get(table)?.length]).toEqual([table, rows.length]);
    }
  });

  test('knows people by what they were known by, and what was left stays left', async () => {
    const upgraded = upgrade();
    const link = { reason: 'before-records', via: null };
    expect(await upgraded.aliasLinks(channelId, { contactId: ana })).toMatchObject([
      { ...link, alias: { kind: 'wa_id', value: '15551230001' }, at: T, endedAt: null },
      { ...link, alias: { kind: 'user_id', value: 'US.1' }, at: T + 1, endedAt: null },
    ]);
    expect(await upgraded.aliasLinks(channelId, { alias: { kind: 'wa_id', value: '15551230002' } })).toMatchObject([
      { ...link, contactId: bia, endedAt: T + 5, endReason: 'number-change' },
    ]);
    expect(await upgraded.conversationByAlias(channelId, { kind: 'wa_id', value: '15551230003' })).toEqual({
      contactId: bia,
      conversationId: ofBia,
    });
    expect((await upgraded.conversation(channelId, ofBia))?.contactFallbackName).toBe('+15551230003');
  });

  test('goes on with what waited: order, leases of a dead process, retries, holds, dead letters, files and secrets', async () => {
    const upgraded = upgrade();
    const heads = async (now: number, destination: 'crm' | 'whatsapp' = 'crm') =>
      (await claim(upgraded, { now, destination })).map(({ conversationId, seq, attempts, urgency }) => ({
        conversationId,
        seq,
        attempts,
        urgency,
      }));
    expect(await heads(T + 19_999)).toEqual([]);
    expect(await heads(T + 20_000)).toEqual([{ conversationId: ofBia, seq: 2, attempts: 1, urgency: 1 }]);
    expect(await heads(T + 30_000)).toEqual([{ conversationId: ofAna, seq: 1, attempts: 0, urgency: 1 }]);
    expect(await heads(T + 59_999, 'whatsapp')).toEqual([]);
    expect(await heads(T + 60_000, 'whatsapp')).toEqual([{ conversationId: ofAna, seq: 3, attempts: 0, urgency: 1 }]);
    const [letter] = await upgraded.deadLetters({ channelId, limit: 9 });
    expect(letter).toMatchObject({ destination: 'crm', conversationId: ofBia, seq: 1, at: T + 9, attempts: 1, code: 400 });
    expect(await upgraded.quarantine({ limit: 9 })).toHaveLength(2);
    expect(await upgraded.nextInboundFileAt()).toBe(T);
    expect(await upgraded.channelAccessToken(channelId)).toBe('token of now');
    const { installationId, registration } = (await upgraded.channel(channelId)) ?? {};
    expect([installationId, registration]).toEqual([null, { state: 'none', note: null, at: null }]);
  });

  test('takes the next message and status as if it had always been of today', async () => {
    const upgraded = upgrade();
    const seen = await upgraded.transaction(async (tx) => {
      const status = { wamid: 'wamid.4' as never, status: 'failed', at: T, failure: null };
      return {
        delivery: await tx.insertDelivery({ receivedAt: T, body: Buffer.from('{}') }),
        isKnown: await tx.isDeliveryKnown(Buffer.from('9b488edbb2e798830229127c7255c839eb6209e9807999261b680d2ebf1ce296', 'hex')),
        isNews: await tx.isDeliveryKnown(Buffer.alloc(32)),
        message: await tx.messageByWamid(channelId, 'wamid.1' as never),
        status: await tx.recordStatus(channelId, status, T),
        erased: await tx.isErased(channelId, 'wamid.1'),
      };
    });
    expect(seen).toEqual({
      delivery: 4,
      isKnown: true,
      isNews: false,
      message: { conversationId: ofAna, seq: 1, part: 0 },
      status: false,
      erased: false,
    });
  });
});
