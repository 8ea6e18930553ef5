import type { DatabaseSync } from 'node:sqlite';
import type { ContactId, ConversationId } from '../ids.ts';
import type { StoreTransaction } from '../store.ts';

type People = Pick<
  StoreTransaction,
  | 'contactByAlias'
  | 'holderOfAlias'
  | 'contactsSeparatedFrom'
  | 'insertContact'
  | 'retireAlias'
  | 'separateAlias'
  | 'redirectAnswers'
  | 'addAlias'
  | 'setContactName'
  | 'setUsername'
>;

const ALIAS = 'channel_id = ?1 AND kind = ?2 AND value = ?3';

/** Contacts and what they are known by. Of all links of an alias at most one has not ended. */
export function createPeople(db: DatabaseSync): People {
  const sql = {
    byAlias: db.prepare(`SELECT contact_id FROM alias_links WHERE ${ALIAS} AND ended_at IS NULL`),
    // The links of one alias in the order of their key, so that the first one ends it.
    holder: db.prepare(
      `SELECT l.contact_id, l.ended_at IS NULL AS is_current, c.name, c.username, v.id AS conversation_id FROM alias_links l
       LEFT JOIN contacts c ON c.channel_id = l.channel_id AND c.id = l.contact_id
       LEFT JOIN conversations v ON v.channel_id = l.channel_id AND v.contact_id = l.contact_id
       WHERE l.channel_id = ?1 AND l.kind = ?2 AND l.value = ?3
         AND (l.ended_at IS NULL OR (l.end_reason = 'number-change' AND l.ended_at > ?4)) ORDER BY l.nth LIMIT 1`,
    ),
    // The plus keeps SQLite from walking through the whole channel in the order it would group by.
    separated: db.prepare(
      `SELECT contact_id FROM alias_links WHERE ${ALIAS}
       GROUP BY +contact_id HAVING max(nth) = max(nth) FILTER (WHERE end_reason = 'operator')`,
    ),
    insertContact: db.prepare('INSERT INTO contacts (channel_id, id, name, created_at) VALUES (?, ?, ?, ?)'),
    addAlias: db.prepare(
      `INSERT INTO alias_links (channel_id, kind, value, nth, contact_id, linked_at, reason, via_kind, via_value)
       SELECT ?1, ?2, ?3, coalesce(max(nth), 0) + 1, ?4, ?5, ?6, ?7, ?8 FROM alias_links WHERE ${ALIAS}
       HAVING count(*) = count(ended_at) AND ?5 >= coalesce(max(ended_at) FILTER (WHERE end_reason = 'number-change'), ?5)
         AND ?5 > coalesce(max(ended_at) FILTER (WHERE end_reason = 'number-change' AND contact_id = ?4), ?5 - 1)`,
    ),
    end: db.prepare(`UPDATE alias_links SET ended_at = ?4, end_reason = ?5 WHERE ${ALIAS} AND ended_at IS NULL RETURNING contact_id`),
    redirect: db.prepare('UPDATE conversations SET address_value = ? WHERE channel_id = ? AND contact_id = ? AND address_kind = ?'),
    forgetAddress: db.prepare(
      `UPDATE conversations SET address_kind = NULL, address_value = NULL
       WHERE channel_id = ? AND contact_id = ? AND address_kind = ? AND address_value = ?`,
    ),
    setName: db.prepare('UPDATE contacts SET name = ?1 WHERE channel_id = ?2 AND id = ?3 AND name <> ?1'),
    setUsername: db.prepare('UPDATE contacts SET username = ?1 WHERE channel_id = ?2 AND id = ?3 AND username IS NOT ?1'),
  };
  return {
    contactByAlias(channelId, { kind, value }) {
      return sql.byAlias.get(channelId, kind, value)?.['contact_id'] as ContactId | undefined;
    },
    holderOfAlias(channelId, { kind, value }, at) {
      const row = sql.holder.get(channelId, kind, value, at);
      return (
        row && {
          contactId: row['contact_id'] as ContactId,
          isCurrent: row['is_current'] === 1,
          name: (row['name'] ?? '') as string,
          username: row['username'] as string | null,
          conversationId: row['conversation_id'] as ConversationId | null,
        }
      );
    },
    contactsSeparatedFrom: (channelId, { kind, value }) =>
      sql.separated.all(channelId, kind, value).map((row) => row['contact_id'] as ContactId),
    insertContact(channelId, { id, name }, createdAt) {
      sql.insertContact.run(channelId, id, name, createdAt);
    },
    addAlias(channelId, contactId, { kind, value }, { at, reason, via }) {
      sql.addAlias.run(channelId, kind, value, contactId, at, reason, via?.kind ?? null, via?.value ?? null);
    },
    retireAlias(channelId, { kind, value }, at) {
      sql.end.run(channelId, kind, value, at, 'number-change');
    },
    separateAlias(channelId, { kind, value }, at) {
      const contactId = sql.end.get(channelId, kind, value, at, 'operator')?.['contact_id'] as ContactId | undefined;
      if (contactId !== undefined) sql.forgetAddress.run(channelId, contactId, kind, value);
      return contactId;
    },
    redirectAnswers(channelId, contactId, { kind, value }) {
      sql.redirect.run(value, channelId, contactId, kind);
    },
    setContactName(channelId, contactId, name) {
      sql.setName.run(name, channelId, contactId);
    },
    setUsername(channelId, contactId, username) {
      sql.setUsername.run(username, channelId, contactId);
    },
  };
}
