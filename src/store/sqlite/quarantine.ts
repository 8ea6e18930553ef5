import type { DatabaseSync } from 'node:sqlite';
import type { QuarantinedItem } from '../records.ts';
import type { QuarantineFilter, StoreReads, StoreTransaction } from '../store.ts';
import type { Row } from './rows.ts';

type Reads = Pick<StoreReads, 'quarantine' | 'quarantinedItem' | 'quarantineCount'>;
type Writes = Pick<
  StoreTransaction,
  'quarantineItem' | 'quarantinedItem' | 'quarantinedIds' | 'quarantinedOf' | 'quarantineAgain' | 'releaseQuarantined'
>;

/** One statement for each way of asking, so that each can use its index. */
const conditions = {
  all: '1',
  reason: 'reason = :reason',
  phoneNumberId: 'phone_number_id = :phoneNumberId',
  both: 'reason = :reason AND phone_number_id = :phoneNumberId',
} as const;

const wayOf = ({ reason, phoneNumberId }: QuarantineFilter): keyof typeof conditions => {
  if (reason !== undefined) return phoneNumberId === undefined ? 'reason' : 'both';
  return phoneNumberId === undefined ? 'all' : 'phoneNumberId';
};

/** The filter's values, only those its statement names. */
const valuesOf = ({ reason, phoneNumberId }: QuarantineFilter): Record<string, string> => ({
  ...(reason === undefined ? {} : { reason }),
  ...(phoneNumberId === undefined ? {} : { phoneNumberId }),
});

const forEachWay = <T>(make: (condition: string) => T): Record<keyof typeof conditions, T> => ({
  all: make(conditions.all),
  reason: make(conditions.reason),
  phoneNumberId: make(conditions.phoneNumberId),
  both: make(conditions.both),
});

const itemOf = (row: Row): QuarantinedItem => ({
  id: row['id'] as number,
  deliveryId: row['delivery_id'] as number,
  at: row['at'] as number,
  reason: row['reason'] as string,
  phoneNumberId: row['phone_number_id'] as string | null,
  item: row['item'] as string,
});

export function createQuarantineReads(db: DatabaseSync) {
  const sql = {
    page: forEachWay((condition) =>
      db.prepare(`SELECT * FROM quarantine WHERE ${condition} AND id < :before ORDER BY id DESC LIMIT :limit`),
    ),
    count: forEachWay((condition) => db.prepare(`SELECT count(*) AS items FROM quarantine WHERE ${condition} AND id > :after`)),
    item: db.prepare('SELECT q.*, d.received_at, d.body FROM quarantine q JOIN deliveries d ON d.id = q.delivery_id WHERE q.id = ?'),
  };
  return {
    quarantine: ({ limit, before = Number.MAX_SAFE_INTEGER, ...filter }) =>
      sql.page[wayOf(filter)].all({ ...valuesOf(filter), before, limit }).map(itemOf),
    quarantineCount: ({ after = 0, ...filter }) => (sql.count[wayOf(filter)].get({ ...valuesOf(filter), after }) as Row)['items'] as number,
    quarantinedItem(id) {
      const row = sql.item.get(id);
      return row && { ...itemOf(row), receivedAt: row['received_at'] as number, body: Buffer.from(row['body'] as Uint8Array) };
    },
  } satisfies Reads;
}

export function createQuarantineWrites(db: DatabaseSync) {
  const sql = {
    insert: db.prepare('INSERT INTO quarantine (delivery_id, at, reason, phone_number_id, item) VALUES (?, ?, ?, ?, ?)'),
    ids: forEachWay((condition) => db.prepare(`SELECT id FROM quarantine WHERE ${condition} AND id > :after ORDER BY id LIMIT :limit`)),
    ofDelivery: db.prepare('SELECT * FROM quarantine WHERE delivery_id = ?'),
    again: db.prepare('UPDATE quarantine SET reason = ?, phone_number_id = ? WHERE id = ?'),
    remove: db.prepare('DELETE FROM quarantine WHERE id = ?'),
  };
  return {
    quarantinedItem: createQuarantineReads(db).quarantinedItem,
    quarantineItem({ deliveryId, at, reason, phoneNumberId, item }) {
      sql.insert.run(deliveryId, at, reason, phoneNumberId, item);
    },
    quarantinedIds: ({ after, limit, ...filter }) =>
      sql.ids[wayOf(filter)].all({ ...valuesOf(filter), after, limit }).map((row) => row['id'] as number),
    quarantinedOf: (deliveryId) => sql.ofDelivery.all(deliveryId).map(itemOf),
    quarantineAgain(id, { reason, phoneNumberId }) {
      sql.again.run(reason, phoneNumberId, id);
    },
    releaseQuarantined: (id) => sql.remove.run(id).changes === 1,
  } satisfies Writes;
}
