import type { DatabaseSync } from 'node:sqlite';
import type { MessageRef } from '../ids.ts';
import type { Destination } from '../records.ts';

/** Where a message is to be brought: what came from WhatsApp to the CRM, what the business writes here to WhatsApp. */
interface Bound extends MessageRef {
  channelId: string;
  destination: Destination;
}

const OF = 'channel_id = ?1 AND conversation_id = ?2 AND seq = ?3 AND bound_for = ?4';
const keyOf = ({ channelId, conversationId, seq, destination }: Bound) => [channelId, conversationId, seq, destination] as const;

/** How a message stands with WhatsApp that no job stands for: a failure counts until the customer has it, and without any word nobody knows. */
const TOLD = 'CASE WHEN failure_code IS NOT NULL AND rank < 2 THEN 3 WHEN rank >= 1 THEN 2 ELSE 4 END';

/**
 * Keeps `messages.course` true: 0 kept (nobody is to bring it anywhere), 1 waiting, 2 delivered, 3 refused, 4 unknown. A job towards the place a message is bound for makes it wait until
 * it was delivered once; what comes after that is an update and changes nothing here. Triggers count the courses into `tallies`.
 */
export function createCourse(db: DatabaseSync) {
  const sql = {
    wait: db.prepare(`UPDATE messages SET course = 1 WHERE ${OF} AND course IN (0, 3, 4)`),
    takeBack: db.prepare(`UPDATE messages SET course = 0 WHERE ${OF} AND course = 1`),
    // From the jobs, which are few, and not from the messages of the channel.
    takeAllBack: db.prepare(
      `UPDATE messages SET course = 0 WHERE channel_id = ?1 AND course = 1 AND (conversation_id, seq) IN (
         SELECT conversation_id, seq FROM outbox WHERE channel_id = ?1 AND destination = ?2 AND opening = 1)`,
    ),
    settle: db.prepare(
      `UPDATE messages SET course = iif(bound_for = 'crm', 2, ${TOLD}) WHERE ${OF} AND course <> iif(bound_for = 'crm', 2, ${TOLD})`,
    ),
    refuse: db.prepare(`UPDATE messages SET course = 3 WHERE ${OF} AND course <> 2`),
    follow: db.prepare(`UPDATE messages SET course = ${TOLD} WHERE ${OF} AND course IN (2, 3, 4) AND course <> ${TOLD}`),
  };
  return {
    /** There is a job for it. */
    wait: (job: Bound) => sql.wait.run(...keyOf(job)),
    /** Its job was withdrawn. */
    takeBack: (job: Bound) => sql.takeBack.run(...keyOf(job)),
    /** The same for every job of a channel towards a destination; before they go. */
    takeAllBack: (channelId: string, destination: Destination) => sql.takeAllBack.run(channelId, destination),
    /** Its job was done; for WhatsApp the message tells how it ended. */
    settle: (job: Bound) => sql.settle.run(...keyOf(job)),
    /** Its job went to the dead letters. */
    refuse: (job: Bound) => sql.refuse.run(...keyOf(job)),
    /** What WhatsApp told of it later. */
    follow: (channelId: string, ref: MessageRef) => sql.follow.run(...keyOf({ ...ref, channelId, destination: 'whatsapp' })),
  };
}
