import type { DatabaseSync } from 'node:sqlite';
import type { RawDelivery, StoreReads, StoreTransaction } from '../store.ts';

export function createDeliveryReads(db: DatabaseSync) {
  const sql = {
    // A length is read from the row's head, without the body.
    page: db.prepare(
      `SELECT id, received_at, length(body) AS size, (SELECT count(*) FROM quarantine WHERE delivery_id = deliveries.id) AS quarantined
       FROM deliveries WHERE id < ? ORDER BY id DESC LIMIT ?`,
    ),
    delivery: db.prepare('SELECT id, received_at, body FROM deliveries WHERE id = ?'),
  };
  return {
    deliveries: ({ before = Number.MAX_SAFE_INTEGER, limit }) =>
      sql.page.all(before, limit).map((row) => ({
        id: row['id'] as number,
        receivedAt: row['received_at'] as number,
        size: row['size'] as number,
        quarantined: row['quarantined'] as number,
      })),
    rawDelivery(id): RawDelivery | undefined {
      const row = sql.delivery.get(id);
      return row && { id, receivedAt: row['received_at'] as number, body: Buffer.from(row['body'] as Uint8Array) };
    },
  } satisfies Pick<StoreReads, 'deliveries' | 'rawDelivery'>;
}

/** Most deliveries have no digest: an index of digests lets every webhook touch a page of its own, which is what a commit costs. */
export function createDeliveryWrites(db: DatabaseSync) {
  const sql = {
    insert: db.prepare('INSERT INTO deliveries (received_at, body) VALUES (?, ?)'),
    setDigest: db.prepare('UPDATE deliveries SET digest = ? WHERE id = ?'),
    known: db.prepare('SELECT 1 FROM deliveries WHERE digest = ? LIMIT 1'),
    remove: db.prepare('DELETE FROM deliveries WHERE id = ?'),
  };
  return {
    insertDelivery: ({ receivedAt, body }) => Number(sql.insert.run(receivedAt, body).lastInsertRowid),
    setDeliveryDigest(id, digest) {
      sql.setDigest.run(digest, id);
    },
    isDeliveryKnown: (digest) => sql.known.get(digest) !== undefined,
    removeDelivery(id) {
      sql.remove.run(id);
    },
  } satisfies Pick<StoreTransaction, 'insertDelivery' | 'setDeliveryDigest' | 'isDeliveryKnown' | 'removeDelivery'>;
}
