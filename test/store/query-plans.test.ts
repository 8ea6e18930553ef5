import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createSecretBox } from '../../src/store/secrets.ts';
import { migrate } from '../../src/store/sqlite/migrations.ts';
import { createTransaction } from '../../src/store/sqlite/transaction.ts';
import { createTransactionMemo } from '../../src/store/sqlite/transaction-memo.ts';
import { firstKey, T } from './conformance/fixture.ts';

/** They grow with every customer, message or call. */
const growing = [
  ...['alias_links', 'attachments', 'attempts', 'contacts', 'conversations', 'crm_spend', 'deliveries', 'erased_wamids', 'inbound_files'],
  ...['lanes', 'messages', 'outbox', 'sends', 'statuses', 'wamids'],
];

/** What may walk through a whole channel or table, and why. */
const walks: readonly { reason: string; statement: RegExp }[] = [
  { reason: 'erases a company in batches', statement: /IN \(SELECT .* LIMIT \?2\)$|WHERE c\.erasure_id = \? LIMIT \?$/ },
  { reason: 'one step to the end of the index', statement: /max\(position\)/ },
  { reason: 'one step to the end or beginning of the index', statement: /^SELECT min\(due_at\)/ },
  { reason: 'walks only an index of what is in trouble', statement: /AS unknown_sends$/ },
  { reason: 'asked by operators and scrapes; grows with what waits', statement: /FROM outbox GROUP BY destination$/ },
  {
    reason: 'a person opens the set-up; ends at the first row that tells',
    statement: /last_inbound_at IS NOT NULL LIMIT 1$|state = 'accepted' LIMIT 1$/,
  },
  { reason: 'ends at the first row', statement: /^SELECT 1 FROM erased_wamids WHERE channel_id = \? LIMIT 1$/ },
  { reason: 'asked by tests', statement: /AS deliveries$/ },
  { reason: 'asked by a person on the command line', statement: /COLLATE NOCASE/ },
  { reason: 'once for each person who is erased', statement: /SET via_kind = NULL/ },
];

interface Step {
  detail: string;
}

function statements(): { db: DatabaseSync; all: string[] } {
  const db = new DatabaseSync(':memory:');
  migrate(db, T);
  const all = new Set<string>();
  const prepare = db.prepare.bind(db);
  db.prepare = (sql: string) => {
    all.add(sql);
    return prepare(sql);
  };
  createTransaction(db, createSecretBox([firstKey]), createTransactionMemo(db));
  db.prepare = prepare;
  return { db, all: [...all].filter((sql) => /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)/.test(sql)) };
}

/** The table behind a name that a plan uses. */
const tableOf = (sql: string, name: string): string =>
  growing.find((table) => table === name || new RegExp(`\\b${table} (AS )?${name}\\b`).test(sql)) ?? name;

const isWalk = (sql: string, { detail }: Step): boolean => {
  const found = /^(SCAN|SEARCH) (\w+)(?: USING .*?(\(.*\)))?/.exec(detail);
  if (!found) return false;
  const [, way, name = '', keys] = found;
  return growing.includes(tableOf(sql, name)) && (way === 'SCAN' || keys === '(channel_id=?)');
};

test('every statement of the store: finds its rows by an index, however large the tables are', () => {
  const { db, all } = statements();
  expect(all.length).toBeGreaterThan(150);
  const bad = all.flatMap((sql) => {
    const line = sql.replace(/\s+/g, ' ').trim();
    const steps = (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as unknown as Step[]).filter((step) => isWalk(sql, step));
    return steps.length === 0 || walks.some(({ statement }) => statement.test(line))
      ? []
      : [`${line} → ${steps.map(({ detail }) => detail).join('; ')}`];
  });
  expect(bad).toEqual([]);
});
