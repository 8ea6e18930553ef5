import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId, MessageRef, Wamid } from '../ids.ts';
import type { PendingJob } from '../passage.ts';
import type { Destination } from '../records.ts';
import type { StoreReads } from '../store.ts';
import { type Course, courses } from '../tallies.ts';
import { attemptOf } from './attempts.ts';
import { letterOf } from './dead-letters.ts';
import { inOneRead } from './one-read.ts';
import { channelOf, holdOf, messageOf, type Row, refOf, sendOf, statusEventOf } from './rows.ts';

/** The way of one message, from the tables that each know a piece of it. */
export function createPassageReads(db: DatabaseSync) {
  const OF = 'channel_id = ? AND conversation_id = ? AND seq = ?';
  const sql = {
    channel: db.prepare('SELECT * FROM channels WHERE id = ?'),
    message: db.prepare(
      // Of somebody who is being erased the conversation goes first.
      `SELECT m.*, d.received_at AS delivered_at FROM messages m JOIN conversations v ON v.channel_id = m.channel_id AND v.id = m.conversation_id
       LEFT JOIN deliveries d ON d.id = m.delivery_id WHERE m.channel_id = ? AND m.conversation_id = ? AND m.seq = ?`,
    ),
    sends: db.prepare(`SELECT * FROM sends WHERE ${OF} ORDER BY part`),
    statuses: db.prepare('SELECT * FROM statuses WHERE channel_id = ? AND wamid = ?'),
    attempts: db.prepare(`SELECT * FROM attempts WHERE ${OF} ORDER BY first_at, destination, nth`),
    jobs: db.prepare(
      `SELECT o.seq, o.destination, o.created_at, l.ready_at, l.lease IS NOT NULL AS leased, (
         SELECT count(*) FROM outbox e WHERE e.channel_id = o.channel_id AND e.destination = o.destination AND e.conversation_id = o.conversation_id AND e.seq < o.seq) AS ahead
       FROM outbox o LEFT JOIN lanes l ON l.channel_id = o.channel_id AND l.destination = o.destination AND l.conversation_id = o.conversation_id
       WHERE o.channel_id = ?1 AND o.destination IN ('crm', 'whatsapp') AND o.conversation_id = ?2 AND o.seq = ?3 ORDER BY o.destination`,
    ),
    holds: db.prepare('SELECT * FROM holds WHERE channel_id = ? ORDER BY destination'),
    deadLetters: db.prepare(
      `SELECT * FROM dead_letters WHERE channel_id = ? AND destination IN ('crm', 'whatsapp') AND conversation_id = ? AND seq = ?`,
    ),
    files: db.prepare(`SELECT kind, attempts, due_at, lost_at FROM inbound_files WHERE ${OF} ORDER BY position`),
    wamid: db.prepare('SELECT conversation_id, seq, part FROM wamids WHERE channel_id = ? AND wamid = ?'),
  };

  const statusesOf = (channelId: string, wamids: readonly unknown[]) =>
    [...new Set(wamids)]
      .filter((wamid) => typeof wamid === 'string')
      .flatMap((wamid) => sql.statuses.all(channelId, wamid))
      .map((row) => ({ ...statusEventOf(row), receivedAt: row['received_at'] as number }))
      .sort((a, b) => a.at - b.at || a.receivedAt - b.receivedAt);

  return {
    passage: inOneRead(db, (channelId: ChannelId, { conversationId, seq }: MessageRef) => {
      const key = [channelId, conversationId, seq] as const;
      const [channel, row] = [sql.channel.get(channelId), sql.message.get(...key)];
      if (!channel || !row) return undefined;
      const sends = sql.sends.all(...key).map(sendOf);
      return {
        channel: channelOf(channel),
        message: messageOf(row),
        boundFor: row['bound_for'] as Destination,
        course: courses[row['course'] as number] as Course,
        wamid: row['wamid'] as string | null,
        deliveryId: row['delivery_id'] as number | null,
        receivedAt: row['delivered_at'] as number | null,
        sends,
        statuses: statusesOf(channelId, [row['wamid'], ...sends.map(({ wamid }) => wamid)]),
        attempts: sql.attempts.all(...key).map(attemptOf),
        jobs: sql.jobs.all(...key).map(jobOf),
        holds: sql.holds.all(channelId).map(holdOf),
        deadLetters: sql.deadLetters.all(...key).map(letterOf),
        files: sql.files.all(...key).map((file) => ({
          kind: file['kind'] as string,
          attempts: file['attempts'] as number,
          dueAt: file['due_at'] as number,
          lostAt: file['lost_at'] as number,
        })),
      };
    }),
    messageByWamid(channelId: ChannelId, wamid: Wamid) {
      const row = sql.wamid.get(channelId, wamid);
      return row && { ...refOf(row), part: row['part'] as number };
    },
  } satisfies Pick<StoreReads, 'passage' | 'messageByWamid'>;
}

const jobOf = (row: Row): PendingJob => ({
  seq: row['seq'] as number,
  destination: row['destination'] as Destination,
  createdAt: row['created_at'] as number,
  readyAt: row['ready_at'] as number | null,
  isUnderWay: row['leased'] === 1,
  ahead: row['ahead'] as number,
});
