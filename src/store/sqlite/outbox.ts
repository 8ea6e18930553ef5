import type { DatabaseSync } from 'node:sqlite';
import { type Destination, type Job, type Lane, type Urgency, urgencies } from '../records.ts';
import type { StoreTransaction } from '../store.ts';
import { createCourse } from './course.ts';
import { laneOf, type Row } from './rows.ts';

type Outbox = Pick<
  StoreTransaction,
  'enqueue' | 'withdraw' | 'withdrawAll' | 'claim' | 'renew' | 'isLeased' | 'complete' | 'retry' | 'postpone' | 'bury' | 'hold' | 'release'
>;

/** `due_at` of a job that a worker has: not waiting for any time. A change that comes meanwhile puts its own time there. */
const UNDER_WAY = Number.MAX_SAFE_INTEGER;
const SAME_HOLD_MS = 1000;
/** So much longer a lane has waited that goes before one a step more urgent. */
const STEP_MS = 5 * 60_000;
const EVERY_URGENCY = Object.values(urgencies);

/**
 * Jobs and lanes. `lanes.ready_at` is the one thing a claim looks at: when the lane may be taken next. A lease pushes it to the lease's
 * end (so a dead worker's lane comes free by itself), a retry to the next attempt, a hold to the hold's end; an empty lane has none.
 */
export function createOutbox(db: DatabaseSync): Outbox {
  const sql = {
    open: db.prepare(
      `INSERT INTO outbox (channel_id, destination, conversation_id, seq, revision, attempts, created_at, due_at, urgency, opening)
       VALUES (?, ?, ?, ?, 1, 0, ?, ?, ?, 1)`,
    ),
    put: db.prepare(
      `INSERT INTO outbox (channel_id, destination, conversation_id, seq, revision, attempts, created_at, due_at, urgency, opening)
       VALUES (?1, ?2, ?3, ?4, 1, 0, ?5, ?6, ?7, coalesce(
         (SELECT course = 1 FROM messages WHERE channel_id = ?1 AND conversation_id = ?3 AND seq = ?4 AND bound_for = ?2), 0))
       ON CONFLICT DO UPDATE SET revision = revision + 1, due_at = min(due_at, excluded.due_at), opening = excluded.opening,
         urgency = CASE WHEN due_at = ${UNDER_WAY} THEN excluded.urgency ELSE min(urgency, excluded.urgency) END`,
    ),
    // A leased lane stays leased; a blocked one (retry, hold) stays blocked; otherwise the earliest wish wins. Behind others in a lane there is mostly nothing to change.
    wake: db.prepare(
      `INSERT INTO lanes (channel_id, destination, conversation_id, due_at, blocked_until, ready_at, lease, urgency)
       VALUES (?1, ?2, ?3, ?4, 0, max(?4, ?5), NULL, ?6)
       ON CONFLICT DO UPDATE SET
         urgency = CASE WHEN due_at IS NULL THEN ?6 ELSE min(urgency, ?6) END,
         due_at = min(coalesce(due_at, ?4), ?4),
         ready_at = CASE WHEN lease IS NOT NULL THEN ready_at ELSE max(min(coalesce(due_at, ?4), ?4), blocked_until, ?5) END
       WHERE due_at IS NULL OR due_at > ?4 OR urgency > ?6 OR (lease IS NULL AND ready_at IS NOT max(due_at, blocked_until, ?5))`,
    ),
    holdUntil: db.prepare('SELECT until FROM holds WHERE channel_id = ? AND destination = ?'),
    // Of one urgency the one that has waited the longest: one step into the index.
    ready: db.prepare(
      `SELECT channel_id, destination, conversation_id, urgency, ready_at FROM lanes
       WHERE destination = ? AND urgency = ? AND ready_at <= ? ORDER BY ready_at LIMIT 1`,
    ),
    lease: db.prepare('UPDATE lanes SET lease = ?, ready_at = ? WHERE channel_id = ? AND destination = ? AND conversation_id = ?'),
    renew: db.prepare('UPDATE lanes SET ready_at = ? WHERE destination = ? AND lease = ?'),
    head: db.prepare('SELECT * FROM outbox WHERE channel_id = ? AND destination = ? AND conversation_id = ? ORDER BY seq LIMIT 1'),
    underWay: db.prepare(
      `UPDATE outbox SET due_at = ${UNDER_WAY} WHERE channel_id = ? AND destination = ? AND conversation_id = ? AND seq = ?`,
    ),
    left: db.prepare(
      `SELECT min(CASE WHEN due_at = ${UNDER_WAY} THEN ? ELSE due_at END) AS due, min(urgency) AS urgency FROM outbox
       WHERE channel_id = ? AND destination = ? AND conversation_id = ?`,
    ),
    laneLease: db.prepare('SELECT lease FROM lanes WHERE channel_id = ? AND destination = ? AND conversation_id = ?'),
    remove: db.prepare('DELETE FROM outbox WHERE channel_id = ? AND destination = ? AND conversation_id = ? AND seq = ? AND revision = ?'),
    removeAny: db.prepare('DELETE FROM outbox WHERE channel_id = ? AND destination = ? AND conversation_id = ? AND seq = ?'),
    removeAll: db.prepare('DELETE FROM outbox WHERE channel_id = ? AND destination = ?'),
    emptyLanes: db.prepare('UPDATE lanes SET due_at = NULL, ready_at = NULL WHERE channel_id = ? AND destination = ? AND lease IS NULL'),
    resetAttempts: db.prepare(
      'UPDATE outbox SET attempts = 0, failing_since = NULL WHERE channel_id = ? AND destination = ? AND conversation_id = ? AND seq = ?',
    ),
    closeOpening: db.prepare(
      'UPDATE outbox SET attempts = 0, failing_since = NULL, opening = 0 WHERE channel_id = ? AND destination = ? AND conversation_id = ? AND seq = ?',
    ),
    countAttempt: db.prepare(
      `UPDATE outbox SET attempts = attempts + 1, failing_since = coalesce(failing_since, ?)
       WHERE channel_id = ? AND destination = ? AND conversation_id = ? AND seq = ?`,
    ),
    settleLane: db.prepare(
      `UPDATE lanes SET lease = NULL, due_at = ?, blocked_until = ?, ready_at = ?, urgency = ?
       WHERE channel_id = ? AND destination = ? AND conversation_id = ?`,
    ),
    bury: db.prepare(
      `INSERT INTO dead_letters (channel_id, destination, conversation_id, seq, at, attempts, code, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET at = excluded.at, attempts = excluded.attempts, code = excluded.code, reason = excluded.reason`,
    ),
    hold: db.prepare(
      `INSERT INTO holds (channel_id, destination, until, code, reason) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET until = excluded.until, code = excluded.code, reason = excluded.reason`,
    ),
    holdLanes: db.prepare(
      'UPDATE lanes SET ready_at = max(ready_at, ?) WHERE channel_id = ? AND destination = ? AND ready_at IS NOT NULL AND lease IS NULL',
    ),
    unhold: db.prepare('DELETE FROM holds WHERE channel_id = ? AND destination = ?'),
    releaseLanes: db.prepare(
      `UPDATE lanes SET ready_at = max(coalesce(due_at, ?1), blocked_until)
       WHERE channel_id = ?2 AND destination = ?3 AND ready_at IS NOT NULL AND lease IS NULL`,
    ),
  };
  const course = createCourse(db);
  const laneKey = (lane: Lane) => [lane.channelId, lane.destination, lane.conversationId] as const;
  const heldUntil = (lane: Pick<Lane, 'channelId' | 'destination'>): number =>
    (sql.holdUntil.get(lane.channelId, lane.destination)?.['until'] as number | undefined) ?? 0;
  const leaseHolds = (job: Job): boolean => sql.laneLease.get(...laneKey(job))?.['lease'] === job.lease;

  /** Gives the lane back: empty, or ready when its next job is due. */
  const free = (lane: Lane, now: number, blockedUntil = 0): void => {
    const { due, urgency } = sql.left.get(now, ...laneKey(lane)) as { due: number | null; urgency: number | null };
    const readyAt = due === null ? null : Math.max(due, now, blockedUntil, heldUntil(lane));
    sql.settleLane.run(due, blockedUntil, readyAt, urgency ?? urgencies.message, ...laneKey(lane));
  };

  /** Up to `limit` lanes that are ready, those first that are the most urgent and have waited the longest. Whoever takes one sees to it that it is not ready any more. */
  function* readyLanes(destination: Destination, now: number, limit: number): Generator<Lane & { urgency: Urgency }> {
    const next = new Map<Urgency, Row | undefined>();
    for (const urgency of EVERY_URGENCY) next.set(urgency, sql.ready.get(destination, urgency, now));
    const rank = (row: Row): number => (row['ready_at'] as number) + (row['urgency'] as number) * STEP_MS;
    for (let taken = 0; taken < limit; taken += 1) {
      let first: Row | undefined;
      for (const row of next.values()) if (row && (!first || rank(row) < rank(first))) first = row;
      if (!first) return;
      const urgency = first['urgency'] as Urgency;
      yield { ...laneOf(first), urgency };
      next.set(urgency, sql.ready.get(destination, urgency, now));
    }
  }

  return {
    enqueue(job, { now, dueAt, urgency = urgencies.message, opens = false }) {
      if (!opens) course.wait(job);
      (opens ? sql.open : sql.put).run(...laneKey(job), job.seq, now, dueAt, urgency);
      sql.wake.run(...laneKey(job), dueAt, heldUntil(job), urgency);
    },
    withdraw(job, now) {
      sql.removeAny.run(...laneKey(job), job.seq);
      course.takeBack(job);
      // A leased lane is freed by its worker; what is left in another keeps its time: it goes on waiting for a retry or a later date.
      const lease = sql.laneLease.get(...laneKey(job))?.['lease'];
      if (lease === null && sql.head.get(...laneKey(job)) === undefined) free(job, now);
    },
    withdrawAll(channelId, destination) {
      course.takeAllBack(channelId, destination);
      sql.removeAll.run(channelId, destination);
      // A leased lane is freed by its worker, which finds nothing left.
      sql.emptyLanes.run(channelId, destination);
      sql.unhold.run(channelId, destination);
    },
    claim({ destination, now, leaseUntil, newLease, limit }) {
      const jobs: Job[] = [];
      for (const { urgency, ...lane } of readyLanes(destination, now, limit)) {
        const head = sql.head.get(...laneKey(lane)) as Row | undefined;
        // A lane that was under way when its channel was stopped, and whose worker died, learns of the hold here.
        if (!head || heldUntil(lane) > now) {
          free(lane, now);
          continue;
        }
        const lease = newLease();
        sql.lease.run(lease, leaseUntil, ...laneKey(lane));
        sql.underWay.run(...laneKey(lane), head['seq'] as number);
        jobs.push({
          ...lane,
          lease,
          seq: head['seq'] as number,
          revision: head['revision'] as number,
          attempts: head['attempts'] as number,
          urgency,
          createdAt: head['created_at'] as number,
          failingSince: head['failing_since'] as number | null,
        });
      }
      return jobs;
    },
    renew(destination, leases, leaseUntil) {
      for (const lease of leases) sql.renew.run(leaseUntil, destination, lease);
    },
    isLeased: (job) => leaseHolds(job),
    complete(job, now) {
      if (!leaseHolds(job)) return false;
      if (sql.remove.run(...laneKey(job), job.seq, job.revision).changes === 0) sql.closeOpening.run(...laneKey(job), job.seq);
      course.settle(job);
      free(job, now);
      return true;
    },
    retry(job, { now, at, countAttempt }) {
      if (!leaseHolds(job)) return false;
      if (countAttempt) sql.countAttempt.run(now, ...laneKey(job), job.seq);
      else sql.resetAttempts.run(...laneKey(job), job.seq);
      free(job, now, at);
      return true;
    },
    postpone(job, { now, at }) {
      if (!leaseHolds(job)) return false;
      free(job, now, at);
      return true;
    },
    bury(job, { now, code, reason }) {
      if (!leaseHolds(job)) return 'lost';
      // What changed while the attempt was under way is worth an attempt of its own.
      const unchanged = sql.remove.run(...laneKey(job), job.seq, job.revision).changes === 1;
      if (unchanged) {
        sql.bury.run(...laneKey(job), job.seq, now, job.attempts + 1, code, reason);
        course.refuse(job);
      } else sql.resetAttempts.run(...laneKey(job), job.seq);
      free(job, now);
      return unchanged ? 'buried' : 'kept';
    },
    hold({ channelId, destination, until, code, reason }, now) {
      // Sixteen lanes that meet the same refusal ask for nearly the same hold; touching every lane of the channel once is enough.
      const held = heldUntil({ channelId, destination });
      if (held > now && until - held < SAME_HOLD_MS) return;
      sql.hold.run(channelId, destination, until, code, reason);
      sql.holdLanes.run(until, channelId, destination);
    },
    release(channelId, destination, now) {
      sql.unhold.run(channelId, destination);
      sql.releaseLanes.run(now, channelId, destination);
    },
  };
}
