import { AppError } from '../errors.ts';
import type { QuarantinedInDelivery, QuarantineFilter, StoreTransaction } from '../store/store.ts';
import { flattenDelivery } from './flatten.ts';
import { storeItem } from './inbound.ts';
import { type InboundItem, isObject, type QuarantineReason } from './inbound-item.ts';
import { announceWork, emptyReceipt, type InboundServices, type Intake, printable, type Receipt, setAside } from './intake.ts';
import { cameToAnotherCompany } from './number-owners.ts';

export interface QuarantineServices extends InboundServices {
  /** What a replayed item tells those who keep something outside of the store. */
  onReplayed(receipt: Receipt): void;
}

/** `ignored`: the item is news that changes nothing here. Only `quarantined` leaves it in the quarantine. */
export interface Replay {
  result: 'stored' | 'duplicate' | 'ignored' | 'quarantined';
  /** Why it stays; null when it does not. */
  reason: QuarantineReason | null;
}

/** How many items one call takes in again. They share one transaction, so that this bounds how long nothing else is written. */
export const REPLAY_BATCH = 100;

/**
 * Takes a quarantined item in again, as if its delivery came now, but for its time: in one transaction with its leaving the quarantine. What is there already is not
 * stored twice. Throws NOT_FOUND when it has left the quarantine.
 */
export async function replayItem(services: QuarantineServices, id: number): Promise<Replay> {
  const { replay, receipt } = await services.store.transaction((tx) => replayIn(services, tx, id));
  tell(services, [receipt]);
  return replay;
}

export interface ReplayedBatch {
  stored: number;
  duplicate: number;
  ignored: number;
  quarantined: number;
  /** How many were not tried yet, and behind which one they begin. */
  remaining: number;
  last: number;
}

/** The same for the oldest items behind `after` that fit the filter, up to REPLAY_BATCH of them. */
export async function replayQuarantined(services: QuarantineServices, filter: QuarantineFilter, after: number): Promise<ReplayedBatch> {
  const { store } = services;
  const { batch, receipts } = await store.transaction(async (tx) => {
    const ids = await tx.quarantinedIds({ ...filter, after, limit: REPLAY_BATCH });
    const batch = { stored: 0, duplicate: 0, ignored: 0, quarantined: 0, last: ids.at(-1) ?? after };
    const receipts: Receipt[] = [];
    for (const id of ids) {
      const { replay, receipt } = await replayIn(services, tx, id);
      batch[replay.result] += 1;
      receipts.push(receipt);
    }
    return { batch, receipts };
  });
  tell(services, receipts);
  return { ...batch, remaining: await store.quarantineCount({ ...filter, after: batch.last }) };
}

/** Lets those who keep something outside of the store know, once it is committed. */
export function tell(services: QuarantineServices, receipts: readonly Receipt[]): void {
  for (const receipt of receipts) services.onReplayed(receipt);
  announceWork(services, receipts);
}

async function replayIn(services: QuarantineServices, tx: StoreTransaction, id: number): Promise<{ replay: Replay; receipt: Receipt }> {
  const kept = await tx.quarantinedItem(id);
  if (!kept) throw new AppError('NOT_FOUND', 'There is no such item in the quarantine. It may have been taken in or dismissed.');
  const item = flattenDelivery(kept.body).find((candidate) => printable(contentOf(candidate)) === kept.item);
  return replayKept(services, tx, kept, item);
}

/** The same inside of a transaction, with the item as its delivery tells it; the receipt is for `tell`. */
export async function replayKept(
  services: QuarantineServices,
  tx: StoreTransaction,
  kept: Omit<QuarantinedInDelivery, 'body'>,
  item: InboundItem | undefined,
): Promise<{ replay: Replay; receipt: Receipt }> {
  const { id } = kept;
  const receipt = emptyReceipt();
  const intake: Intake = {
    ...{ services, tx, receipt, deliveryId: kept.deliveryId, now: kept.receivedAt, again: id },
    ...{ isRepeat: async () => false, erased: [] },
  };
  try {
    await tx.isolate(() => takeIn(intake, kept, item));
  } catch (error) {
    if (error instanceof AppError) throw error;
    Object.assign(receipt, emptyReceipt());
    await setAside(intake, 'unexpected', kept.phoneNumberId, null);
  }
  const [reason = null] = receipt.reasons;
  if (reason !== null) return { replay: { result: 'quarantined', reason }, receipt };
  await tx.releaseQuarantined(id);
  if (receipt.stored > 0) return { replay: { result: 'stored', reason }, receipt };
  return { replay: { result: receipt.duplicate > 0 ? 'duplicate' : 'ignored', reason }, receipt };
}

async function takeIn(intake: Intake, kept: Pick<QuarantinedInDelivery, 'phoneNumberId'>, item: InboundItem | undefined): Promise<void> {
  if (!item) return setAside(intake, 'not-in-delivery', kept.phoneNumberId, null);
  const phoneNumberId = 'phoneNumberId' in item ? item.phoneNumberId : null;
  if (await cameToAnotherCompany(intake, phoneNumberId)) return setAside(intake, 'another-company', phoneNumberId, null);
  return storeItem(intake, item);
}

/** The part of an item that the quarantine keeps. */
export function contentOf(item: InboundItem): unknown {
  switch (item.kind) {
    case 'message':
      return item.message;
    case 'status':
      return item.status;
    case 'identity':
      return item.change;
    case 'notice':
      return item.value;
    case 'quarantine':
      return item.item;
  }
}

const kinds = { 'malformed-message': 'message', 'malformed-status': 'status', 'malformed-entry': 'entry' } as const;

export type ItemKind = 'message' | 'status' | 'identity' | 'change' | 'entry' | 'delivery';

/** What an item is or was meant to be, told from its reason and shape. */
export function kindOf({ reason, item }: { reason: string; item: string }): ItemKind {
  if (reason === 'not-json' || reason === 'not-a-delivery') return 'delivery';
  if (reason in kinds) return kinds[reason as keyof typeof kinds];
  const content: unknown = JSON.parse(item);
  if (!isObject(content)) return 'change';
  if ('previous' in content && 'current' in content) return 'identity';
  if ('status' in content && 'id' in content) return 'status';
  return 'type' in content && 'id' in content ? 'message' : 'change';
}
