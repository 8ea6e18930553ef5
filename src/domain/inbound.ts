import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Wamid } from '../store/ids.ts';
import { type Channel, statusRanks } from '../store/records.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { flattenDelivery, type InboundItem, type QuarantineReason } from './flatten.ts';
import { announcedChange, applyIdentityChange, conversationWith, senderOf } from './identity.ts';
import { renderInbound, renderUnreadable } from './rendering.ts';
import { applyStatus } from './statuses.ts';
import { replyBy } from './window.ts';

/** What became of a delivery's items; everything in it is committed. */
export interface Receipt {
  stored: number;
  duplicate: number;
  quarantined: number;
  ignored: number;
  /** Messages by type and statuses by word, for the metrics. */
  messages: string[];
  statuses: string[];
  reasons: QuarantineReason[];
  parked: number;
}

export interface InboundServices {
  store: Store;
  clock: Clock;
  /** Whether messages are to reach the CRM (PIPEDRIVE_CHANNELS is not `off`). */
  notifyCrm: boolean;
  /** Called after a commit that queued work. */
  onQueued(): void;
}

/**
 * Takes in one webhook delivery whose signature was proven: the raw bytes and everything they tell, in one transaction. Resolves when all of it is
 * durable; rejects with STORE_UNAVAILABLE when nothing is. The same bytes again change nothing.
 */
export async function receiveDelivery(services: InboundServices, rawBody: Buffer): Promise<Receipt> {
  const items = flattenDelivery(rawBody);
  const delivery = { digest: createHash('sha256').update(rawBody).digest(), receivedAt: services.clock.now(), body: rawBody };
  const run = (isolated: boolean) => services.store.transaction((tx) => storeItems(services, tx, delivery, items, isolated));
  let receipt: Receipt;
  try {
    receipt = await run(false);
  } catch (error) {
    if (error instanceof AppError) throw error;
    // One item did what nobody foresaw. Once more, each on its own: the bad one goes into quarantine, its neighbours in.
    receipt = await run(true);
  }
  if (receipt.stored > 0) services.onQueued();
  return receipt;
}

interface Delivery {
  digest: Buffer;
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
  const receipt: Receipt = { stored: 0, duplicate: 0, quarantined: 0, ignored: 0, messages: [], statuses: [], reasons: [], parked: 0 };
  const { id: deliveryId, isNew } = await tx.recordDelivery(delivery);
  if (!isNew) {
    receipt.duplicate = items.length;
    return receipt;
  }
  const intake: Intake = { services, tx, deliveryId, now: delivery.receivedAt, receipt, channels: new Map() };
  for (const item of items) {
    if (!isolated) {
      await storeItem(intake, item);
      continue;
    }
    try {
      await tx.isolate(() => storeItem(intake, item));
    } catch (error) {
      if (error instanceof AppError) throw error;
      await setAside(intake, 'unexpected', null, item);
    }
  }
  return receipt;
}

interface Intake {
  services: InboundServices;
  tx: StoreTransaction;
  deliveryId: number;
  now: number;
  receipt: Receipt;
  channels: Map<string, Channel | undefined>;
}

async function storeItem(intake: Intake, item: InboundItem): Promise<void> {
  switch (item.kind) {
    case 'notice':
      intake.receipt.ignored += 1;
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

async function storeMessage(intake: Intake, item: InboundItem & { kind: 'message' }): Promise<void> {
  const { tx, receipt, now } = intake;
  const { message, phoneNumberId } = item;
  const channel = await channelFor(intake, phoneNumberId);
  if (!channel) return setAside(intake, 'unknown-phone-number-id', phoneNumberId, message);
  if (message.group_id) return setAside(intake, 'group-message', phoneNumberId, message);
  const sender = senderOf(message, item.contacts);
  if (!sender) return setAside(intake, 'no-sender', phoneNumberId, message);
  const wamid = message.id as Wamid;
  if (await tx.messageByWamid(channel.id, wamid)) {
    receipt.duplicate += 1;
    return;
  }
  const createdAt = timeOf(message.timestamp, now);
  const conversationId = await conversationWith(tx, channel.id, sender, now, createdAt);
  const seq = await tx.appendMessage(channel.id, conversationId, {
    direction: 'inbound',
    type: message.type,
    text: item.readable ? renderInbound(message) : renderUnreadable(message.type),
    rank: statusRanks.delivered,
    failure: null,
    createdAt,
    replyBy: replyBy(createdAt),
    wamid,
    deliveryId: intake.deliveryId,
    fingerprint: null,
    address: sender.aliases[0] ?? null,
  });
  await tx.claimWamid(channel.id, wamid, { conversationId, seq, part: 0 });
  const change = announcedChange(message, sender);
  if (change) await applyIdentityChange(tx, channel.id, change, createdAt);
  if (intake.services.notifyCrm) {
    await tx.enqueue({ channelId: channel.id, destination: 'crm', conversationId, seq }, { now, dueAt: now });
  }
  receipt.stored += 1;
  receipt.messages.push(message.type);
}

async function storeIdentity(intake: Intake, { phoneNumberId, change }: InboundItem & { kind: 'identity' }): Promise<void> {
  const channel = await channelFor(intake, phoneNumberId);
  if (!channel) return setAside(intake, 'unknown-phone-number-id', phoneNumberId, change);
  const known = await applyIdentityChange(intake.tx, channel.id, change, intake.now);
  intake.receipt[known ? 'stored' : 'ignored'] += 1;
}

async function storeStatus(intake: Intake, { phoneNumberId, status }: InboundItem & { kind: 'status' }): Promise<void> {
  const { tx, receipt, now, services } = intake;
  const channel = await channelFor(intake, phoneNumberId);
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
  if (outcome === 'duplicate') {
    receipt.duplicate += 1;
    return;
  }
  if (outcome === 'parked') receipt.parked += 1;
  receipt.stored += 1;
  receipt.statuses.push(status.status);
}

async function setAside(intake: Intake, reason: QuarantineReason, phoneNumberId: string | null, item: unknown): Promise<void> {
  await intake.tx.quarantineItem({
    deliveryId: intake.deliveryId,
    at: intake.now,
    reason,
    phoneNumberId,
    item: printable(item),
  });
  intake.receipt.quarantined += 1;
  intake.receipt.reasons.push(reason);
}

/** The item as text. What cannot be printed (nested deeper than the stack) is still in the raw delivery. */
function printable(item: unknown): string {
  try {
    return JSON.stringify(item) ?? 'null';
  } catch {
    return '"not printable; see the raw delivery"';
  }
}

async function channelFor(intake: Intake, phoneNumberId: string): Promise<Channel | undefined> {
  if (!intake.channels.has(phoneNumberId)) intake.channels.set(phoneNumberId, await intake.tx.channelByPhoneNumberId(phoneNumberId));
  return intake.channels.get(phoneNumberId);
}

const DAY_MS = 86_400_000;

/** WhatsApp's seconds as milliseconds. A time that cannot be true (absent, not a number, more than a day ahead) becomes the time of arrival. */
function timeOf(timestamp: unknown, receivedAt: number): number {
  const at = typeof timestamp === 'string' || typeof timestamp === 'number' ? Math.round(Number(timestamp) * 1000) : Number.NaN;
  return Number.isFinite(at) && at > 0 && at <= receivedAt + DAY_MS ? at : receivedAt;
}
