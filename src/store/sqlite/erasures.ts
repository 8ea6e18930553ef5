import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId, ConversationId, ErasureId, InstallationId } from '../ids.ts';
import type { Erasure, ErasureStep, ErasureSubject } from '../records.ts';
import type { SecretBox } from '../secrets.ts';
import type { StoreReads, StoreTransaction } from '../store.ts';
import type { Row } from './rows.ts';
import { createThoroughDelete } from './thorough-delete.ts';

const erasureOf = (row: Row): Erasure => ({
  id: row['id'] as ErasureId,
  kind: row['kind'] as Erasure['kind'],
  channelId: row['channel_id'] as ChannelId | null,
  conversationId: row['conversation_id'] as ConversationId | null,
  companyId: row['company_id'] as number | null,
  state: row['state'] as Erasure['state'],
  step: row['step'] as ErasureStep,
  place: row['place'] as string,
  lastDelivery: row['last_delivery'] as number,
  counts: {
    messages: row['messages'] as number,
    files: row['files'] as number,
    deliveries: row['deliveries'] as number,
    quarantined: row['quarantined'] as number,
  },
  requestedAt: row['requested_at'] as number,
  finishedAt: row['finished_at'] as number | null,
});

export function createErasureReads(db: DatabaseSync) {
  const sql = {
    erasure: db.prepare('SELECT * FROM erasures WHERE id = ?'),
    next: db.prepare(
      `SELECT min(at) AS at FROM (SELECT min(due_at) AS at FROM erasures WHERE due_at IS NOT NULL
         UNION ALL SELECT min(erase_at) FROM installations WHERE erase_at IS NOT NULL)`,
    ),
  };
  return {
    erasure(id) {
      const row = sql.erasure.get(id);
      return row && erasureOf(row);
    },
    nextErasureAt: () => (sql.next.get()?.['at'] as number | null) ?? undefined,
  } satisfies Pick<StoreReads, 'erasure' | 'nextErasureAt'>;
}

type Writes = Pick<
  StoreTransaction,
  'beginPersonErasure' | 'beginCompanyErasure' | 'installationsToErase' | 'claimErasure' | 'advanceErasure'
>;

/**
 * Who held a number when: a channel from when it was made (the first one: from ever) until the next one with that number was made. The business account counts
 * while nobody outside of the erasure shares it.
 */
const OWNED_NUMBERS = `
SELECT c.phone_number_id, CASE WHEN EXISTS (
    SELECT 1 FROM channels o WHERE o.business_account_id = c.business_account_id AND o.id <> c.id AND (o.erasure_id IS NULL OR o.erasure_id IS NOT c.erasure_id)
  ) THEN NULL ELSE c.business_account_id END AS business_account_id,
  CASE WHEN EXISTS (SELECT 1 FROM channels o WHERE o.phone_number_id = c.phone_number_id AND o.created_at < c.created_at)
    THEN c.created_at ELSE 0 END AS begins,
  (SELECT min(o.created_at) FROM channels o WHERE o.phone_number_id = c.phone_number_id AND o.created_at > c.created_at) AS ends
FROM channels c`;

const numberOf = (row: Row) => ({
  phoneNumberId: row['phone_number_id'] as string,
  businessAccountId: row['business_account_id'] as string | null,
  from: row['begins'] as number,
  to: row['ends'] as number | null,
});

/** Begins erasures and keeps account of them; what one deletes is in erase-rows.ts. */
export function createErasureWrites(db: DatabaseSync, secrets: SecretBox, digestOf: (id: string) => Buffer) {
  const sql = {
    insert: db.prepare(
      `INSERT INTO erasures (id, kind, channel_id, conversation_id, company_id, state, step, place, last_delivery, subject, requested_at, due_at)
       VALUES (?1, ?2, ?3, ?4, ?5, 'running', 'messages', '', (SELECT coalesce(max(id), 0) FROM deliveries), ?6, ?7, ?7)`,
    ),
    conversation: db.prepare('SELECT id FROM conversations WHERE channel_id = ? AND contact_id = ?'),
    contact: db.prepare('DELETE FROM contacts WHERE channel_id = ? AND id = ?'),
    links: db.prepare(
      'DELETE FROM alias_links INDEXED BY alias_links_by_contact WHERE channel_id = ? AND contact_id = ? RETURNING kind, value',
    ),
    forgetVia: db.prepare(
      'UPDATE alias_links SET via_kind = NULL, via_value = NULL WHERE channel_id = ? AND via_kind = ? AND via_value = ?',
    ),
    heldBySomebody: db.prepare('SELECT 1 FROM alias_links WHERE channel_id = ? AND kind = ? AND value = ? AND ended_at IS NULL'),
    removeConversation: db.prepare('DELETE FROM conversations WHERE channel_id = ? AND id = ?'),
    lanes: db.prepare(`DELETE FROM lanes WHERE channel_id = ? AND destination IN ('crm', 'whatsapp') AND conversation_id = ?`),
    tombstone: db.prepare('INSERT OR IGNORE INTO erased_wamids (channel_id, digest) VALUES (?, ?)'),
    numberOfChannel: db.prepare(`${OWNED_NUMBERS} WHERE c.id = ?`),
    numbersOfErasure: db.prepare(`${OWNED_NUMBERS} WHERE c.erasure_id = ?`),
    ended: db.prepare(`SELECT company_id FROM installations WHERE id = ? AND state = 'uninstalled'`),
    endChannels: db.prepare(
      `UPDATE channels SET state = 'deleted', installation_id = NULL, erasure_id = ?, access_token = x'' WHERE installation_id = ?`,
    ),
    removeInstallation: db.prepare('DELETE FROM installations WHERE id = ?'),
    removeSpend: db.prepare(
      'DELETE FROM crm_spend WHERE company_id = ?1 AND NOT EXISTS (SELECT 1 FROM installations WHERE company_id = ?1)',
    ),
    removeCompany: db.prepare(
      'DELETE FROM companies WHERE company_id = ?1 AND NOT EXISTS (SELECT 1 FROM installations WHERE company_id = ?1)',
    ),
    due: db.prepare(`SELECT id FROM installations WHERE erase_at <= ? AND state = 'uninstalled' ORDER BY erase_at LIMIT 10`),
    claim: db.prepare(
      `UPDATE erasures SET lease = ?, due_at = ? WHERE id = (SELECT id FROM erasures WHERE due_at <= ? ORDER BY due_at LIMIT 1) RETURNING *`,
    ),
    advance: db.prepare(
      `UPDATE erasures SET step = ?, place = ?, messages = messages + ?, files = files + ?, deliveries = deliveries + ?, quarantined = quarantined + ?,
         due_at = ? WHERE id = ? AND lease = ?`,
    ),
    finish: db.prepare(
      `UPDATE erasures SET state = 'done', finished_at = ?, lease = NULL, due_at = NULL, subject = NULL WHERE id = ? AND lease = ?`,
    ),
    removeChannels: db.prepare('DELETE FROM channels WHERE erasure_id = ?'),
  };
  const thoroughly = createThoroughDelete(db);
  const seal = (subject: ErasureSubject) => secrets.seal(JSON.stringify(subject));
  return {
    beginPersonErasure: thoroughly((id, { channelId, contactId, at }) => {
      const aliases = sql.links.all(channelId, contactId).map((row) => ({ kind: row['kind'] as string, value: row['value'] as string }));
      for (const { kind, value } of aliases) sql.forgetVia.run(channelId, kind, value);
      // A number that was left, and is somebody else's now, says nothing against them.
      const theirs = aliases.filter(({ kind, value }) => sql.heldBySomebody.get(channelId, kind, value) === undefined);
      const words = [...new Set(theirs.map(({ value }) => value))];
      if (sql.contact.run(channelId, contactId).changes === 0) return false;
      const conversationId = (sql.conversation.get(channelId, contactId)?.['id'] as string | undefined) ?? null;
      if (conversationId !== null) {
        sql.removeConversation.run(channelId, conversationId);
        sql.lanes.run(channelId, conversationId);
        sql.tombstone.run(channelId, digestOf(conversationId));
      }
      const numbers = sql.numberOfChannel.all(channelId).map(numberOf);
      sql.insert.run(id, 'person', channelId, conversationId, null, seal({ words, numbers }), at);
      return true;
    }),
    beginCompanyErasure(id, { installationId, at }) {
      const companyId = sql.ended.get(installationId)?.['company_id'] as number | undefined;
      if (companyId === undefined) return false;
      sql.endChannels.run(id, installationId);
      // Gone at once: who installs again while the rest is erased begins anew, and loses nothing of it.
      sql.removeInstallation.run(installationId);
      sql.removeSpend.run(companyId);
      sql.removeCompany.run(companyId);
      sql.insert.run(id, 'company', null, null, companyId, seal({ words: null, numbers: sql.numbersOfErasure.all(id).map(numberOf) }), at);
      return true;
    },
    installationsToErase: (now) => sql.due.all(now).map((row) => row['id'] as InstallationId),
    claimErasure({ now, leaseUntil, lease }) {
      const row = sql.claim.get(lease, leaseUntil, now);
      if (!row) return undefined;
      const subject = JSON.parse(secrets.open(row['subject'] as Uint8Array)) as ErasureSubject;
      return { ...erasureOf(row), lease, subject };
    },
    advanceErasure({ id, lease }, { step, place, erased, now, leaseUntil }) {
      const { messages = 0, files = 0, deliveries = 0, quarantined = 0 } = erased;
      const leased = sql.advance.run(step, place, messages, files, deliveries, quarantined, leaseUntil, id, lease).changes === 1;
      if (leased && step === 'done') {
        sql.removeChannels.run(id);
        sql.finish.run(now, id, lease);
      }
      return leased;
    },
  } satisfies Writes;
}
