import { contract } from '../../generated/whatsapp-webhooks/index.ts';
import { describeMessage, type ShownMessage } from './describe-message.ts';
import { type KeptMessage, putMessage } from './handsets.ts';
import { isPhone, type Resident } from './people.ts';
import { sampleBytes } from './sample-media.ts';
import type { WhatsAppWorld } from './world.ts';

export interface InboundMessage extends ShownMessage {
  id?: string;
  from?: string;
  from_user_id?: string;
  /** The message stands in the group, not in the private chat of who wrote it. */
  group_id?: string;
  timestamp?: string;
  system?: { type?: string; wa_id?: string; new_wa_id?: string; user_id?: string; previous_user_id?: string };
}

interface InboundContact {
  wa_id?: string;
  user_id?: string;
  profile?: { name?: string; username?: string };
}

interface DeliveryValue {
  metadata?: { phone_number_id?: string };
  contacts?: InboundContact[];
  messages?: InboundMessage[];
}

/** Meta's own notices and later changes to a message: nothing new that a customer wrote. */
const NOT_WRITTEN = new Set(['system', 'edit', 'revoke']);

/**
 * What a delivery means on the customers' side: their messages stand on their phones, the window is open, and the files they name can be
 * downloaded. A body that is not a delivery means nothing.
 */
export function recordDelivery(world: WhatsAppWorld, body: Buffer): void {
  for (const value of messageValues(body)) {
    const { phone_number_id: phoneNumberId } = (value.metadata ?? {}) as NonNullable<DeliveryValue['metadata']>;
    for (const { wa_id, user_id, profile } of fitting<InboundContact>('WebhookContact', value.contacts)) {
      const person = personOf(world, wa_id, user_id);
      if (person && profile?.name) person.name = profile.name;
      if (person && profile?.username) person.username = profile.username.replace(/^@/, '');
    }
    for (const message of fitting<InboundMessage>('InboundMessage', value.messages))
      recordMessage(world, String(phoneNumberId ?? ''), message);
  }
}

/** What one message means; `at` where its moment is known better than by its timestamp, which has whole seconds. */
export function recordMessage(world: WhatsAppWorld, phoneNumberId: string, message: InboundMessage, at?: number): void {
  if (message.type === 'system') changeAddress(world, message);
  if (!message.id || !message.type || NOT_WRITTEN.has(message.type)) return;
  const person = message.group_id ? world.people.meetGroup(message.group_id) : personOf(world, message.from, message.from_user_id);
  if (!person) return;
  const written: KeptMessage = {
    id: message.id,
    phoneNumberId,
    from: 'customer',
    type: message.type,
    text: describeMessage(message),
    status: 'sent',
    at: at ?? (Number(message.timestamp) * 1000 || world.clock.now()),
    content: message,
    told: [],
  };
  if (putMessage(person.handset, written)) {
    world.people.own(message.id, person);
    world.changed(person, written);
  }
  const media = (message as unknown as Record<string, { id?: unknown; mime_type?: unknown } | undefined>)[message.type];
  if (typeof media?.id === 'string' && typeof media.mime_type === 'string' && !world.media.find(media.id)) {
    world.media.add({ id: media.id, bytes: sampleBytes(media.mime_type), mimeType: media.mime_type, phoneNumberId, origin: 'customer' });
  }
}

function personOf({ people }: WhatsAppWorld, phone: string | undefined, userId: string | undefined): Resident | undefined {
  const number = phone && isPhone(phone) ? phone : undefined;
  if (number && userId) return people.identify(number, userId);
  if (number) return people.meet(number);
  return userId ? people.meetUser(userId) : undefined;
}

/** The notice of a new number or user id: the person goes on under it, with phone and window. An address that somebody else has stays theirs. */
function changeAddress({ people }: WhatsAppWorld, { from, from_user_id, system }: InboundMessage): void {
  const person = [system?.previous_user_id, from_user_id, from].flatMap((address) => (address ? (people.find(address) ?? []) : []))[0];
  if (!person) return;
  const phone = system?.wa_id ?? system?.new_wa_id;
  const userId = system?.user_id;
  people.readdress(person, {
    ...(phone && isPhone(phone) && !people.find(phone) ? { phone: phone.replace(/\D/g, '') } : {}),
    ...(userId && !people.find(userId) ? { userId } : {}),
  });
}

function messageValues(body: Buffer): Partial<Record<keyof DeliveryValue, unknown>>[] {
  try {
    const { entry } = JSON.parse(body.toString('utf8')) as { entry: { changes: { field: string; value: object | null }[] }[] };
    return entry.flatMap(({ changes }) => changes.flatMap(({ field, value }) => (field === 'messages' && value ? [value] : [])));
  } catch {
    return [];
  }
}

/** The parts that are what the contract says; whatever else stands in a delivery is the provider's to cope with. */
export function fitting<Part>(schema: 'WebhookContact' | 'InboundMessage', parts: unknown): Part[] {
  const validate = contract.validators.schema[schema];
  return Array.isArray(parts) && validate ? (parts as Part[]).filter((part) => validate(part)) : [];
}
