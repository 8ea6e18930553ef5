import { AppError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { flattenDelivery } from './flatten.ts';
import { storeItem } from './inbound.ts';
import type { InboundItem, QuarantineReason } from './inbound-item.ts';
import { emptyReceipt, type InboundServices, type Intake, printable, setAside } from './intake.ts';

/** What became of the items of a delivery that was taken in once more. */
export interface ReplayedDelivery {
  stored: number;
  /** There already. */
  duplicate: number;
  /** News that change nothing any more. */
  ignored: number;
  quarantined: number;
  /** Why items are set aside, each reason once. */
  reasons: QuarantineReason[];
}

/**
 * Takes a raw delivery in again, as if it came now but for its time, in one transaction: what is there is not stored again, what was set aside is tried anew. A change of identity
 * is only made up for when it was set aside: made a second time, it could take a number from whoever has it by now. Throws NOT_FOUND.
 */
export async function replayDelivery(services: InboundServices, id: number): Promise<ReplayedDelivery> {
  const { store, onQueued } = services;
  const { stored, duplicate, ignored, quarantined, reasons } = await store.transaction(async (tx) => {
    const delivery = await tx.rawDelivery(id);
    if (!delivery) throw notThere();
    const receipt = emptyReceipt();
    const intake: Intake = { services, tx, deliveryId: id, now: delivery.receivedAt, receipt, channels: new Map() };
    const setAsideBefore = new Set(await tx.releaseItemsOf(id));
    for (const item of flattenDelivery(delivery.body)) {
      if (item.kind === 'identity' && !setAsideBefore.has(printable(item.change))) receipt.ignored += 1;
      else await takeIn(intake, item);
    }
    return receipt;
  });
  if (stored > 0) onQueued();
  return { stored, duplicate, ignored, quarantined, reasons: [...new Set(reasons)] };
}

async function takeIn(intake: Intake, item: InboundItem): Promise<void> {
  try {
    await intake.tx.isolate(() => storeItem(intake, item));
  } catch (error) {
    if (error instanceof AppError) throw error;
    await setAside(intake, 'unexpected', null, item);
  }
}

/** A raw delivery as it came. Throws NOT_FOUND. */
export async function rawDelivery(store: Store, id: number) {
  const delivery = await store.rawDelivery(id);
  if (!delivery) throw notThere();
  return delivery;
}

const notThere = (): AppError =>
  new AppError(
    'NOT_FOUND',
    'There is no such delivery. Raw deliveries go after RETENTION_DAYS; listDeliveries shows those that are there.',
  );
