import type { DatabaseSync } from 'node:sqlite';
import type { StoreTransaction } from '../store.ts';
import { createThoroughDelete } from './thorough-delete.ts';

type Retention = Pick<StoreTransaction, 'forgetDeliveries' | 'forgetStatuses'>;

interface OldDelivery {
  id: number;
  received_at: number;
  size: number;
  aside: number;
}

/** Removes what is old, in batches that their caller bounds. */
export function createRetention(db: DatabaseSync) {
  const sql = {
    // A length is read from the row's head, without the body.
    deliveries: db.prepare(
      `SELECT id, received_at, length(body) AS size, EXISTS (SELECT 1 FROM quarantine WHERE delivery_id = deliveries.id) AS aside
       FROM deliveries WHERE id > ? AND id < (SELECT max(id) FROM deliveries) ORDER BY id LIMIT ?`,
    ),
    forgetDelivery: db.prepare('DELETE FROM deliveries WHERE id = ?'),
    forgetStatuses: db.prepare(
      `DELETE FROM statuses WHERE (channel_id, wamid, status) IN (
         SELECT channel_id, wamid, status FROM statuses WHERE received_at < ? ORDER BY received_at LIMIT ?)`,
    ),
  };
  // What is erased later must not still stand in pages that came free here.
  const thoroughly = createThoroughDelete(db);
  return {
    forgetDeliveries: thoroughly(({ receivedBefore, after, limit, maxBytes }) => {
      let [removed, bytes, last] = [0, 0, after];
      const rows = sql.deliveries.all(after, limit) as unknown as OldDelivery[];
      for (const { id, received_at, size, aside } of rows) {
        if (received_at >= receivedBefore) return { removed, after: undefined };
        if (bytes > 0 && bytes + size > maxBytes) return { removed, after: last };
        last = id;
        if (aside === 1) continue;
        sql.forgetDelivery.run(id);
        removed += 1;
        bytes += size;
      }
      return { removed, after: rows.length < limit ? undefined : last };
    }),
    forgetStatuses: thoroughly(({ receivedBefore, limit }) => Number(sql.forgetStatuses.run(receivedBefore, limit).changes)),
  } satisfies Retention;
}
