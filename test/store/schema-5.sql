-- A database of schema 5 with rows in every table, as the program of that time wrote it.
CREATE TABLE schema_migrations (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, breaking INTEGER NOT NULL, applied_at INTEGER NOT NULL
  ) STRICT;
INSERT INTO schema_migrations (version, name, breaking, applied_at) VALUES (1, 'messages in, messages out', 1, 1790000000000);
INSERT INTO schema_migrations (version, name, breaking, applied_at) VALUES (2, 'files of customers', 1, 1790000000000);
INSERT INTO schema_migrations (version, name, breaking, applied_at) VALUES (3, 'templates', 1, 1790000000000);
INSERT INTO schema_migrations (version, name, breaking, applied_at) VALUES (5, 'how a file goes out', 0, 1790000000000);
CREATE TABLE installations (
  id TEXT PRIMARY KEY,
  access_token BLOB NOT NULL,
  api_domain TEXT NOT NULL
) STRICT;
INSERT INTO installations (id, access_token, api_domain) VALUES ('in_schema5', x'8f246a6583daf4a78b90d666bc1c8c8665ec433f8d253a6354390a8310c2febbb2', 'http://127.0.0.1:1');
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
INSERT INTO channels (id, name, state, phone_number_id, business_account_id, source_user_id, access_token, installation_id, created_at) VALUES ('ch_schema5first0000000000', 'WhatsApp', 'active', '100001', '200001', 'pt_source2', x'8f246a65b1776ad7643aebbede14d3ca1f85502fc857eafbe16a6c47206ee060cbcbb7fcae27672c566acf53', 'in_schema5', 1790000000000);
INSERT INTO channels (id, name, state, phone_number_id, business_account_id, source_user_id, access_token, installation_id, created_at) VALUES ('ch_schema5gone00000000000', 'Before', 'deleted', '100001', '200001', 'pt_source1', x'8f246a651bab50bc50e0de29e54d0c4376b108c015c1acaf73d0fe41e75811bdf5d19241eac346cf1be2b45f446e5d', NULL, 1789999999991);
CREATE TABLE deliveries (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  received_at INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
INSERT INTO deliveries (id, digest, received_at, body) VALUES (1, x'9b488edbb2e798830229127c7255c839eb6209e9807999261b680d2ebf1ce296', 1790000000001, x'7b226e223a317d');
INSERT INTO deliveries (id, digest, received_at, body) VALUES (2, x'738e6198786fe52577001bb8e1e9ee9ec527ac0f3e7e6b5f43bda4574dc959b3', 1790000000002, x'7b226e223a327d');
INSERT INTO deliveries (id, digest, received_at, body) VALUES (3, x'a9d24bb24daa2c765f2efd925a3feabd57f93de6d579e22f1aa27cfd5df4918a', 1790000000003, x'7b226e223a337d');
CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY,
  delivery_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  phone_number_id TEXT,
  item TEXT NOT NULL
) STRICT;
INSERT INTO quarantine (id, delivery_id, at, reason, phone_number_id, item) VALUES (1, 2, 1790000000002, 'unknown-phone-number-id', '999', '{"id":"a"}');
INSERT INTO quarantine (id, delivery_id, at, reason, phone_number_id, item) VALUES (2, 2, 1790000000002, 'no-sender', NULL, '{"id":"b"}');
CREATE TABLE contacts (
  channel_id TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (channel_id, id)
) STRICT, WITHOUT ROWID;
INSERT INTO contacts (channel_id, id, name, created_at) VALUES ('ch_schema5first0000000000', 'pt_ana0000000000000000000', 'Ana', 1790000000000);
INSERT INTO contacts (channel_id, id, name, created_at) VALUES ('ch_schema5first0000000000', 'pt_bia0000000000000000000', '', 1790000000001);
CREATE TABLE aliases (
  channel_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  retired_at INTEGER,
  PRIMARY KEY (channel_id, kind, value)
) STRICT, WITHOUT ROWID;
INSERT INTO aliases (channel_id, kind, value, contact_id, added_at, retired_at) VALUES ('ch_schema5first0000000000', 'user_id', 'US.1', 'pt_ana0000000000000000000', 1790000000001, NULL);
INSERT INTO aliases (channel_id, kind, value, contact_id, added_at, retired_at) VALUES ('ch_schema5first0000000000', 'wa_id', '15551230001', 'pt_ana0000000000000000000', 1790000000000, NULL);
INSERT INTO aliases (channel_id, kind, value, contact_id, added_at, retired_at) VALUES ('ch_schema5first0000000000', 'wa_id', '15551230002', 'pt_bia0000000000000000000', 1790000000000, 1790000000005);
INSERT INTO aliases (channel_id, kind, value, contact_id, added_at, retired_at) VALUES ('ch_schema5first0000000000', 'wa_id', '15551230003', 'pt_bia0000000000000000000', 1790000000005, NULL);
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
INSERT INTO conversations (channel_id, id, contact_id, position, next_seq, last_inbound_at, last_direction, address_kind, address_value, created_at) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', 'pt_ana0000000000000000000', 1, 5, 1790000000000, 'outbound', 'wa_id', '15551230001', 1790000000000);
INSERT INTO conversations (channel_id, id, contact_id, position, next_seq, last_inbound_at, last_direction, address_kind, address_value, created_at) VALUES ('ch_schema5first0000000000', 'cv_bia0000000000000000000', 'pt_bia0000000000000000000', 2, 4, 1790000000000, 'inbound', NULL, NULL, 1790000000001);
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
INSERT INTO messages (channel_id, conversation_id, seq, direction, type, text, rank, failure_code, failure_reason, created_at, reply_by, wamid, delivery_id, fingerprint, answered_at, attachment_count) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', -445640519909376, 'inbound', 'text', 'long ago', 2, NULL, NULL, 1789999901000, 1790086400000, 'wamid.past', NULL, NULL, NULL, 0);
INSERT INTO messages (channel_id, conversation_id, seq, direction, type, text, rank, failure_code, failure_reason, created_at, reply_by, wamid, delivery_id, fingerprint, answered_at, attachment_count) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', 1, 'inbound', 'text', 'hello', 2, NULL, NULL, 1790000000000, 1790086400000, 'wamid.1', 1, NULL, NULL, 1);
INSERT INTO messages (channel_id, conversation_id, seq, direction, type, text, rank, failure_code, failure_reason, created_at, reply_by, wamid, delivery_id, fingerprint, answered_at, attachment_count) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', 2, 'inbound', 'image', '', 2, NULL, NULL, 1790000000000, 1790086400000, 'wamid.2', 3, NULL, NULL, 0);
INSERT INTO messages (channel_id, conversation_id, seq, direction, type, text, rank, failure_code, failure_reason, created_at, reply_by, wamid, delivery_id, fingerprint, answered_at, attachment_count) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', 3, 'outbound', 'text', 'answer', 0, NULL, NULL, 1790000000000, 1790086400000, NULL, NULL, 'f', 1790000000007, 0);
INSERT INTO messages (channel_id, conversation_id, seq, direction, type, text, rank, failure_code, failure_reason, created_at, reply_by, wamid, delivery_id, fingerprint, answered_at, attachment_count) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', 4, 'outbound', 'text', 'refused', 1, 131047, 'late', 1790000000000, 1790086400000, NULL, NULL, NULL, NULL, 0);
INSERT INTO messages (channel_id, conversation_id, seq, direction, type, text, rank, failure_code, failure_reason, created_at, reply_by, wamid, delivery_id, fingerprint, answered_at, attachment_count) VALUES ('ch_schema5first0000000000', 'cv_bia0000000000000000000', 1, 'inbound', 'text', 'one', 2, NULL, NULL, 1790000000000, 1790086400000, NULL, NULL, NULL, NULL, 0);
INSERT INTO messages (channel_id, conversation_id, seq, direction, type, text, rank, failure_code, failure_reason, created_at, reply_by, wamid, delivery_id, fingerprint, answered_at, attachment_count) VALUES ('ch_schema5first0000000000', 'cv_bia0000000000000000000', 2, 'inbound', 'text', 'two', 2, NULL, NULL, 1790000000000, 1790086400000, NULL, NULL, NULL, NULL, 0);
INSERT INTO messages (channel_id, conversation_id, seq, direction, type, text, rank, failure_code, failure_reason, created_at, reply_by, wamid, delivery_id, fingerprint, answered_at, attachment_count) VALUES ('ch_schema5first0000000000', 'cv_bia0000000000000000000', 3, 'inbound', 'text', 'three', 2, NULL, NULL, 1790000000000, 1790086400000, NULL, NULL, NULL, NULL, 0);
CREATE TABLE wamids (
  channel_id TEXT NOT NULL,
  wamid TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  part INTEGER NOT NULL,
  PRIMARY KEY (channel_id, wamid)
) STRICT, WITHOUT ROWID;
INSERT INTO wamids (channel_id, wamid, conversation_id, seq, part) VALUES ('ch_schema5first0000000000', 'wamid.1', 'cv_ana0000000000000000000', 1, 0);
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
INSERT INTO attachments (channel_id, conversation_id, seq, position, id, name, content_type, size, sha256, file) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', 1, 0, 'at_1', 'a.png', 'image/png', 3, 'ab', 'ab');
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
  failure_reason TEXT, template TEXT, media_kind TEXT,
  PRIMARY KEY (channel_id, conversation_id, seq, part)
) STRICT, WITHOUT ROWID;
INSERT INTO sends (channel_id, conversation_id, seq, part, text, attachment_id, media_id, state, wamid, rank, failure_code, failure_reason, template, media_kind) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', 3, 0, 'answer', NULL, NULL, 'waiting', NULL, 0, NULL, NULL, '{"name":"t","language":"en","header":[],"file":null,"body":[],"buttons":[]}', NULL);
INSERT INTO sends (channel_id, conversation_id, seq, part, text, attachment_id, media_id, state, wamid, rank, failure_code, failure_reason, template, media_kind) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', 3, 1, '', 'at_1', 'uploaded', 'waiting', NULL, 0, NULL, NULL, NULL, 'image');
INSERT INTO sends (channel_id, conversation_id, seq, part, text, attachment_id, media_id, state, wamid, rank, failure_code, failure_reason, template, media_kind) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', 4, 0, 'refused', NULL, NULL, 'failed', 'wamid.4', 1, 131047, 'late', NULL, NULL);
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
INSERT INTO statuses (channel_id, wamid, status, at, received_at, failure_code, failure_reason) VALUES ('ch_schema5first0000000000', 'wamid.4', 'failed', 1790000000000, 1790000000001, 131047, 'late');
INSERT INTO statuses (channel_id, wamid, status, at, received_at, failure_code, failure_reason) VALUES ('ch_schema5first0000000000', 'wamid.unknown', 'sent', 1790000000000, 1790000000001, NULL, NULL);
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
INSERT INTO outbox (channel_id, destination, conversation_id, seq, revision, attempts, created_at, due_at, failing_since) VALUES ('ch_schema5first0000000000', 'crm', 'cv_ana0000000000000000000', 1, 1, 0, 1790000000000, 9007199254740991, NULL);
INSERT INTO outbox (channel_id, destination, conversation_id, seq, revision, attempts, created_at, due_at, failing_since) VALUES ('ch_schema5first0000000000', 'crm', 'cv_ana0000000000000000000', 2, 1, 0, 1790000000000, 1790000000000, NULL);
INSERT INTO outbox (channel_id, destination, conversation_id, seq, revision, attempts, created_at, due_at, failing_since) VALUES ('ch_schema5first0000000000', 'crm', 'cv_bia0000000000000000000', 2, 1, 1, 1790000000000, 9007199254740991, 1790000000011);
INSERT INTO outbox (channel_id, destination, conversation_id, seq, revision, attempts, created_at, due_at, failing_since) VALUES ('ch_schema5first0000000000', 'crm', 'cv_bia0000000000000000000', 3, 1, 0, 1790000000000, 1790000000000, NULL);
INSERT INTO outbox (channel_id, destination, conversation_id, seq, revision, attempts, created_at, due_at, failing_since) VALUES ('ch_schema5first0000000000', 'whatsapp', 'cv_ana0000000000000000000', 3, 1, 0, 1790000000000, 1790000000000, NULL);
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
INSERT INTO lanes (channel_id, destination, conversation_id, due_at, blocked_until, ready_at, lease) VALUES ('ch_schema5first0000000000', 'crm', 'cv_ana0000000000000000000', 1790000000000, 0, 1790000030000, 'lease-1');
INSERT INTO lanes (channel_id, destination, conversation_id, due_at, blocked_until, ready_at, lease) VALUES ('ch_schema5first0000000000', 'crm', 'cv_bia0000000000000000000', 1790000000000, 1790000020000, 1790000020000, NULL);
INSERT INTO lanes (channel_id, destination, conversation_id, due_at, blocked_until, ready_at, lease) VALUES ('ch_schema5first0000000000', 'whatsapp', 'cv_ana0000000000000000000', 1790000000000, 0, 1790000060000, NULL);
CREATE TABLE holds (
  channel_id TEXT NOT NULL,
  destination TEXT NOT NULL,
  until INTEGER NOT NULL,
  code INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (channel_id, destination)
) STRICT, WITHOUT ROWID;
INSERT INTO holds (channel_id, destination, until, code, reason) VALUES ('ch_schema5first0000000000', 'whatsapp', 1790000060000, 130429, 'a slower pace');
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
INSERT INTO dead_letters (channel_id, destination, conversation_id, seq, at, attempts, code, reason) VALUES ('ch_schema5first0000000000', 'crm', 'cv_bia0000000000000000000', 1, 1790000000009, 1, 400, 'Pipedrive refused the message (400)');
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
INSERT INTO inbound_files (channel_id, conversation_id, seq, position, media_id, url, kind, voice, content_type, sha256, name, announced, received_at, lost_at, attempts, due_at, lease) VALUES ('ch_schema5first0000000000', 'cv_ana0000000000000000000', 2, 0, 'm1', NULL, 'image', 0, 'image/png', 'x', NULL, 1, 1790000000000, 1790600000000, 0, 1790000000000, NULL);
CREATE INDEX aliases_by_contact ON aliases (channel_id, contact_id);
CREATE UNIQUE INDEX attachments_by_id ON attachments (channel_id, id);
CREATE UNIQUE INDEX channels_by_phone ON channels (phone_number_id) WHERE state <> 'deleted';
CREATE UNIQUE INDEX conversations_by_contact ON conversations (channel_id, contact_id);
CREATE UNIQUE INDEX conversations_by_position ON conversations (channel_id, position);
CREATE INDEX inbound_files_due ON inbound_files (due_at);
CREATE INDEX inbound_files_leased ON inbound_files (lease) WHERE lease IS NOT NULL;
CREATE INDEX lanes_leased ON lanes (lease) WHERE lease IS NOT NULL;
CREATE INDEX lanes_ready ON lanes (destination, ready_at) WHERE ready_at IS NOT NULL;
CREATE INDEX messages_unanswered ON messages (channel_id, fingerprint, created_at) WHERE fingerprint IS NOT NULL AND answered_at IS NULL;
CREATE INDEX outbox_by_age ON outbox (destination, created_at);
CREATE INDEX sends_unknown ON sends (channel_id) WHERE state = 'unknown';
