import { describeMessage, type ShownMessage } from './describe-message.ts';
import { sampleBytes } from './sample-media.ts';
import type { WhatsAppWorld } from './world.ts';

interface InboundMessage extends ShownMessage {
  id?: string;
  from?: string;
  from_user_id?: string;
  timestamp?: string;
}

interface DeliveryValue {
  metadata?: { phone_number_id?: string };
  contacts?: { wa_id?: string; user_id?: string; profile?: { name?: string } }[];
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
    const phoneNumberId = value.metadata?.phone_number_id ?? '';
    for (const { wa_id, user_id, profile } of value.contacts ?? []) {
      const address = wa_id ?? user_id;
      if (address) world.handsets.meet(address, { name: profile?.name, userId: user_id });
    }
    for (const message of value.messages ?? []) recordMessage(world, phoneNumberId, message);
  }
}

function recordMessage(world: WhatsAppWorld, phoneNumberId: string, message: InboundMessage): void {
  const address = message.from?.replace(/^\+/, '') ?? message.from_user_id;
  if (!address || !message.id || !message.type || NOT_WRITTEN.has(message.type)) return;
  world.handsets.put(address, {
    id: message.id,
    phoneNumberId,
    from: 'customer',
    type: message.type,
    text: describeMessage(message),
    status: 'sent',
    at: Number(message.timestamp) * 1000 || world.clock.now(),
    content: message,
  });
  const media = (message as unknown as Record<string, { id?: unknown; mime_type?: unknown } | undefined>)[message.type];
  if (typeof media?.id === 'string' && typeof media.mime_type === 'string' && !world.media.find(media.id)) {
    world.media.add({ id: media.id, bytes: sampleBytes(media.mime_type), mimeType: media.mime_type, phoneNumberId, origin: 'customer' });
  }
}

function messageValues(body: Buffer): DeliveryValue[] {
  try {
    const { entry } = JSON.parse(body.toString('utf8')) as { entry: { changes: { field: string; value: DeliveryValue }[] }[] };
    return entry.flatMap(({ changes }) => changes.filter(({ field }) => field === 'messages').map(({ value }) => value));
  } catch {
    return [];
  }
}
