import type { Clock } from '../clock.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import type { GroupMessages } from './correspondent.ts';
import type { ContactNames } from './identity.ts';
import type { Notice, QuarantineReason } from './inbound-item.ts';
import type { LateConsequence } from './late-failures.ts';
import type { Rendered } from './rendering/render-message.ts';
import type { InboundMessage } from './rendering/row.ts';

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
  /** Files of customers that are to be fetched. */
  files: number;
  /** Rows and marks of the rendering table that showed something, and those of them that showed less than WhatsApp does. */
  shown: string[];
  simplified: string[];
  /** News about the account, for whoever acts on them after the commit. */
  notices: Notice[];
  /** What messages that failed late ask for beyond the store. */
  consequences: LateConsequence[];
}

export const emptyReceipt = (): Receipt => ({
  stored: 0,
  duplicate: 0,
  quarantined: 0,
  ignored: 0,
  messages: [],
  statuses: [],
  reasons: [],
  parked: 0,
  files: 0,
  shown: [],
  simplified: [],
  notices: [],
  consequences: [],
});

export interface InboundServices {
  store: Store;
  clock: Clock;
  /** Whether messages are to reach the CRM (PIPEDRIVE_CHANNELS is not `off`). */
  notifyCrm: boolean;
  contactNames: ContactNames;
  groupMessages: GroupMessages;
  /** Called after a commit that queued something for the CRM. */
  onQueued(): void;
  /** Called after a commit that noted a file to be fetched. */
  onFile(): void;
}

/** Lets the workers know what was committed for them. */
export function announceWork({ onQueued, onFile }: InboundServices, receipts: readonly Receipt[]): void {
  // A parked status is news to nobody until its send is known.
  if (receipts.some(({ stored, parked }) => stored > parked)) onQueued();
  if (receipts.some(({ files }) => files > 0)) onFile();
}

/** One delivery on its way into the store, inside a transaction. */
export interface Intake {
  services: InboundServices;
  tx: StoreTransaction;
  deliveryId: number;
  /** When the delivery arrived, UTC milliseconds. */
  now: number;
  receipt: Receipt;
  /** Whether the same bytes came before. What leaves no id of its own behind asks: a message or a status that was taken in is known by its own. */
  isRepeat(): Promise<boolean>;
  /** Messages of people who were erased, and statuses of such: dropped, and taken out of the raw delivery as well. */
  erased: { phoneNumberId: string; id: string }[];
  /** The quarantined item that is taken in again, where this is not its first time. */
  again?: number;
}

/** Keeps an item for a person, with the reason; it is counted and never lost. */
export async function setAside(intake: Intake, reason: QuarantineReason, phoneNumberId: string | null, item: unknown): Promise<void> {
  const { tx, deliveryId, now: at, again } = intake;
  if (await intake.isRepeat()) return countRepeat(intake);
  if (again === undefined) await tx.quarantineItem({ deliveryId, at, reason, phoneNumberId, item: printable(item) });
  else await tx.quarantineAgain(again, { reason, phoneNumberId });
  intake.receipt.quarantined += 1;
  intake.receipt.reasons.push(reason);
}

function countRepeat({ receipt }: Intake): void {
  receipt.duplicate += 1;
}

/** The item as text. What cannot be printed (nested deeper than the stack) is still in the raw delivery. */
export function printable(item: unknown): string {
  try {
    return JSON.stringify(item) ?? 'null';
  } catch {
    return '"not printable; see the raw delivery"';
  }
}

/** Counts a message that is stored, and how it is shown. */
export function countMessage({ receipt }: Intake, { type }: InboundMessage, { rows, simplified }: Rendered): void {
  receipt.stored += 1;
  receipt.messages.push(type);
  receipt.shown.push(...rows);
  receipt.simplified.push(...simplified);
}

/** Lets something go that comes late for somebody who was erased. */
export async function letGo(intake: Intake, phoneNumberId: string, id: string): Promise<void> {
  if (await intake.isRepeat()) return countRepeat(intake);
  intake.receipt.ignored += 1;
  intake.erased.push({ phoneNumberId, id });
}

const DAY_MS = 86_400_000;

/** WhatsApp's seconds as milliseconds. A time that cannot be true (absent, not a number, more than a day ahead) becomes the time of arrival. */
export function timeOf(timestamp: unknown, receivedAt: number): number {
  const at = typeof timestamp === 'string' || typeof timestamp === 'number' ? Math.round(Number(timestamp) * 1000) : Number.NaN;
  return Number.isFinite(at) && at > 0 && at <= receivedAt + DAY_MS ? at : receivedAt;
}
