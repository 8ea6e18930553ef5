import { AppError } from '../../src/errors.ts';
import { fitting, type InboundMessage, recordMessage } from './customer-delivery.ts';
import type { CustomerMessage, CustomerWrites, WrittenMessage } from './customer-message.ts';
import { newWamid } from './ids.ts';
import type { BusinessNumber } from './options.ts';
import type { Resident } from './people.ts';
import { sampleBytes } from './sample-media.ts';
import { metaJson } from './signature.ts';
import { withAt } from './statuses.ts';
import type { WhatsAppWorld } from './world.ts';

/** The customer writes; see WhatsAppSimulator.write. */
export async function writeMessage(world: WhatsAppWorld, writes: CustomerWrites): Promise<WrittenMessage> {
  const number = writes.to === undefined ? world.numbers[0] : world.numbers.find(({ id }) => id === writes.to);
  if (!number) throw new AppError('NOT_FOUND', 'There is no business number with that phone number id.');
  const person = world.people.meet(writes.from);
  if (!person) throw new AppError('INVALID_REQUEST', 'A customer writes from a phone number (digits with country code) or from a user id.');
  if (person.name === '') person.name = `Customer ${(person.phone ?? person.userId).slice(-4)}`;

  const message = inboundMessage(world, number, person, writes);
  const webhookBody = metaJson(delivery(number, person, message));
  for (const written of fitting<InboundMessage>('InboundMessage', [message])) recordMessage(world, number.id, written, world.clock.now());
  world.throughput.count(number.id);
  const webhook = await world.post(webhookBody, 'message');
  return { messageId: message.id, webhook };
}

interface NewMessage extends Record<string, unknown> {
  id: string;
  type: string;
}

function inboundMessage(world: WhatsAppWorld, number: BusinessNumber, person: Resident, writes: CustomerWrites): NewMessage {
  const common = {
    ...(person.phone === null ? {} : { from: person.phone }),
    from_user_id: person.userId,
    id: newWamid(person.phone ?? person.userId, 'inbound'),
    timestamp: String(Math.floor(world.clock.now() / 1000)),
  };
  const { message, forwarded } = writes;
  if ('raw' in message) return { type: 'unsupported', ...common, ...message.raw };
  const quoted = writes.replyTo ?? (message.type === 'button' || message.type === 'interactive' ? message.messageId : undefined);
  const context = {
    ...(quoted === undefined ? {} : { from: authorOf(world, quoted, number), id: quoted }),
    ...(forwarded ? { [forwarded === 'frequently' ? 'frequently_forwarded' : 'forwarded']: true } : {}),
  };
  return {
    ...(Object.keys(context).length > 0 ? { context } : {}),
    ...common,
    type: message.type,
    [message.type]: contentOf(world, number, message),
  };
}

/** Whose message is quoted, as `context.from` says it. */
function authorOf({ people }: WhatsAppWorld, messageId: string, number: BusinessNumber): string {
  const owner = people.ownerOf(messageId);
  const message = owner?.handset.messages.get(messageId);
  return message?.from === 'customer' ? (owner?.phone ?? owner?.userId ?? number.displayNumber) : number.displayNumber;
}

function contentOf(world: WhatsAppWorld, number: BusinessNumber, message: Exclude<CustomerMessage, { raw: unknown }>): unknown {
  switch (message.type) {
    case 'text':
      return { body: message.text };
    case 'location':
      return message.location;
    case 'contacts':
      return message.contacts;
    case 'interactive':
      return message.interactive;
    case 'order':
      return message.order;
    case 'button':
      return { payload: message.payload, text: message.text };
    // A reaction that is taken back comes without an emoji.
    case 'reaction':
      return { message_id: message.messageId, ...(message.emoji === null ? {} : { emoji: message.emoji }) };
    default:
      return mediaOf(world, number, message);
  }
}

const sampleTypes = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/ogg; codecs=opus',
  document: 'application/pdf',
  sticker: 'image/webp',
} as const;

type MediaMessage = Extract<CustomerMessage, { caption?: string | undefined }>;

/** Stores the file for 7 days; the webhook carries its hash in base64 and an address that is good for 5 minutes. */
function mediaOf(world: WhatsAppWorld, number: BusinessNumber, { type, file, caption, voice, animated }: MediaMessage) {
  const mimeType = file?.mimeType ?? sampleTypes[type];
  const bytes = file ? Buffer.from(file.bytes) : sampleBytes(mimeType);
  const { id, sha256 } = world.media.add({ bytes, mimeType, phoneNumberId: number.id, origin: 'customer' });
  return {
    ...(caption === undefined ? {} : { caption }),
    ...(type === 'document' ? { filename: file?.filename ?? 'document.pdf' } : {}),
    mime_type: mimeType,
    sha256: Buffer.from(sha256, 'hex').toString('base64'),
    id,
    url: world.media.address(world.baseUrl(), id),
    ...(type === 'audio' ? { voice: voice ?? false } : {}),
    ...(type === 'sticker' ? { animated: animated ?? false } : {}),
  };
}

/** A webhook with one message, and who wrote it. */
function delivery(number: BusinessNumber, { phone, userId, name, username }: Resident, message: NewMessage) {
  const profile = { name, ...(username === null ? {} : { username: withAt(username) }) };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: number.displayNumber, phone_number_id: number.id },
    // A notice of Meta's own comes without contacts.
    ...(message.type === 'system' ? {} : { contacts: [{ profile, ...(phone === null ? {} : { wa_id: phone }), user_id: userId }] }),
    messages: [message],
  };
  return { object: 'whatsapp_business_account', entry: [{ id: number.businessAccountId, changes: [{ value, field: 'messages' }] }] };
}
