import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId } from '../ids.ts';
import type { Erasure } from '../records.ts';
import type { ErasedMessages, StoreTransaction } from '../store.ts';
import type { Row } from './rows.ts';
import { createThoroughDelete } from './thorough-delete.ts';
import type { TransactionMemo } from './transaction-memo.ts';

type EraseRows = Pick<
  StoreTransaction,
  | 'eraseMessages'
  | 'eraseRest'
  | 'eraseWamids'
  | 'eraseStatuses'
  | 'isErased'
  | 'isFileReferred'
  | 'deliveriesHolding'
  | 'rawDelivery'
  | 'replaceDeliveryBody'
>;

/** Tells that an id was there without telling the id, which holds a phone number. */
export const erasedDigest = (id: string): Buffer => createHash('sha256').update(`erased\0${id}`).digest().subarray(0, 16);

/** Tables of a channel that messages leave behind, with their keys below the channel. */
const restOfChannel: Readonly<Record<string, string>> = {
  outbox: 'destination, conversation_id, seq',
  lanes: 'destination, conversation_id',
  dead_letters: 'destination, conversation_id, seq',
  attempts: 'conversation_id, seq, destination, nth',
  sends: 'conversation_id, seq, part',
  inbound_files: 'conversation_id, seq, position',
  statuses: 'wamid, status',
  wamids: 'wamid',
  erased_wamids: 'digest',
  conversations: 'id',
  alias_links: 'kind, value, nth',
  contacts: 'id',
  holds: 'destination',
  // Last: what is deleted before is still counted off.
  tallies: 'destination',
};

/** The rows that an erasure deletes, batch by batch. */
export function createEraseRows(db: DatabaseSync, memo: TransactionMemo): EraseRows {
  const place = 'channel_id = ? AND conversation_id = ? AND seq = ?';
  const lane = `channel_id = ? AND destination IN ('crm', 'whatsapp') AND conversation_id = ?`;
  const sql = {
    ofConversation: db.prepare(
      'SELECT channel_id, conversation_id, seq, wamid, delivery_id FROM messages WHERE channel_id = ? AND conversation_id = ? LIMIT ?',
    ),
    ofChannels: db.prepare(
      `SELECT m.channel_id, m.conversation_id, m.seq, m.wamid, m.delivery_id FROM channels c JOIN messages m ON m.channel_id = c.id
       WHERE c.erasure_id = ? LIMIT ?`,
    ),
    message: db.prepare(`DELETE FROM messages WHERE ${place}`),
    sends: db.prepare(`DELETE FROM sends WHERE ${place} RETURNING wamid`),
    attachments: db.prepare(`DELETE FROM attachments WHERE ${place} RETURNING file`),
    inboundFiles: db.prepare(`DELETE FROM inbound_files WHERE ${place}`),
    outbox: db.prepare(`DELETE FROM outbox WHERE ${lane} AND seq = ?`),
    attempts: db.prepare(`DELETE FROM attempts WHERE ${place}`),
    deadLetters: db.prepare(`DELETE FROM dead_letters WHERE ${lane} AND seq = ?`),
    tombstone: db.prepare('INSERT OR IGNORE INTO erased_wamids (channel_id, digest) VALUES (?, ?)'),
    wamid: db.prepare('DELETE FROM wamids WHERE channel_id = ? AND wamid = ?'),
    statuses: db.prepare('DELETE FROM statuses WHERE channel_id = ? AND wamid = ?'),
    isErased: db.prepare('SELECT 1 FROM erased_wamids WHERE channel_id = ? AND digest = ?'),
    outboxOfLane: db.prepare(`DELETE FROM outbox WHERE ${lane}`),
    lanes: db.prepare(`DELETE FROM lanes WHERE ${lane}`),
    lettersOfLane: db.prepare(`DELETE FROM dead_letters WHERE ${lane}`),
    channels: db.prepare('SELECT id FROM channels WHERE erasure_id = ?'),
    wamidsFrom: db.prepare('SELECT wamid, conversation_id FROM wamids WHERE channel_id = ? AND wamid > ? ORDER BY wamid LIMIT ?'),
    statusesFrom: db.prepare('SELECT DISTINCT wamid FROM statuses WHERE channel_id = ? AND wamid > ? ORDER BY wamid LIMIT ?'),
    referred: db.prepare('SELECT 1 FROM attachments WHERE file = ? LIMIT 1'),
    holding: db.prepare('SELECT id, received_at, body FROM deliveries WHERE id > ? AND id <= ? AND instr(body, ?) > 0'),
    delivery: db.prepare('SELECT id, received_at, body FROM deliveries WHERE id = ?'),
    replaceBody: db.prepare('UPDATE deliveries SET body = ?, digest = coalesce(digest, ?) WHERE id = ?'),
  };
  const rest = Object.entries(restOfChannel).map(([table, key]) =>
    db.prepare(`DELETE FROM ${table} WHERE channel_id = ?1 AND (${key}) IN (SELECT ${key} FROM ${table} WHERE channel_id = ?1 LIMIT ?2)`),
  );
  const forget = (channelId: string, wamid: string): void => {
    sql.tombstone.run(channelId, erasedDigest(wamid));
    sql.wamid.run(channelId, wamid);
    sql.statuses.run(channelId, wamid);
  };
  const rawDeliveryOf = (row: Row) => ({
    id: row['id'] as number,
    receivedAt: row['received_at'] as number,
    body: Buffer.from(row['body'] as Uint8Array),
  });

  const eraseMessage = (row: Row, files: string[], raw: ErasedMessages['raw']): void => {
    const at = [row['channel_id'], row['conversation_id'], row['seq']] as [string, string, number];
    const [channelId] = at;
    const wamids = [row, ...sql.sends.all(...at)].map(({ wamid }) => wamid as string | null);
    for (const wamid of wamids) if (wamid !== null) forget(channelId, wamid);
    for (const { file } of sql.attachments.all(...at)) files.push(file as string);
    sql.inboundFiles.run(...at);
    sql.outbox.run(...at);
    sql.deadLetters.run(...at);
    sql.attempts.run(...at);
    sql.message.run(...at);
    if (row['delivery_id'] !== null) raw.push({ deliveryId: row['delivery_id'] as number, wamid: row['wamid'] as string | null });
  };

  const thoroughly = createThoroughDelete(db);
  return {
    eraseMessages: thoroughly(({ id, kind, channelId, conversationId }: Erasure, limit: number) => {
      const rows = kind === 'company' ? sql.ofChannels.all(id, limit) : sql.ofConversation.all(channelId, conversationId, limit);
      const files: string[] = [];
      const raw: ErasedMessages['raw'] = [];
      for (const row of rows) eraseMessage(row, files, raw);
      return { messages: rows.length, files, raw };
    }),
    eraseRest: thoroughly(({ id, kind, channelId, conversationId }: Erasure, limit: number) => {
      if (kind === 'person') {
        for (const statement of [sql.outboxOfLane, sql.lanes, sql.lettersOfLane]) statement.run(channelId, conversationId);
        return true;
      }
      for (const channel of sql.channels.all(id)) {
        for (const statement of rest) if (Number(statement.run(channel['id'] as string, limit).changes) > 0) return false;
      }
      return true;
    }),
    eraseWamids: thoroughly(({ channelId, conversationId }: Erasure, after: string, limit: number) => {
      const rows = sql.wamidsFrom.all(channelId, after, limit);
      for (const row of rows) if (row['conversation_id'] === conversationId) forget(channelId as string, row['wamid'] as string);
      return rows.length < limit ? null : (rows.at(-1)?.['wamid'] as string);
    }),
    eraseStatuses: thoroughly((channelId: ChannelId, after: string, limit: number, names: (wamid: string) => boolean) => {
      const rows = sql.statusesFrom.all(channelId, after, limit);
      for (const { wamid } of rows) if (names(wamid as string)) forget(channelId, wamid as string);
      return rows.length < limit ? null : (rows.at(-1)?.['wamid'] as string);
    }),
    // Every item asks, and almost no channel has anything erased.
    isErased: (channelId, id) => memo.hasErased(channelId) && sql.isErased.get(channelId, erasedDigest(id)) !== undefined,
    isFileReferred: (file) => sql.referred.get(file) !== undefined,
    deliveriesHolding(words, { after, upTo }) {
      const found = new Map<number, Row>();
      for (const word of words) for (const row of sql.holding.all(after, upTo, Buffer.from(word))) found.set(row['id'] as number, row);
      return [...found.values()].map(rawDeliveryOf);
    },
    rawDelivery(id) {
      const row = sql.delivery.get(id);
      return row && rawDeliveryOf(row);
    },
    replaceDeliveryBody: thoroughly((id: number, { digest, body }: { digest: Buffer; body: Buffer }) => {
      sql.replaceBody.run(body, digest, id);
    }),
  };
}
