import type { DatabaseSync } from 'node:sqlite';
import type { FileJob } from '../records.ts';
import type { StoreTransaction } from '../store.ts';
import { fileJobOf } from './rows.ts';

type InboundFiles = Pick<
  StoreTransaction,
  'insertInboundFile' | 'claimInboundFiles' | 'renewInboundFiles' | 'retryInboundFile' | 'settleInboundFile'
>;

const PLACE = 'channel_id = ? AND conversation_id = ? AND seq = ? AND position = ?';
const placeOf = ({ channelId, conversationId, seq, position }: FileJob) => [channelId, conversationId, seq, position] as const;

/** Files to fetch from WhatsApp, one row each while they wait. A lease is a time until which nobody else finds the row due, and a word that proves whose it is. */
export function createInboundFiles(db: DatabaseSync): InboundFiles {
  const sql = {
    insert: db.prepare(
      `INSERT INTO inbound_files (channel_id, conversation_id, seq, position, media_id, url, kind, voice, content_type, sha256, name,
         announced, received_at, lost_at, due_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?13)`,
    ),
    putOffHeld: db.prepare(
      `UPDATE inbound_files AS f SET lease = NULL, due_at = h.until FROM holds AS h
       WHERE f.due_at <= ?1 AND h.channel_id = f.channel_id AND h.destination = 'whatsapp' AND h.until > ?1`,
    ),
    due: db.prepare(
      'SELECT channel_id, conversation_id, seq, position FROM inbound_files WHERE due_at <= ? ORDER BY due_at, channel_id, conversation_id, seq, position LIMIT ?',
    ),
    lease: db.prepare(`UPDATE inbound_files SET lease = ?, due_at = ? WHERE ${PLACE} RETURNING *`),
    renew: db.prepare('UPDATE inbound_files SET due_at = max(due_at, ?) WHERE lease = ?'),
    retry: db.prepare(`UPDATE inbound_files SET lease = NULL, due_at = ?, attempts = attempts + ? WHERE ${PLACE} AND lease = ?`),
    settle: db.prepare(`DELETE FROM inbound_files WHERE ${PLACE} AND lease = ?`),
  };
  return {
    insertInboundFile(file) {
      const {
        channelId,
        conversationId,
        seq,
        position,
        mediaId,
        url,
        kind,
        voice,
        contentType,
        sha256,
        name,
        announced,
        receivedAt,
        lostAt,
      } = file;
      const place = [channelId, conversationId, seq, position] as const;
      sql.insert.run(...place, mediaId, url, kind, voice ? 1 : 0, contentType, sha256, name, announced ? 1 : 0, receivedAt, lostAt);
    },
    claimInboundFiles({ now, leaseUntil, newLease, limit }) {
      sql.putOffHeld.run(now);
      return sql.due.all(now, limit).flatMap((row) => {
        const { channel_id, conversation_id, seq, position } = row as Record<string, string | number>;
        const leased = sql.lease.get(newLease(), leaseUntil, channel_id ?? '', conversation_id ?? '', seq ?? 0, position ?? 0);
        return leased ? [fileJobOf(leased)] : [];
      });
    },
    renewInboundFiles(leases, leaseUntil) {
      for (const lease of leases) sql.renew.run(leaseUntil, lease);
    },
    retryInboundFile: (file, { at, countAttempt }) => sql.retry.run(at, countAttempt ? 1 : 0, ...placeOf(file), file.lease).changes === 1,
    settleInboundFile: (file) => sql.settle.run(...placeOf(file), file.lease).changes === 1,
  };
}
