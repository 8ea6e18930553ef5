import type { DatabaseSync } from 'node:sqlite';
import type { Milestones, StoreReads } from '../store.ts';
import type { Row } from './rows.ts';

/** What tells that messages come and go. Each part ends at the first row that tells. */
export function createMilestones(db: DatabaseSync): Pick<StoreReads, 'milestones'> {
  const sql = {
    received: db.prepare('SELECT last_inbound_at FROM conversations WHERE last_inbound_at IS NOT NULL LIMIT 1'),
    answered: db.prepare(`SELECT 1 FROM sends WHERE state = 'accepted' LIMIT 1`),
    failed: db.prepare(`SELECT failure_code, failure_reason FROM sends WHERE state = 'failed' AND failure_code IS NOT NULL LIMIT 1`),
    strange: db.prepare(
      `SELECT phone_number_id FROM quarantine WHERE reason = 'unknown-phone-number-id' AND phone_number_id IS NOT NULL LIMIT 1`,
    ),
  };
  return {
    milestones(): Milestones {
      const received = sql.received.get() as Row | undefined;
      const failed = sql.failed.get() as Row | undefined;
      return {
        received: received !== undefined,
        receivedAt: (received?.['last_inbound_at'] as number | undefined) ?? null,
        answered: sql.answered.get() !== undefined,
        failure: failed ? { code: failed['failure_code'] as number, reason: failed['failure_reason'] as string } : null,
        strangeNumberId: ((sql.strange.get() as Row | undefined)?.['phone_number_id'] as string | undefined) ?? null,
      };
    },
  };
}
