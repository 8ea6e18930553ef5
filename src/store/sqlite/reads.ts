import type { DatabaseSync } from 'node:sqlite';
import type { ContactId, ConversationId, Wamid } from '../ids.ts';
import type { Alias, AliasKind, Destination } from '../records.ts';
import type { SecretBox } from '../secrets.ts';
import type { StoreReads } from '../store.ts';
import { createCompanyReads } from './companies.ts';
import { createDeadLetterReads } from './dead-letters.ts';
import { createDeliveryReads } from './deliveries.ts';
import { createErasureReads } from './erasures.ts';
import { createInstallationReads } from './installations.ts';
import { createMilestones } from './milestones.ts';
import { createPassageReads } from './passages.ts';
import { createQuarantineReads } from './quarantine.ts';
import { aliasLinkOf, attachmentOf, channelOf, contactOf, conversationOf, holdOf, messageOf, type Row, refOf, sendOf } from './rows.ts';
import { createTallyReads } from './tallies.ts';

/** Where links are looked for by contact the index is named: without statistics SQLite takes a channel for ten rows, and walks through all of its links. */
const CONVERSATION = `
SELECT v.*, c.name AS contact_name, CASE WHEN c.name <> '' THEN '' ELSE coalesce((
    SELECT CASE WHEN a.kind = 'wa_id' THEN '+' || a.value ELSE coalesce('@' || c.username, a.value) END FROM alias_links a INDEXED BY alias_links_by_contact
    WHERE a.channel_id = v.channel_id AND a.contact_id = v.contact_id AND a.ended_at IS NULL ORDER BY a.kind DESC, a.linked_at DESC LIMIT 1), '@' || c.username) END AS fallback_name
FROM conversations v JOIN contacts c ON c.channel_id = v.channel_id AND c.id = v.contact_id`;

const NO_BOUND = Number.MAX_SAFE_INTEGER;

/** The reads of the SQLite engine, on whatever connection is given: the writer's inside a transaction, the reader's outside. */
export function createReads(db: DatabaseSync, secrets: SecretBox) {
  const sql = {
    channel: db.prepare('SELECT * FROM channels WHERE id = ?'),
    channels: db.prepare('SELECT * FROM channels ORDER BY created_at, id'),
    channelToken: db.prepare('SELECT access_token FROM channels WHERE id = ?'),
    conversations: db.prepare(`${CONVERSATION} WHERE v.channel_id = ? AND v.position < ? ORDER BY v.position DESC LIMIT ?`),
    conversation: db.prepare(`${CONVERSATION} WHERE v.channel_id = ? AND v.id = ?`),
    conversationOf: db.prepare('SELECT id FROM conversations WHERE channel_id = ? AND contact_id = ?'),
    messages: db.prepare('SELECT * FROM messages WHERE channel_id = ? AND conversation_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?'),
    message: db.prepare('SELECT * FROM messages WHERE channel_id = ? AND conversation_id = ? AND seq = ?'),
    attachments: db.prepare('SELECT * FROM attachments WHERE channel_id = ? AND conversation_id = ? AND seq = ? ORDER BY position'),
    // Without its conversation an attachment is being erased.
    attachment: db.prepare(
      `SELECT a.* FROM attachments a WHERE a.channel_id = ? AND a.id = ?
         AND EXISTS (SELECT 1 FROM conversations v WHERE v.channel_id = a.channel_id AND v.id = a.conversation_id)`,
    ),
    attachedFile: db.prepare('SELECT 1 FROM attachments WHERE file = ? LIMIT 1'),
    contact: db.prepare('SELECT id, name, username FROM contacts WHERE channel_id = ? AND id = ?'),
    byAlias: db.prepare(
      `SELECT v.id, v.contact_id FROM alias_links a JOIN conversations v ON v.channel_id = a.channel_id AND v.contact_id = a.contact_id
       WHERE a.channel_id = ? AND a.kind = ? AND a.value = ? AND a.ended_at IS NULL`,
    ),
    aliases: db.prepare(
      `SELECT kind, value FROM alias_links INDEXED BY alias_links_by_contact WHERE channel_id = ? AND contact_id = ? AND ended_at IS NULL ORDER BY kind DESC, linked_at DESC, value`,
    ),
    linksOfContact: db.prepare(
      `SELECT * FROM alias_links INDEXED BY alias_links_by_contact WHERE channel_id = ? AND contact_id = ? ORDER BY linked_at, kind DESC, value, nth`,
    ),
    linksOfAlias: db.prepare('SELECT * FROM alias_links WHERE channel_id = ? AND kind = ? AND value = ? ORDER BY nth'),
    byUsername: db.prepare('SELECT id FROM contacts WHERE channel_id = ? AND username = ? COLLATE NOCASE ORDER BY created_at, id'),
    sends: db.prepare('SELECT * FROM sends WHERE channel_id = ? AND conversation_id = ? AND seq = ? ORDER BY part'),
    lastReceived: db.prepare(
      `SELECT wamid, created_at FROM messages
       WHERE channel_id = ? AND conversation_id = ? AND seq < ? AND direction = 'inbound' AND wamid IS NOT NULL ORDER BY seq DESC LIMIT 1`,
    ),
    unanswered: db.prepare(
      `SELECT conversation_id, seq FROM messages
       WHERE channel_id = ? AND fingerprint = ? AND answered_at IS NULL AND created_at >= ? ORDER BY created_at DESC LIMIT 1`,
    ),
    holds: db.prepare('SELECT * FROM holds WHERE until > ? ORDER BY channel_id, destination'),
    backlog: db.prepare('SELECT destination, count(*) AS waiting, min(created_at) AS oldest_at FROM outbox GROUP BY destination'),
    troubles: db.prepare(
      `SELECT (SELECT count(*) FROM quarantine) AS quarantined, (SELECT count(*) FROM dead_letters) AS dead_letters,
              (SELECT count(*) FROM sends WHERE state = 'unknown') AS unknown_sends`,
    ),
    counts: db.prepare('SELECT (SELECT count(*) FROM messages) AS messages, (SELECT count(*) FROM deliveries) AS deliveries'),
  };
  const get = <T>(row: Row | undefined, map: (row: Row) => T): T | undefined => (row ? map(row) : undefined);

  const troubles = () => {
    const row = sql.troubles.get() as Row;
    return {
      quarantined: row['quarantined'] as number,
      deadLetters: row['dead_letters'] as number,
      unknownSends: row['unknown_sends'] as number,
    };
  };

  return {
    ...createInstallationReads(db, secrets),
    ...createTallyReads(db),
    ...createPassageReads(db),
    ...createDeliveryReads(db),
    ...createCompanyReads(db),
    ...createMilestones(db),
    ...createQuarantineReads(db),
    ...createDeadLetterReads(db),
    ...createErasureReads(db),
    channel: (id) => get(sql.channel.get(id), channelOf),
    channels: () => sql.channels.all().map(channelOf),
    channelAccessToken(id) {
      const sealed = sql.channelToken.get(id)?.['access_token'] as Uint8Array | undefined;
      return sealed && sealed.length > 0 ? secrets.open(sealed) : undefined;
    },
    conversations: (channelId, { before = NO_BOUND, limit }) => sql.conversations.all(channelId, before, limit).map(conversationOf),
    conversation: (channelId, id) => get(sql.conversation.get(channelId, id), conversationOf),
    conversationOf: (channelId, contactId) => sql.conversationOf.get(channelId, contactId)?.['id'] as ConversationId | undefined,
    messages: (channelId, conversationId, { before = NO_BOUND, limit }) =>
      sql.messages.all(channelId, conversationId, before, limit).map(messageOf),
    message: (channelId, { conversationId, seq }) => get(sql.message.get(channelId, conversationId, seq), messageOf),
    attachments: (channelId, { conversationId, seq }) => sql.attachments.all(channelId, conversationId, seq).map(attachmentOf),
    attachment: (channelId, id) => get(sql.attachment.get(channelId, id), attachmentOf),
    attachedFiles: (names) => names.filter((name) => sql.attachedFile.get(name) !== undefined),
    contact: (channelId, id) => get(sql.contact.get(channelId, id), contactOf),
    conversationByAlias: (channelId, { kind, value }) =>
      get(sql.byAlias.get(channelId, kind, value), (row) => ({
        contactId: row['contact_id'] as ContactId,
        conversationId: row['id'] as ConversationId,
      })),
    aliases: (channelId, id) =>
      sql.aliases.all(channelId, id).map((row): Alias => ({ kind: row['kind'] as AliasKind, value: row['value'] as string })),
    aliasLinks: (channelId, of) =>
      ('contactId' in of
        ? sql.linksOfContact.all(channelId, of.contactId)
        : sql.linksOfAlias.all(channelId, of.alias.kind, of.alias.value)
      ).map(aliasLinkOf),
    contactsByUsername: (channelId, username) => sql.byUsername.all(channelId, username).map((row) => row['id'] as ContactId),
    sends: (channelId, { conversationId, seq }) => sql.sends.all(channelId, conversationId, seq).map(sendOf),
    lastReceived: (channelId, { conversationId, seq }) =>
      get(sql.lastReceived.get(channelId, conversationId, seq), (row) => ({
        wamid: row['wamid'] as Wamid,
        createdAt: row['created_at'] as number,
      })),
    unansweredMessage: (channelId, fingerprint, since) => get(sql.unanswered.get(channelId, fingerprint, since), refOf),
    holds: (now) => sql.holds.all(now).map(holdOf),
    backlog: () =>
      sql.backlog.all().map((row) => ({
        destination: row['destination'] as Destination,
        waiting: row['waiting'] as number,
        oldestAt: row['oldest_at'] as number | null,
      })),
    troubles,
    counts: () => {
      const row = sql.counts.get() as Row;
      return { messages: row['messages'] as number, deliveries: row['deliveries'] as number, ...troubles() };
    },
  } satisfies Omit<StoreReads, 'nextReadyAt' | 'nextInboundFileAt'>;
}
