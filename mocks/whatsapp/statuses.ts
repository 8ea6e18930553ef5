import { createHash } from 'node:crypto';
import { graphTitle } from './graph-failure.ts';
import type { HandsetStatus, KeptMessage } from './handsets.ts';
import type { BusinessNumber } from './options.ts';
import type { Resident } from './people.ts';
import { metaJson } from './signature.ts';
import type { WhatsAppWorld } from './world.ts';

/** What the statuses of a message are made from; plain data. */
export interface AcceptedMessage {
  /** The Graph version it was sent with: until v23 statuses carry a conversation. */
  version: string;
  category: string;
  callbackData?: string | undefined;
  /** Why it fails after it was accepted. */
  failure?: LateFailure | undefined;
}

export interface LateFailure {
  code: number;
  details: string;
}

/** A status that is to be told at its time. */
export interface DueStatus {
  /** Key of the person. */
  person: string;
  messageId: string;
  status: HandsetStatus;
}

const undeliverable: LateFailure = {
  code: 131026,
  details: 'The message could not be delivered: not on WhatsApp, an old version of the app, or terms not accepted.',
};

const rank: Readonly<Record<HandsetStatus, number>> = { sent: 0, delivered: 1, read: 2, failed: 3 };

/** Lets the message go its way on the clock: sent, delivered, read, each told by a webhook; or failed. Reactions are only ever sent. */
export function scheduleStatuses(world: WhatsAppWorld, person: Resident, message: KeptMessage): void {
  const { sent, delivered, read } = world.settings().statusDelayMs;
  const now = world.clock.now();
  const due = (delayMs: number, status: HandsetStatus) =>
    world.statuses.add(now + delayMs, { person: person.key, messageId: message.id, status });
  if (message.accepted?.failure) {
    due(sent, 'failed');
    return;
  }
  due(sent, 'sent');
  if (message.type === 'reaction') return;
  due(delivered, 'delivered');
  due(read, 'read');
}

/** The moment of a status has come: what it is depends on the person as of now. */
export function runStatus(world: WhatsAppWorld, { person: key, messageId, status }: DueStatus): void {
  const person = world.people.byKey(key);
  const message = person?.handset.messages.get(messageId);
  if (!person || !message) return;
  if (status === 'read' && !(person.readsByItself && person.readReceipts && person.reachable)) return;
  if (status === 'failed') tellStatus(world, person, message, 'failed', message.accepted?.failure);
  else if (!person.reachable) tellStatus(world, person, message, 'failed', undeliverable);
  else tellStatus(world, person, message, status);
}

/** Tells a status once; nothing follows a failure. */
export function tellStatus(
  world: WhatsAppWorld,
  person: Resident,
  message: KeptMessage,
  status: HandsetStatus,
  failure?: LateFailure,
): void {
  if (!message.accepted || message.told.includes(status) || message.told.includes('failed')) return;
  message.told.push(status);
  if (rank[status] > rank[message.status]) message.status = status;
  if (status === 'delivered' && message.status !== 'read') person.handset.unopened.add(message.id);
  if (status === 'read' || status === 'failed') person.handset.unopened.delete(message.id);
  world.changed(person, message);
  void world.post(metaJson(statusDelivery(world, person, message, status, failure)), 'status');
}

function statusDelivery(world: WhatsAppWorld, person: Resident, message: KeptMessage, status: HandsetStatus, failure?: LateFailure) {
  const number = world.numbers.find(({ id }) => id === message.phoneNumberId) as BusinessNumber;
  const { callbackData } = message.accepted ?? {};
  const entry = {
    id: message.id,
    status,
    timestamp: seconds(world.clock.now()),
    ...recipientOf(person),
    ...(callbackData === undefined ? {} : { biz_opaque_callback_data: callbackData }),
    ...(status === 'sent' || status === 'delivered' ? conversationAndPrice(world, message, status) : {}),
    ...(failure ? { errors: [vendorError(failure)] } : contactsOf(person, status)),
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: number.displayNumber, phone_number_id: number.id },
    statuses: [entry],
  };
  return { object: 'whatsapp_business_account', entry: [{ id: number.businessAccountId, changes: [{ value, field: 'messages' }] }] };
}

/** A number that is not shared is absent, never empty. */
function recipientOf({ isGroup, phone, userId }: Resident) {
  if (isGroup) return { recipient_type: 'group', recipient_id: userId };
  return { ...(phone === null ? {} : { recipient_id: phone }), recipient_user_id: userId };
}

/** Since 2026 statuses name the person; the user name comes with `delivered` and `read` only. */
function contactsOf({ isGroup, phone, userId, name, username }: Resident, status: HandsetStatus) {
  if (isGroup || name === '') return {};
  const profile = { name, ...(username !== null && status !== 'sent' ? { username: withAt(username) } : {}) };
  return { contacts: [{ profile, ...(phone === null ? {} : { wa_id: phone }), user_id: userId }] };
}

/** Meta writes user names with the sign in front. */
export const withAt = (username: string): string => (username.startsWith('@') ? username : `@${username}`);

/** Meta prints the price with `sent` and one more status, the conversation only up to v23, its end only with `sent`. */
function conversationAndPrice(world: WhatsAppWorld, { id, accepted }: KeptMessage, status: HandsetStatus) {
  const { version, category } = accepted as AcceptedMessage;
  const isService = category === 'service';
  const conversation = {
    id: createHash('md5').update(id).digest('hex'),
    ...(status === 'sent' ? { expiration_timestamp: seconds(world.clock.now() + 24 * 60 * 60 * 1000) } : {}),
    origin: { type: category },
  };
  return {
    ...(Number.parseFloat(version.slice(1)) < 24 ? { conversation } : {}),
    pricing: { billable: !isService, pricing_model: 'PMP', type: isService ? 'free_customer_service' : 'regular', category },
  };
}

const vendorError = ({ code, details }: LateFailure) => ({
  code,
  title: graphTitle(code),
  message: graphTitle(code),
  error_data: { details },
  href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
});

const seconds = (ms: number): string => String(Math.floor(ms / 1000));
