import { createHash } from 'node:crypto';
import { graphTitle } from './graph-failure.ts';
import type { HandsetStatus } from './handsets.ts';
import type { BusinessNumber } from './options.ts';
import { metaJson } from './signature.ts';
import type { WhatsAppWorld } from './world.ts';

/** A message that was accepted and whose fate is told by status webhooks. */
export interface AcceptedMessage {
  id: string;
  type: string;
  number: BusinessNumber;
  customer: string;
  /** The Graph version it was sent with: until v23 statuses carry a conversation. */
  version: string;
  category: string;
  callbackData: string | undefined;
}

/** Why an accepted message fails later. */
export interface LateFailure {
  code: number;
  details: string;
}

/**
 * Lets the message go its way on the clock: sent, delivered, read, each told by a webhook; or failed. Reactions are only ever sent.
 */
export function scheduleStatuses(world: WhatsAppWorld, message: AcceptedMessage, failure: LateFailure | undefined): void {
  const tell = (status: HandsetStatus) => () => {
    world.handsets.setStatus(message.customer, message.id, status);
    world.postStatus(metaJson(statusDelivery(world, message, status, failure)));
  };
  const { sent, delivered, read } = world.statusDelayMs;
  if (failure) {
    world.clock.after(sent, tell('failed'));
    return;
  }
  world.clock.after(sent, tell('sent'));
  if (message.type === 'reaction') return;
  world.clock.after(delivered, tell('delivered'));
  world.clock.after(read, tell('read'));
}

function statusDelivery(world: WhatsAppWorld, message: AcceptedMessage, status: HandsetStatus, failure: LateFailure | undefined) {
  const { number, customer } = message;
  const { name, userId } = world.handsets.profile(customer);
  const isPhone = /^\d+$/.test(customer);
  const contact = { ...(name ? { profile: { name } } : {}), ...(isPhone ? { wa_id: customer } : {}), user_id: userId };
  const entry = {
    id: message.id,
    status,
    timestamp: seconds(world.clock.now()),
    ...(isPhone ? { recipient_id: customer } : {}),
    recipient_user_id: userId,
    ...(message.callbackData === undefined ? {} : { biz_opaque_callback_data: message.callbackData }),
    ...(status === 'sent' || status === 'delivered' ? conversationAndPrice(world, message, status) : {}),
    ...(failure ? { errors: [vendorError(failure)] } : {}),
    ...(name && !failure ? { contacts: [contact] } : {}),
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: number.displayNumber, phone_number_id: number.id },
    statuses: [entry],
  };
  return { object: 'whatsapp_business_account', entry: [{ id: number.businessAccountId, changes: [{ value, field: 'messages' }] }] };
}

/** Meta prints the price with `sent` and one more status, the conversation only up to v23, its end only with `sent`. */
function conversationAndPrice(world: WhatsAppWorld, { id, version, category }: AcceptedMessage, status: HandsetStatus) {
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
