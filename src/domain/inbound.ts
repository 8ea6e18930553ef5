import { AppError } from '../errors.ts';
import type { Wamid } from '../store/ids.ts';
import type { Awaitable, StoreTransaction } from '../store/store.ts';
import { deliveryDigest } from './delivery-digest.ts';
import { flattenDelivery } from './flatten.ts';
import { applyIdentityChange } from './identity-change.ts';
import type { InboundItem } from './inbound-item.ts';
import { storeMessage } from './inbound-message.ts';
import { announceWork, emptyReceipt, type InboundServices, type Intake, letGo, type Receipt, setAside, timeOf } from './intake.ts';
import { heedLateFailure } from './late-failures.ts';
import { redactKept } from './redact-delivery.ts';
import { applyStatus } from './statuses.ts';

export type { InboundServices, Receipt } from './intake.ts';

/**
 * Takes in one webhook delivery whose signature was proven: the raw bytes and everything they tell, in one transaction. Resolves when all of it is
 * durable; rejects with STORE_UNAVAILABLE when nothing is. The same bytes again change nothing.
 */
export async function receiveDelivery(services: InboundServices, rawBody: Buffer): Promise<Receipt> {
  const items = flattenDelivery(rawBody);
  const delivery = { receivedAt: services.clock.now(), body: rawBody };
  const run = (isolated: boolean) => services.store.transaction((tx) => storeItems(services, tx, delivery, items, isolated));
  let receipt: Receipt;
  try {
    receipt = await run(false);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // One item did what nobody foresaw. Once more, each on its own: the bad one goes into quarantine, its neighbours in.
    receipt = await run(true);
  }
  announceWork(services, [receipt]);
  return receipt;
}

interface Delivery {
  receivedAt: number;
  body: Buffer;
}

async function storeItems(
  services: InboundServices,
  tx: StoreTransaction,
  delivery: Delivery,
  items: readonly InboundItem[],
  isolated: boolean,
): Promise<Receipt> {
  const receipt = emptyReceipt();
  const { receivedAt, body } = delivery;
  const mark = markOf(tx, body);
  const haveIds = items.length > 0 && items.every(({ kind }) => kind === 'message' || kind === 'status');
  if (!haveIds && (await mark.isKnown())) {
    receipt.duplicate = items.length;
    return receipt;
  }
  const deliveryId = await tx.insertDelivery({ receivedAt, body });
  const intake: Intake = { services, tx, deliveryId, now: receivedAt, receipt, isRepeat: mark.isKnown, erased: [] };
  for (const item of items) {
    if (!isolated) {
      await storeItem(intake, item);
      continue;
    }
    try {
      await tx.isolate(async () => storeItem(intake, item));
    } catch (error) {
      if (error instanceof AppError) throw error;
      await setAside(intake, 'unexpected', null, item);
    }
  }
  await forgetErased(intake, body);
  if (!haveIds || receipt.quarantined + receipt.ignored > 0) await tx.setDeliveryDigest(deliveryId, mark.digest());
  else if (receipt.duplicate === items.length) await tx.removeDelivery(deliveryId);
  return receipt;
}

/** What the bytes are known by, where their items are not known by ids of their own: computed when something asks, which is almost never. */
function markOf(tx: StoreTransaction, body: Buffer) {
  let computed: Buffer | undefined;
  let known: boolean | undefined;
  const digest = (): Buffer => (computed ??= deliveryDigest(body));
  return { digest, isKnown: async (): Promise<boolean> => (known ??= await tx.isDeliveryKnown(digest())) };
}

/** What was let go of leaves no bytes behind either. */
export async function forgetErased({ tx, deliveryId, erased }: Pick<Intake, 'tx' | 'deliveryId' | 'erased'>, body: Buffer): Promise<void> {
  if (erased.length === 0) return;
  const numbers = erased.map(({ phoneNumberId }) => ({ phoneNumberId, businessAccountId: null, from: 0, to: null }));
  await redactKept(tx, { id: deliveryId, body }, { words: erased.map(({ id }) => id), numbers });
}

/** Takes one item in, or sets it aside with the reason. */
export function storeItem(intake: Intake, item: InboundItem): Awaitable<void> {
  switch (item.kind) {
    case 'notice':
      intake.receipt.ignored += 1;
      intake.receipt.notices.push(item);
      return;
    case 'quarantine':
      return setAside(intake, item.reason, item.phoneNumberId, item.item);
    case 'message':
      return storeMessage(intake, item);
    case 'status':
      return storeStatus(intake, item);
    case 'identity':
      return storeIdentity(intake, item);
  }
}

async function storeIdentity(intake: Intake, { phoneNumberId, change }: InboundItem & { kind: 'identity' }): Promise<void> {
  const channel = await intake.tx.channelByPhoneNumberId(phoneNumberId);
  if (!channel) return setAside(intake, 'unknown-phone-number-id', phoneNumberId, change);
  const known = await applyIdentityChange(intake.tx, channel.id, change, intake.now);
  intake.receipt[known ? 'stored' : 'ignored'] += 1;
}

async function storeStatus(intake: Intake, { phoneNumberId, status }: InboundItem & { kind: 'status' }): Promise<void> {
  const { tx, receipt, now, services } = intake;
  const channel = await intake.tx.channelByPhoneNumberId(phoneNumberId);
  if (!channel) return setAside(intake, 'unknown-phone-number-id', phoneNumberId, status);
  const error = status.errors?.[0];
  const failure =
    status.status === 'failed'
      ? {
          code: Number(error?.code ?? 0) || 0,
          reason: error?.error_data?.details ?? error?.title ?? error?.message ?? 'WhatsApp gave no reason',
        }
      : null;
  const event = { wamid: status.id as Wamid, status: status.status, at: timeOf(status.timestamp, now), failure };
  const context = { tx, channelId: channel.id, now, notifyCrm: services.notifyCrm };
  const outcome = await applyStatus(context, event, status.biz_opaque_callback_data);
  if (outcome === 'erased') return letGo(intake, phoneNumberId, event.wamid);
  if (outcome === 'duplicate') {
    receipt.duplicate += 1;
    return;
  }
  if (outcome === 'parked') receipt.parked += 1;
  const consequence = failure && (await heedLateFailure(context, event));
  if (consequence) receipt.consequences.push(consequence);
  receipt.stored += 1;
  receipt.statuses.push(status.status);
}
