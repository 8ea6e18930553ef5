import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId, ConversationId } from '../ids.ts';
import type { NewMessage, StoreTransaction } from '../store.ts';

type MessageWrites = Pick<StoreTransaction, 'appendMessage' | 'insertPastMessage' | 'announcePastMessage'>;

/** Places of the past, 65,536 for each second, all below 1, where those of appended messages begin. 2^33 seconds are reached in the year 2242. */
const PAST_PLACES = 2 ** 16;
const pastPlace = (at: number): number => (Math.floor(at / 1000) - 2 ** 33) * PAST_PLACES;

const opensWindow = ({ direction, opensWindow: opens = true }: NewMessage): boolean => direction === 'inbound' && opens;

/** Puts messages into conversations: live ones at the end, those of the past by their time before them. */
export function createMessageWrites(db: DatabaseSync): MessageWrites {
  const sql = {
    // Asked first: an update that returns what it wrote takes half as long again as both.
    nextSeq: db.prepare('SELECT next_seq AS seq FROM conversations WHERE channel_id = ? AND id = ?'),
    noteAppended: db.prepare(
      `UPDATE conversations SET next_seq = next_seq + 1, last_direction = ?1,
         last_inbound_at = CASE WHEN ?7 THEN max(coalesce(last_inbound_at, 0), ?2) ELSE last_inbound_at END,
         address_kind = CASE WHEN ?5 IS NOT NULL AND ?2 >= coalesce(last_inbound_at, 0) THEN ?5 ELSE address_kind END,
         address_value = CASE WHEN ?5 IS NOT NULL AND ?2 >= coalesce(last_inbound_at, 0) THEN ?6 ELSE address_value END
       WHERE channel_id = ?3 AND id = ?4`,
    ),
    notePast: db.prepare(
      'UPDATE conversations SET last_inbound_at = max(coalesce(last_inbound_at, 0), ?1) WHERE channel_id = ?2 AND id = ?3',
    ),
    // As long as nothing live told it, the newest message of the past does.
    notePastAddress: db.prepare(
      `UPDATE conversations SET address_kind = ?4, address_value = ?5
       WHERE channel_id = ?1 AND id = ?2 AND coalesce(last_inbound_at, ?6) <= ?6 AND NOT EXISTS (
         SELECT 1 FROM messages WHERE channel_id = ?1 AND conversation_id = ?2 AND seq > ?3 AND seq < 1 AND direction = 'inbound')`,
    ),
    announce: db.prepare(
      `UPDATE messages SET announced_at = ?, text = ?, reply_by = ?
       WHERE channel_id = ? AND conversation_id = ? AND seq = ? AND seq < 1 AND announced_at IS NULL`,
    ),
    announceFiles: db.prepare('UPDATE inbound_files SET announced = 1 WHERE channel_id = ? AND conversation_id = ? AND seq = ?'),
    noteNews: db.prepare(
      `UPDATE conversations SET last_direction = ?3,
         address_kind = CASE WHEN ?5 IS NOT NULL AND ?4 >= coalesce(last_inbound_at, 0) THEN ?5 ELSE address_kind END,
         address_value = CASE WHEN ?5 IS NOT NULL AND ?4 >= coalesce(last_inbound_at, 0) THEN ?6 ELSE address_value END,
         last_inbound_at = CASE WHEN ?7 THEN max(coalesce(last_inbound_at, 0), ?4) ELSE last_inbound_at END
       WHERE channel_id = ?1 AND id = ?2`,
    ),
    pastSeq: db.prepare(
      `SELECT coalesce(max(seq) + 1, ?3) AS seq FROM messages WHERE channel_id = ?1 AND conversation_id = ?2 AND seq >= ?3 AND seq < ?4`,
    ),
    insertMessage: db.prepare(
      `INSERT INTO messages (channel_id, conversation_id, seq, direction, type, text, rank, failure_code, failure_reason,
         created_at, reply_by, wamid, delivery_id, fingerprint, course)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
  };
  const insertMessageAt = (channelId: ChannelId, conversationId: ConversationId, seq: number, message: NewMessage): void => {
    const { direction, type, text, rank, failure, createdAt, replyBy, wamid, deliveryId, fingerprint, waits = false } = message;
    const failed = [failure?.code ?? null, failure?.reason ?? null] as const;
    sql.insertMessage.run(
      channelId,
      conversationId,
      seq,
      direction,
      type,
      text,
      rank,
      ...failed,
      createdAt,
      replyBy,
      wamid,
      deliveryId,
      fingerprint,
      waits ? 1 : 0,
    );
  };

  return {
    appendMessage(channelId, conversationId, message) {
      const { direction, createdAt, address } = message;
      const row = sql.nextSeq.get(channelId, conversationId);
      if (!row) throw new Error('no such conversation');
      const seq = row['seq'] as number;
      const opens = opensWindow(message) ? 1 : 0;
      sql.noteAppended.run(direction, createdAt, channelId, conversationId, address?.kind ?? null, address?.value ?? null, opens);
      insertMessageAt(channelId, conversationId, seq, message);
      return seq;
    },
    insertPastMessage(channelId, conversationId, message) {
      const { kind = null, value = null } = message.address ?? {};
      const first = pastPlace(message.createdAt);
      const { seq } = sql.pastSeq.get(channelId, conversationId, first, first + PAST_PLACES) as { seq: number };
      if (kind !== null) sql.notePastAddress.run(channelId, conversationId, seq, kind, value, message.createdAt);
      if (opensWindow(message)) sql.notePast.run(message.createdAt, channelId, conversationId);
      insertMessageAt(channelId, conversationId, seq, message);
      return seq;
    },
    announcePastMessage(channelId, { conversationId, seq }, { text, direction, createdAt, replyBy, address, opensWindow: opens, at }) {
      if (sql.announce.run(at, text, replyBy, channelId, conversationId, seq).changes === 0) return undefined;
      const { kind = null, value = null } = address ?? {};
      sql.noteNews.run(channelId, conversationId, direction, createdAt, kind, value, opens ? 1 : 0);
      return { fileComes: sql.announceFiles.run(channelId, conversationId, seq).changes > 0 };
    },
  };
}
