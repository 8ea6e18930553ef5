import type { IdentityChange } from './identity-change.ts';
import type { InboundMessage, MessageStatus, WebhookContact } from './rendering/row.ts';

/**
 * Why an item cannot become a message or a status. The words are public: they stand in the quarantine and in the metrics. `another-company`: its
 * phone number went to another company since. The last one only meets an item that is taken in again: its delivery does not tell it any more.
 */
export type QuarantineReason =
  | 'not-json'
  | 'not-a-delivery'
  | 'malformed-entry'
  | 'malformed-change'
  | 'malformed-message'
  | 'malformed-status'
  | 'no-phone-number-id'
  | 'unknown-phone-number-id'
  | 'no-sender'
  | 'group-message'
  | 'account-error'
  | 'history-declined'
  | 'field-not-understood'
  | 'unexpected'
  | 'another-company'
  | 'not-in-delivery';

/**
 * How a message came: `live` as it was written; `echo` when the business wrote it on its phone; `standby` while Meta's agent handles the conversation;
 * `history` from before the connection.
 */
export type Origin = 'live' | 'echo' | 'standby' | 'history';

export interface MessageItem {
  kind: 'message';
  phoneNumberId: string;
  message: InboundMessage;
  contacts: readonly WebhookContact[];
  /** Whether the content has the shape its type promises. */
  readable: boolean;
  /** Whose words these are. `business`: written outside of this provider, the customer is the recipient. */
  author: 'customer' | 'business';
  origin: Origin;
  /** Whether answers go where it came from: what the customer wrote says that, news about the conversation do not. */
  tellsAddress: boolean;
  /** Whether it lets the business answer freely for 24 hours: what the customer wrote since the connection does. */
  opensWindow: boolean;
  /** The customer's number, where only the thread of the history names it. */
  thread: string | undefined;
}

/** News about the account, not a conversation: they change nothing here by themselves. */
export interface Notice {
  kind: 'notice';
  field: string;
  value: Readonly<Record<string, unknown>>;
  /** The WhatsApp Business Account it is about; null when the entry names none. */
  businessAccountId: string | null;
}

/** One thing a delivery tells, independent of its neighbours. */
export type InboundItem =
  | MessageItem
  | { kind: 'status'; phoneNumberId: string; status: MessageStatus }
  | { kind: 'identity'; phoneNumberId: string; change: IdentityChange }
  | Notice
  | { kind: 'quarantine'; reason: QuarantineReason; phoneNumberId: string | null; item: unknown };

/** Some news come without an id. Ours tells repetitions apart, and is never handed to WhatsApp. */
const OWN_ID = 'own:';
export const ownId = (...parts: readonly string[]): string => OWN_ID + parts.join(':');
export const isOwnId = (id: string): boolean => id.startsWith(OWN_ID);

export const quarantine = (reason: QuarantineReason, phoneNumberId: string | null, item: unknown): InboundItem => ({
  kind: 'quarantine',
  reason,
  phoneNumberId,
  item,
});

export const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A list as it is; anything else that is present is one item, so that it gets a verdict instead of vanishing. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
