import type { DatabaseSync } from 'node:sqlite';

interface Migration {
  version: number;
  name: string;
  /** An older program cannot work on a schema with this migration. */
  breaking: boolean;
  sql: string;
}

/**
 * Append-only. Every key starts with the channel, so that the tables can be split by it; the exceptions are what arrives before a channel is
 * known (deliveries, quarantine), installations, which own channels, and what is looked for in all channels at once (by file, by age). Tables whose rows are read in key order are stored in it (WITHOUT ROWID).
 */
const migrations: readonly Migration[] = [
  {
    version: 1,
    name: 'messages in, messages out',
    breaking: true,
    sql: `
CREATE TABLE installations (
  id TEXT PRIMARY KEY,
  access_token BLOB NOT NULL,
  api_domain TEXT NOT NULL
) STRICT;

CREATE TABLE channels (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'disabled', 'suspended', 'deleted')),
  phone_number_id TEXT NOT NULL,
  business_account_id TEXT NOT NULL,
  source_user_id TEXT NOT NULL,
  access_token BLOB NOT NULL,
  installation_id TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX channels_by_phone ON channels (phone_number_id) WHERE state <> 'deleted';

CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  received_at INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  delivery_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  phone_number_id TEXT,
  item TEXT NOT NULL
) STRICT;

CREATE TABLE contacts (
  channel_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (channel_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE aliases (
  channel_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  retired_at INTEGER,
  PRIMARY KEY (channel_id, kind, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX aliases_by_contact ON aliases (channel_id, contact_id);

CREATE TABLE conversations (
  channel_id TEXT NOT NULL,
  id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  next_seq INTEGER NOT NULL,
  last_inbound_at INTEGER,
  last_direction TEXT,
  address_kind TEXT,
  address_value TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (channel_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX conversations_by_position ON conversations (channel_id, position);
CREATE UNIQUE INDEX conversations_by_contact ON conversations (channel_id, contact_id);

CREATE TABLE messages (
  channel_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  direction TEXT NOT NULL,
  type TEXT NOT NULL,
  text TEXT NOT NULL,
  rank INTEGER NOT NULL,
  failure_code INTEGER,
  failure_reason TEXT,
  created_at INTEGER NOT NULL,
  reply_by INTEGER,
  wamid TEXT,
  delivery_id INTEGER,
  fingerprint TEXT,
  answered_at INTEGER,
  attachment_count INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (channel_id, conversation_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX messages_unanswered ON messages (channel_id, fingerprint, created_at) WHERE fingerprint IS NOT NULL AND answered_at IS NULL;

CREATE TABLE wamids (
  channel_id TEXT NOT NULL,
  wamid TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  part INTEGER NOT NULL,
  PRIMARY KEY (channel_id, wamid)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
  channel_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  content_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  file TEXT NOT NULL,
  PRIMARY KEY (channel_id, conversation_id, seq, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX attachments_by_id ON attachments (channel_id, id);

CREATE TABLE sends (
  channel_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  part INTEGER NOT NULL,
  text TEXT NOT NULL,
  attachment_id TEXT,
  media_id TEXT,
  state TEXT NOT NULL,
  wamid TEXT,
  rank INTEGER NOT NULL DEFAULT 0,
  failure_code INTEGER,
  failure_reason TEXT,
  PRIMARY KEY (channel_id, conversation_id, seq, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX sends_unknown ON sends (channel_id) WHERE state = 'unknown';

CREATE TABLE statuses (
  channel_id TEXT NOT NULL,
  wamid TEXT NOT NULL,
  status TEXT NOT NULL,
  at INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  failure_code INTEGER,
  failure_reason TEXT,
  PRIMARY KEY (channel_id, wamid, status)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  channel_id TEXT NOT NULL,
  destination TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  failing_since INTEGER,
  PRIMARY KEY (channel_id, destination, conversation_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_by_age ON outbox (destination, created_at);

CREATE TABLE lanes (
  channel_id TEXT NOT NULL,
  destination TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  due_at INTEGER,
  blocked_until INTEGER NOT NULL,
  ready_at INTEGER,
  lease TEXT,
  PRIMARY KEY (channel_id, destination, conversation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX lanes_ready ON lanes (destination, ready_at) WHERE ready_at IS NOT NULL;
CREATE INDEX lanes_leased ON lanes (lease) WHERE lease IS NOT NULL;

CREATE TABLE holds (
  channel_id TEXT NOT NULL,
  destination TEXT NOT NULL,
  until INTEGER NOT NULL,
  code INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (channel_id, destination)
) STRICT, WITHOUT ROWID;

CREATE TABLE dead_letters (
  channel_id TEXT NOT NULL,
  destination TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  code INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (channel_id, destination, conversation_id, seq)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    version: 2,
    name: 'files of customers',
    breaking: true,
    sql: `
CREATE TABLE inbound_files (
  channel_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  media_id TEXT,
  url TEXT,
  kind TEXT NOT NULL,
  voice INTEGER NOT NULL,
  content_type TEXT,
  sha256 TEXT,
  name TEXT,
  announced INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  lost_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  lease TEXT,
  PRIMARY KEY (channel_id, conversation_id, seq, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX inbound_files_due ON inbound_files (due_at);
CREATE INDEX inbound_files_leased ON inbound_files (lease) WHERE lease IS NOT NULL;
`,
  },
  {
    version: 3,
    name: 'templates',
    breaking: true,
    sql: 'ALTER TABLE sends ADD COLUMN template TEXT;',
  },
  {
    version: 5,
    name: 'how a file goes out',
    breaking: false,
    sql: 'ALTER TABLE sends ADD COLUMN media_kind TEXT;',
  },
  {
    version: 6,
    name: 'why an alias leads to a contact',
    breaking: true,
    sql: `
CREATE TABLE alias_links (
  channel_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  nth INTEGER NOT NULL,
  contact_id TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  via_kind TEXT,
  via_value TEXT,
  ended_at INTEGER,
  end_reason TEXT,
  PRIMARY KEY (channel_id, kind, value, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_links_by_contact ON alias_links (channel_id, contact_id);
CREATE UNIQUE INDEX alias_links_held ON alias_links (channel_id, kind, value) WHERE ended_at IS NULL;
INSERT INTO alias_links (channel_id, kind, value, nth, contact_id, linked_at, reason, ended_at, end_reason)
  SELECT channel_id, kind, value, 1, contact_id, added_at, 'before-records', retired_at, iif(retired_at IS NULL, NULL, 'number-change')
  FROM aliases;
DROP TABLE aliases;

ALTER TABLE contacts ADD COLUMN username TEXT;
ALTER TABLE messages ADD COLUMN announced_at INTEGER;
`,
  },
  {
    version: 7,
    name: 'finding what may go',
    breaking: false,
    sql: `
CREATE INDEX attachments_by_file ON attachments (file);
CREATE INDEX statuses_by_age ON statuses (received_at);
CREATE INDEX quarantine_by_delivery ON quarantine (delivery_id);
`,
  },
  {
    version: 8,
    name: 'companies',
    breaking: true,
    // The installations until here held the sandbox's fixed token only, which it writes anew.
    sql: `
DROP TABLE installations;
CREATE TABLE installations (
  id TEXT PRIMARY KEY,
  company_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  company_name TEXT NOT NULL,
  user_name TEXT NOT NULL,
  is_admin INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'uninstalled')),
  note TEXT,
  scopes TEXT NOT NULL,
  api_domain TEXT NOT NULL,
  access_token BLOB,
  refresh_token BLOB,
  access_expires_at INTEGER NOT NULL,
  token_version INTEGER NOT NULL,
  refreshed_at INTEGER NOT NULL,
  refresh_lease TEXT,
  refresh_lease_until INTEGER,
  installed_at INTEGER NOT NULL,
  uninstalled_at INTEGER,
  erase_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX installations_by_user ON installations (company_id, user_id);

CREATE TABLE companies (
  company_id INTEGER PRIMARY KEY,
  channels_api TEXT NOT NULL CHECK (channels_api IN ('unknown', 'offered', 'gone')),
  channels_api_code INTEGER,
  channels_api_at INTEGER
) STRICT;

CREATE TABLE crm_spend (
  company_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  operation TEXT NOT NULL,
  calls INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  PRIMARY KEY (company_id, day, operation)
) STRICT, WITHOUT ROWID;

UPDATE channels SET installation_id = NULL;
ALTER TABLE channels ADD COLUMN provider_type TEXT NOT NULL DEFAULT 'whatsapp';
ALTER TABLE channels ADD COLUMN avatar_url TEXT;
ALTER TABLE channels ADD COLUMN template_support INTEGER NOT NULL DEFAULT 1;
ALTER TABLE channels ADD COLUMN registration TEXT NOT NULL DEFAULT 'none';
ALTER TABLE channels ADD COLUMN registration_note TEXT;
ALTER TABLE channels ADD COLUMN registration_at INTEGER;
CREATE INDEX channels_by_installation ON channels (installation_id) WHERE installation_id IS NOT NULL;
`,
  },
  {
    version: 9,
    name: 'consent',
    breaking: true,
    sql: `
ALTER TABLE installations ADD COLUMN allowed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE installations ADD COLUMN shared INTEGER;
UPDATE installations SET allowed_at = installed_at;
`,
  },
  {
    version: 10,
    name: 'what is urgent, and what a day allows',
    breaking: false,
    sql: `
ALTER TABLE outbox ADD COLUMN urgency INTEGER NOT NULL DEFAULT 1;
ALTER TABLE lanes ADD COLUMN urgency INTEGER NOT NULL DEFAULT 1;
DROP INDEX lanes_ready;
CREATE INDEX lanes_ready ON lanes (destination, urgency, ready_at) WHERE ready_at IS NOT NULL;
ALTER TABLE companies ADD COLUMN used_up_until INTEGER;
`,
  },
  {
    version: 11,
    name: 'operator',
    breaking: true,
    // AUTOINCREMENT: the number of an item that is gone never comes back for another one, which somebody's dismissal would hit.
    sql: `
CREATE TABLE quarantine_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  phone_number_id TEXT,
  item TEXT NOT NULL
) STRICT;
INSERT INTO quarantine_next (id, delivery_id, at, reason, phone_number_id, item)
  SELECT id, delivery_id, at, reason, phone_number_id, item FROM quarantine ORDER BY id;
DROP TABLE quarantine;
ALTER TABLE quarantine_next RENAME TO quarantine;
CREATE INDEX quarantine_by_reason ON quarantine (reason, id);
CREATE INDEX quarantine_by_number ON quarantine (phone_number_id, id);
CREATE INDEX quarantine_by_delivery ON quarantine (delivery_id);

CREATE TABLE dead_letters_next (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel_id TEXT NOT NULL,
  destination TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  code INTEGER NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (channel_id, destination, conversation_id, seq)
) STRICT;
INSERT INTO dead_letters_next (channel_id, destination, conversation_id, seq, at, attempts, code, reason)
  SELECT channel_id, destination, conversation_id, seq, at, attempts, code, reason FROM dead_letters ORDER BY at, channel_id, destination, conversation_id, seq;
DROP TABLE dead_letters;
ALTER TABLE dead_letters_next RENAME TO dead_letters;
CREATE INDEX dead_letters_by_channel ON dead_letters (channel_id, id);

CREATE INDEX IF NOT EXISTS attachments_by_file ON attachments (file);
ALTER TABLE channels ADD COLUMN erasure_id TEXT;
CREATE INDEX channels_by_erasure ON channels (erasure_id) WHERE erasure_id IS NOT NULL;
CREATE INDEX installations_to_erase ON installations (erase_at) WHERE erase_at IS NOT NULL;

CREATE TABLE erasures (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'company')),
  channel_id TEXT,
  conversation_id TEXT,
  company_id INTEGER,
  state TEXT NOT NULL CHECK (state IN ('running', 'done')),
  step TEXT NOT NULL,
  place TEXT NOT NULL,
  last_delivery INTEGER NOT NULL,
  subject BLOB,
  messages INTEGER NOT NULL DEFAULT 0,
  files INTEGER NOT NULL DEFAULT 0,
  deliveries INTEGER NOT NULL DEFAULT 0,
  quarantined INTEGER NOT NULL DEFAULT 0,
  requested_at INTEGER NOT NULL,
  finished_at INTEGER,
  lease TEXT,
  due_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX erasures_due ON erasures (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE erased_wamids (
  channel_id TEXT NOT NULL,
  digest BLOB NOT NULL,
  PRIMARY KEY (channel_id, digest)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    version: 12,
    name: 'attempts and the balance',
    breaking: true,
    // Where a message stands (course.ts): 0 kept, 1 waiting, 2 delivered, 3 refused, 4 unknown. `opening`: the job stands for a message that waits.
    sql: `
CREATE INDEX sends_failed ON sends (failure_code) WHERE state = 'failed';
CREATE TABLE attempts (
  channel_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  destination TEXT NOT NULL,
  nth INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  times INTEGER NOT NULL,
  duration_ms INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  code INTEGER,
  reason TEXT,
  end TEXT NOT NULL,
  PRIMARY KEY (channel_id, conversation_id, seq, destination, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_by_age ON attempts (at);

ALTER TABLE messages ADD COLUMN course INTEGER NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN bound_for TEXT GENERATED ALWAYS AS (iif(direction = 'outbound' AND delivery_id IS NULL, 'whatsapp', 'crm')) VIRTUAL;
ALTER TABLE outbox ADD COLUMN opening INTEGER NOT NULL DEFAULT 0;
UPDATE messages AS m SET course = CASE
  WHEN EXISTS (SELECT 1 FROM outbox o
    WHERE o.channel_id = m.channel_id AND o.destination = m.bound_for AND o.conversation_id = m.conversation_id AND o.seq = m.seq) THEN 1
  WHEN EXISTS (SELECT 1 FROM dead_letters d
    WHERE d.channel_id = m.channel_id AND d.destination = m.bound_for AND d.conversation_id = m.conversation_id AND d.seq = m.seq) THEN 3
  WHEN bound_for = 'crm' THEN iif(seq < 1 AND announced_at IS NULL, 0, 2)
  WHEN failure_code IS NOT NULL AND rank < 2 THEN 3
  ELSE iif(rank >= 1, 2, 4) END;
UPDATE outbox AS o SET opening = 1 WHERE EXISTS (SELECT 1 FROM messages m
  WHERE m.channel_id = o.channel_id AND m.conversation_id = o.conversation_id AND m.seq = o.seq AND m.bound_for = o.destination);

CREATE TABLE tallies (
  channel_id TEXT NOT NULL,
  destination TEXT NOT NULL,
  kept INTEGER NOT NULL DEFAULT 0,
  waiting INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  unknown INTEGER NOT NULL DEFAULT 0,
  jobs INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (channel_id, destination)
) STRICT, WITHOUT ROWID;
INSERT INTO tallies (channel_id, destination, kept, waiting, delivered, refused, unknown)
  SELECT channel_id, bound_for, sum(course = 0), sum(course = 1), sum(course = 2), sum(course = 3), sum(course = 4) FROM messages GROUP BY 1, 2;
UPDATE tallies AS t SET jobs = (SELECT count(*) FROM outbox o WHERE o.channel_id = t.channel_id AND o.destination = t.destination AND o.opening = 1);

CREATE TRIGGER tally_new_message AFTER INSERT ON messages BEGIN
  INSERT INTO tallies (channel_id, destination, kept, waiting, delivered, refused, unknown)
    VALUES (NEW.channel_id, NEW.bound_for, NEW.course = 0, NEW.course = 1, NEW.course = 2, NEW.course = 3, NEW.course = 4)
    ON CONFLICT DO UPDATE SET kept = kept + excluded.kept, waiting = waiting + excluded.waiting, delivered = delivered + excluded.delivered,
      refused = refused + excluded.refused, unknown = unknown + excluded.unknown;
END;
CREATE TRIGGER tally_course AFTER UPDATE OF course ON messages WHEN OLD.course <> NEW.course BEGIN
  UPDATE tallies SET kept = kept + (NEW.course = 0) - (OLD.course = 0), waiting = waiting + (NEW.course = 1) - (OLD.course = 1),
      delivered = delivered + (NEW.course = 2) - (OLD.course = 2), refused = refused + (NEW.course = 3) - (OLD.course = 3),
      unknown = unknown + (NEW.course = 4) - (OLD.course = 4)
    WHERE channel_id = NEW.channel_id AND destination = NEW.bound_for;
END;
CREATE TRIGGER tally_gone_message AFTER DELETE ON messages BEGIN
  UPDATE tallies SET kept = kept - (OLD.course = 0), waiting = waiting - (OLD.course = 1), delivered = delivered - (OLD.course = 2),
      refused = refused - (OLD.course = 3), unknown = unknown - (OLD.course = 4)
    WHERE channel_id = OLD.channel_id AND destination = OLD.bound_for;
END;
CREATE TRIGGER tally_new_job AFTER INSERT ON outbox WHEN NEW.opening = 1 BEGIN
  UPDATE tallies SET jobs = jobs + 1 WHERE channel_id = NEW.channel_id AND destination = NEW.destination;
END;
CREATE TRIGGER tally_job AFTER UPDATE OF opening ON outbox WHEN OLD.opening <> NEW.opening BEGIN
  UPDATE tallies SET jobs = jobs + NEW.opening - OLD.opening WHERE channel_id = NEW.channel_id AND destination = NEW.destination;
END;
CREATE TRIGGER tally_gone_job AFTER DELETE ON outbox WHEN OLD.opening = 1 BEGIN
  UPDATE tallies SET jobs = jobs - 1 WHERE channel_id = OLD.channel_id AND destination = OLD.destination;
END;
`,
  },
  {
    version: 13,
    name: 'deliveries known by their bytes, where nothing else tells',
    breaking: true,
    sql: `
CREATE TABLE deliveries_next (
  id INTEGER PRIMARY KEY,
  received_at INTEGER NOT NULL,
  digest BLOB,
  body BLOB NOT NULL
) STRICT;
INSERT INTO deliveries_next (id, received_at, digest, body) SELECT id, received_at, digest, body FROM deliveries ORDER BY id;
DROP TABLE deliveries;
ALTER TABLE deliveries_next RENAME TO deliveries;
CREATE INDEX deliveries_by_digest ON deliveries (digest) WHERE digest IS NOT NULL;
`,
  },
  {
    version: 14,
    name: 'jobs counted where they stand',
    breaking: true,
    // Three triggers and an index, for every job that comes and goes, to spare a count that takes no longer than finding how much waits does anyway.
    sql: `
DROP TRIGGER tally_new_job;
DROP TRIGGER tally_job;
DROP TRIGGER tally_gone_job;
ALTER TABLE tallies DROP COLUMN jobs;
DROP INDEX outbox_by_age;
`,
  },
];

/** Whether a database has exactly the migrations of this program. */
export function isUpToDate(db: DatabaseSync): boolean {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations'").get() === undefined) return false;
  const applied = db.prepare('SELECT version FROM schema_migrations ORDER BY version').all();
  return applied.map(({ version }) => version).join() === migrations.map(({ version }) => version).join();
}

/** Brings the schema up to date, wholly or not at all. Throws when the database was changed by a newer program in a way this one cannot work with. */
export function migrate(db: DatabaseSync, now: number): void {
  // One transaction for all of them: a new database waits for the disk once, and a step that fails leaves the version that the older program knows.
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(`CREATE TABLE IF NOT EXISTS schema_migrations (
      version INTEGER PRIMARY KEY, name TEXT NOT NULL, breaking INTEGER NOT NULL, applied_at INTEGER NOT NULL
    ) STRICT`);
    refuseNewer(db);
    const claim = db.prepare('INSERT OR IGNORE INTO schema_migrations (version, name, breaking, applied_at) VALUES (?, ?, ?, ?)');
    for (const { version, name, breaking, sql } of migrations) {
      if (claim.run(version, name, breaking ? 1 : 0, now).changes === 1) db.exec(sql);
    }
    db.exec('COMMIT');
  } catch (error) {
    // After some errors, a full disk among them, SQLite has ended the transaction itself.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function refuseNewer(db: DatabaseSync): void {
  const newest = migrations.at(-1)?.version ?? 0;
  const foreign = db.prepare('SELECT version, name FROM schema_migrations WHERE version > ? AND breaking = 1 LIMIT 1').get(newest);
  if (foreign) {
    throw new Error(
      `the database was upgraded by a newer version (migration ${foreign['version']}: ${foreign['name']}); start that version or restore a backup`,
    );
  }
}
