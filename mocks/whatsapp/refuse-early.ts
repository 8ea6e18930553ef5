import { refusal } from './graph-failure.ts';
import { threadOf } from './handsets.ts';
import { usePairQuota } from './limits.ts';
import type { BusinessNumber, Schemas, Template } from './options.ts';
import type { Resident } from './people.ts';
import type { WhatsAppWorld } from './world.ts';

export type OutboundMessage = Schemas['OutboundMessage'];

/** What Meta sees in a message by itself. Throws 131008 or 100. */
export function checkShape(message: OutboundMessage): void {
  if (message.to === undefined && message.recipient === undefined) throw refusal(131008, 'The parameter to, or recipient, is required.');
  if (message[message.type] === undefined)
    throw refusal(131008, `The parameter ${message.type} is required for messages of type ${message.type}.`);
  const isGroup = message.recipient_type === 'group';
  if (isGroup && message.to === undefined) throw refusal(131008, 'The parameter to is required for a group.');
  if (isGroup && message.type === 'interactive') throw refusal(100, 'Interactive messages cannot be sent to groups.');
  if (!isGroup && message.type === 'pin') throw refusal(100, 'Messages can be pinned in groups only.');
}

/** What Meta sees when it looks at the recipient. Throws 131021, 131062. */
export function checkRecipient(number: BusinessNumber, { to, recipient_type }: OutboundMessage, template: Template | undefined): void {
  if (recipient_type !== 'group' && to?.replace(/\D/g, '') === number.displayNumber)
    throw refusal(131021, 'The recipient is the sending number itself.');
  if (template?.category === 'AUTHENTICATION' && to === undefined)
    throw refusal(131062, 'Authentication templates need a phone number, not a user id.');
}

/** Takes the message out of what may be sent. Throws 130429 and 131056; what is refused uses nothing up. */
export function useLimits(world: WhatsAppWorld, number: BusinessNumber, person: Resident): void {
  const { limits } = world.settings();
  if (limits === false) return;
  if (!world.throughput.free(number.id, limits.messagesPerSecond))
    throw refusal(130429, `This number may send and receive ${limits.messagesPerSecond} messages per second.`);
  if (limits.pair && !usePairQuota(threadOf(person.handset, number.id), world.clock.now()))
    throw refusal(131056, 'Too many messages from this number to the same recipient in a short time: one per 6 seconds, 45 at once.');
  world.throughput.count(number.id);
}
