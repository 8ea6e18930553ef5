import { contract } from '../../generated/whatsapp-webhooks/index.ts';
import { updatedIds } from './identity-change.ts';
import { type InboundItem, isObject, isText, listOf, type MessageItem, ownId, quarantine } from './inbound-item.ts';
import type { InboundMessage, MessageStatus, WebhookContact } from './rendering/row.ts';

const { schema } = contract.validators;

type Fields = Readonly<Record<string, unknown>>;

/** A change of a delivery: the subscribed field and what it tells. */
export interface Change {
  field: string;
  value: Fields;
  /** With everything that stands beside field and value. */
  whole: unknown;
  businessAccountId: string | null;
}

type Way = Pick<MessageItem, 'author' | 'origin'> & Partial<Pick<MessageItem, 'thread'>>;

interface Scope {
  phoneNumberId: string | null;
  contacts: readonly WebhookContact[];
  items: InboundItem[];
}

type Reader = (value: Fields, scope: Scope) => void;

/** The fields that carry messages, statuses or identities. Every other one is a notice. */
const readers: Readonly<Record<string, Reader>> = {
  messages: (value, scope) => readLists(value, scope, { author: 'customer', origin: 'live' }),
  standby: readStandby,
  smb_message_echoes(value, scope) {
    for (const echo of listOf(value['message_echoes'])) scope.items.push(messageItem(echo, scope, { author: 'business', origin: 'echo' }));
  },
  history: readHistory,
  messaging_handovers: readHandover,
  user_id_update(value, { phoneNumberId, items }) {
    for (const change of updatedIds(value)) {
      if (change === undefined) items.push(quarantine('malformed-change', phoneNumberId, value));
      else if (phoneNumberId === null) items.push(quarantine('no-phone-number-id', null, value));
      else items.push({ kind: 'identity', phoneNumberId, change });
    }
  },
};

/** Adds what a change tells. One that tells nothing we know adds one item as well, so that it is counted. */
export function readChange({ field, value, whole, businessAccountId }: Change, items: InboundItem[]): void {
  const phoneNumberId = phoneNumberIdOf(value);
  const before = items.length;
  const reader = Object.hasOwn(readers, field) ? readers[field] : undefined;
  reader?.(value, { phoneNumberId, contacts: contactsOf(value['contacts']), items });
  const errors = reader ? errorsOf(field, value) : [];
  if (errors.length > 0) {
    // They name no message, so that they are shown with none: what stands beside them is stored as if they were not there, and they are set aside by themselves.
    const alone = items.length === before;
    items.push(quarantine('account-error', phoneNumberId, alone ? whole : { field, value: { metadata: value['metadata'], errors } }));
    return;
  }
  if (items.length > before) return;
  if (field === 'messages') items.push(quarantine('malformed-change', phoneNumberId, whole));
  // Encrypted for a key that nobody gave us: it may hold messages, so that it must not pass for a notice.
  else if (field === 'messages_encrypted') items.push(quarantine('field-not-understood', phoneNumberId, whole));
  else items.push({ kind: 'notice', field, value, businessAccountId });
}

/** The errors of a change as a whole; `standby` may hold them one level deeper, like its lists. */
function errorsOf(field: string, value: Fields): unknown[] {
  const inner = field === 'standby' && isObject(value['standby']) ? value['standby'] : {};
  return [...listOf(value['errors']), ...listOf(inner['errors'])];
}

function readLists(value: Fields, scope: Scope, way: Way): void {
  for (const message of listOf(value['messages'])) scope.items.push(messageItem(message, scope, way));
  for (const status of listOf(value['statuses'])) scope.items.push(statusItem(status, scope.phoneNumberId));
}

/** Meta prints the lists one level deeper than in `messages`; both places are read. */
function readStandby(value: Fields, scope: Scope): void {
  const inner = isObject(value['standby']) ? value['standby'] : {};
  for (const part of [value, inner]) {
    const here = { ...scope, contacts: [...contactsOf(part['contacts']), ...scope.contacts] };
    readLists(part, here, { author: 'customer', origin: 'standby' });
    for (const echo of listOf(part['message_echoes'])) {
      scope.items.push(messageItem(unwrapped(echo), here, { author: 'business', origin: 'standby' }));
    }
  }
}

/** An echo in `standby` wraps the request that was sent; here it is as if it had been received. */
function unwrapped(echo: unknown): unknown {
  if (!isObject(echo) || !isObject(echo['message'])) return echo;
  const { to, recipient, ...sent } = echo['message'];
  const { id, timestamp } = echo;
  return {
    ...sent,
    id,
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(isText(to) ? { to } : {}),
    ...(isText(recipient) ? { to_user_id: recipient } : {}),
  };
}

/** The business declined to share its history (D/support/error-codes). */
const HISTORY_DECLINED = 2593109;

function readHistory(value: Fields, scope: Scope): void {
  const way = (message: unknown, thread?: string): Way => ({
    author: isOfBusiness(message, value) ? 'business' : 'customer',
    origin: 'history',
    thread,
  });
  // Files follow in changes of their own, which look like `messages`.
  for (const message of listOf(value['messages'])) scope.items.push(messageItem(message, scope, way(message)));
  for (const chunk of listOf(value['history'])) {
    if (!isObject(chunk)) {
      scope.items.push(quarantine('malformed-change', scope.phoneNumberId, chunk));
      continue;
    }
    const errors = listOf(chunk['errors']);
    if (errors.length > 0) {
      const isDeclined = errors.some((error) => isObject(error) && Number(error['code']) === HISTORY_DECLINED);
      scope.items.push(quarantine(isDeclined ? 'history-declined' : 'account-error', scope.phoneNumberId, chunk));
    }
    for (const thread of listOf(chunk['threads'])) {
      const id = isObject(thread) && isText(thread['id']) ? thread['id'] : undefined;
      const messages = isObject(thread) ? listOf(thread['messages']) : [thread];
      for (const message of messages) scope.items.push(messageItem(message, scope, way(message, id)));
    }
  }
}

/** In the history the business's own messages stand among the customer's: they come from its number, or name a recipient. */
function isOfBusiness(message: unknown, { metadata }: Fields): boolean {
  if (!isObject(message)) return false;
  if (isText(message['to']) || isText(message['to_user_id'])) return true;
  const own = isObject(metadata) ? digits(metadata['display_phone_number']) : '';
  return own !== '' && digits(message['from']) === own;
}

const digits = (value: unknown): string => (isText(value) ? value.replace(/\D/g, '') : '');

/** Who handles a conversation from now on, as a message of its own: it has no id, so that customer, time and kind make one. */
function readHandover(value: Fields, scope: Scope): void {
  const { type, timestamp } = value;
  const sender = isObject(value['sender']) ? value['sender'] : {};
  const from = [sender['wa_id'], sender['phone_number']].find(isText);
  const userId = isText(sender['user_id']) ? sender['user_id'] : undefined;
  if (!isText(type)) return;
  const message = {
    [type]: value[type],
    id: ownId(type, String(timestamp), from ?? userId ?? ''),
    type,
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(from === undefined ? {} : { from }),
    ...(userId === undefined ? {} : { from_user_id: userId }),
  };
  const phoneNumberId = phoneNumberIdOf({ metadata: value['recipient'] }) ?? scope.phoneNumberId;
  const item = messageItem(message, { ...scope, phoneNumberId }, { author: 'customer', origin: 'live' });
  scope.items.push(item.kind === 'message' ? { ...item, tellsAddress: false, opensWindow: false } : item);
}

/** What the customer did not write, or took back: it does not say that somebody waits for an answer. */
const NO_ANSWER_DUE: ReadonlySet<string> = new Set(['system', 'edit', 'revoke']);

function messageItem(message: unknown, { phoneNumberId, contacts }: Scope, { author, origin, thread }: Way): InboundItem {
  if (!isObject(message) || !isText(message['id']) || !isText(message['type'])) {
    return quarantine('malformed-message', phoneNumberId, message);
  }
  if (phoneNumberId === null) return quarantine('no-phone-number-id', null, message);
  const readable = schema['InboundMessage']?.(message) === true;
  const tellsAddress = author === 'customer' && !NO_ANSWER_DUE.has(message['type']);
  // What a customer wrote before the connection opens no window, however young it is: WhatsApp counts only what was received after it.
  const opensWindow = tellsAddress && origin !== 'history';
  const way = { author, origin, thread, tellsAddress, opensWindow };
  return { kind: 'message', phoneNumberId, message: message as InboundMessage, contacts, readable, ...way };
}

function statusItem(status: unknown, phoneNumberId: string | null): InboundItem {
  if (schema['MessageStatus']?.(status) !== true) return quarantine('malformed-status', phoneNumberId, status);
  if (phoneNumberId === null) return quarantine('no-phone-number-id', null, status);
  return { kind: 'status', phoneNumberId, status: status as MessageStatus };
}

function phoneNumberIdOf(value: Fields): string | null {
  const metadata = value['metadata'];
  const id = isObject(metadata) ? metadata['phone_number_id'] : undefined;
  return isText(id) ? id : null;
}

const contactsOf = (value: unknown): WebhookContact[] =>
  listOf(value).filter((contact): contact is WebhookContact => schema['WebhookContact']?.(contact) === true);
