import { AppError } from '../errors.ts';
import type { QuarantinedItem } from '../store/records.ts';
import type { RawDelivery, Store, StoreTransaction } from '../store/store.ts';
import { flattenDelivery } from './flatten.ts';
import { forgetErased, storeItem } from './inbound.ts';
import type { InboundItem, QuarantineReason } from './inbound-item.ts';
import { emptyReceipt, type Intake, printable, type Receipt, setAside } from './intake.ts';
import { cameToAnotherCompany } from './number-owners.ts';
import { contentOf, type QuarantineServices, replayKept, tell } from './quarantine.ts';

/** What became of the items of a delivery that was taken in once more. */
export interface ReplayedDelivery {
  stored: number;
  /** There already. */
  duplicate: number;
  /** News that change nothing any more, and what is not to come in any more. */
  ignored: number;
  quarantined: number;
  /** Why items are set aside, each reason once. */
  reasons: QuarantineReason[];
}

/**
 * Takes a raw delivery in again, as if it came now but for its time, in one transaction. What is there is not stored again, and what is set aside is tried anew. Left alone is what somebody
 * dismissed, what is another company's by now, and a change of identity: made a second time it could take a number from whoever has it by now. Throws NOT_FOUND.
 */
export async function replayDelivery(services: QuarantineServices, id: number): Promise<ReplayedDelivery> {
  const { replayed, receipts } = await services.store.transaction(async (tx) => {
    const delivery = await tx.rawDelivery(id);
    if (!delivery) throw notThere();
    return replayAll(services, tx, delivery);
  });
  tell(services, receipts);
  return { ...replayed, reasons: [...new Set(replayed.reasons)] };
}

async function replayAll(services: QuarantineServices, tx: StoreTransaction, { id, receivedAt, body }: RawDelivery) {
  const replayed: ReplayedDelivery = { stored: 0, duplicate: 0, ignored: 0, quarantined: 0, reasons: [] };
  const receipts: Receipt[] = [];
  const erased: Intake['erased'] = [];
  const aside = await tx.quarantinedOf(id);
  const again = async (kept: QuarantinedItem, item: InboundItem | undefined): Promise<void> => {
    const { replay, receipt } = await replayKept(services, tx, { ...kept, receivedAt }, item);
    replayed[replay.result] += 1;
    if (replay.reason !== null) replayed.reasons.push(replay.reason);
    receipts.push(receipt);
  };
  for (const item of flattenDelivery(body)) {
    const content = printable(contentOf(item));
    const place = aside.findIndex((kept) => kept.item === content);
    const [kept] = place < 0 ? [] : aside.splice(place, 1);
    if (kept) {
      await again(kept, item);
      continue;
    }
    const receipt = emptyReceipt();
    const isRepeat = async () => false;
    await takeIn({ services, tx, deliveryId: id, now: receivedAt, receipt, isRepeat, erased }, item);
    for (const count of ['stored', 'duplicate', 'ignored', 'quarantined'] as const) replayed[count] += receipt[count];
    replayed.reasons.push(...receipt.reasons);
    receipts.push(receipt);
  }
  for (const kept of aside) await again(kept, undefined);
  await forgetErased({ tx, deliveryId: id, erased }, body);
  return { replayed, receipts };
}

/** It was not stored the first time and is not set aside now: somebody let it go. */
class WasDismissed extends Error {}

async function takeIn(intake: Intake, item: InboundItem): Promise<void> {
  const { tx, receipt } = intake;
  const phoneNumberId = 'phoneNumberId' in item ? item.phoneNumberId : null;
  const isLeftAlone = item.kind === 'identity' || item.kind === 'quarantine' || (await cameToAnotherCompany(intake, phoneNumberId));
  if (isLeftAlone) {
    receipt.ignored += 1;
    return;
  }
  try {
    await tx.isolate(async () => {
      await storeItem(intake, item);
      if (receipt.quarantined > 0) throw new WasDismissed();
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    Object.assign(receipt, emptyReceipt());
    if (error instanceof WasDismissed) receipt.ignored += 1;
    else await setAside(intake, 'unexpected', phoneNumberId, contentOf(item));
  }
}

/** A raw delivery as it came. Throws NOT_FOUND. */
export async function rawDelivery(store: Store, id: number): Promise<RawDelivery> {
  const delivery = await store.rawDelivery(id);
  if (!delivery) throw notThere();
  return delivery;
}

const notThere = (): AppError =>
  new AppError(
    'NOT_FOUND',
    'There is no such delivery. Raw deliveries go after RETENTION_DAYS; listDeliveries shows those that are there.',
  );
