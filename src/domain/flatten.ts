import { contract } from '../../generated/whatsapp-webhooks/index.ts';
import type { components } from '../../generated/whatsapp-webhooks/types.ts';
import { type IdentityChange, updatedIds } from './identity.ts';

const { schema } = contract.validators;

type InboundMessage = components['schemas']['InboundMessage'];
type MessageStatus = components['schemas']['MessageStatus'];
type WebhookContact = components['schemas']['WebhookContact'];

/** Why an item cannot become a message or a status. The words are public: they stand in the quarantine and in the metrics. */
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
  | 'field-not-understood'
  | 'unexpected';

/** One thing a delivery tells, independent of its neighbours. */
export type InboundItem =
  | { kind: 'message'; phoneNumberId: string; message: InboundMessage; contacts: readonly WebhookContact[]; readable: boolean }
  | { kind: 'status'; phoneNumberId: string; status: MessageStatus }
  | { kind: 'identity'; phoneNumberId: string; change: IdentityChange }
  | { kind: 'notice'; field: string }
  | { kind: 'quarantine'; reason: QuarantineReason; phoneNumberId: string | null; item: unknown };

/** Fields that carry messages under another name; they must not vanish while nothing understands them. */
const MESSAGE_FIELDS = new Set(['smb_message_echoes', 'history', 'standby', 'messages_encrypted']);

/** Takes a delivery apart: every entry, change, message and status, each judged by its own validator. Never throws. */
export function flattenDelivery(rawBody: Buffer): InboundItem[] {
  let delivery: unknown;
  try {
    delivery = JSON.parse(rawBody.toString('utf8'));
  } catch {
    return [quarantine('not-json', null, rawBody.toString('utf8').slice(0, 1000))];
  }
  if (!isObject(delivery) || !Array.isArray(delivery['entry'])) return [quarantine('not-a-delivery', null, delivery)];
  const items: InboundItem[] = [];
  for (const entry of delivery['entry'] as unknown[]) {
    if (!isObject(entry) || !Array.isArray(entry['changes'])) items.push(quarantine('malformed-entry', null, entry));
    else for (const change of entry['changes'] as unknown[]) flattenChange(change, items);
  }
  return items;
}

function flattenChange(change: unknown, items: InboundItem[]): void {
  if (!isObject(change) || typeof change['field'] !== 'string' || !isObject(change['value'])) {
    items.push(quarantine('malformed-change', null, change));
    return;
  }
  const field = change['field'];
  const value = change['value'];
  const phoneNumberId = phoneNumberIdOf(value);
  if (field === 'user_id_update') {
    for (const identity of updatedIds(value)) {
      if (identity === undefined) items.push(quarantine('malformed-change', phoneNumberId, change));
      else if (phoneNumberId === null) items.push(quarantine('no-phone-number-id', null, change));
      else items.push({ kind: 'identity', phoneNumberId, change: identity });
    }
    return;
  }
  if (field !== 'messages') {
    items.push(MESSAGE_FIELDS.has(field) ? quarantine('field-not-understood', phoneNumberId, change) : { kind: 'notice', field });
    return;
  }
  const before = items.length;
  const contacts = listOf(value['contacts']).filter((contact): contact is WebhookContact => schema['WebhookContact']?.(contact) === true);
  for (const message of listOf(value['messages'])) items.push(messageItem(message, phoneNumberId, contacts));
  for (const status of listOf(value['statuses'])) items.push(statusItem(status, phoneNumberId));
  if (items.length > before) return;
  items.push(quarantine(listOf(value['errors']).length > 0 ? 'account-error' : 'malformed-change', phoneNumberId, change));
}

function messageItem(message: unknown, phoneNumberId: string | null, contacts: readonly WebhookContact[]): InboundItem {
  if (!isObject(message) || !isText(message['id']) || !isText(message['type']))
    return quarantine('malformed-message', phoneNumberId, message);
  if (phoneNumberId === null) return quarantine('no-phone-number-id', null, message);
  const readable = schema['InboundMessage']?.(message) === true;
  return { kind: 'message', phoneNumberId, message: message as InboundMessage, contacts, readable };
}

function statusItem(status: unknown, phoneNumberId: string | null): InboundItem {
  if (schema['MessageStatus']?.(status) !== true) return quarantine('malformed-status', phoneNumberId, status);
  if (phoneNumberId === null) return quarantine('no-phone-number-id', null, status);
  return { kind: 'status', phoneNumberId, status: status as MessageStatus };
}

function phoneNumberIdOf(value: Record<string, unknown>): string | null {
  const metadata = value['metadata'];
  const id = isObject(metadata) ? metadata['phone_number_id'] : undefined;
  return isText(id) ? id : null;
}

const quarantine = (reason: QuarantineReason, phoneNumberId: string | null, item: unknown): InboundItem => ({
  kind: 'quarantine',
  reason,
  phoneNumberId,
  item,
});

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A list as it is; anything else that is present is one item, so that it gets a verdict instead of vanishing. */
function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}
