import { AppError } from '../../src/errors.ts';
import { tellStatus } from './statuses.ts';
import type { WhatsAppWorld } from './world.ts';

/** The customer opens the chat; see WhatsAppSimulator.read. */
export function readChat(
  world: WhatsAppWorld,
  { address, upTo, phoneNumberId }: { address: string; upTo?: string | undefined; phoneNumberId?: string | undefined },
): string[] {
  const person = world.people.find(address);
  if (!person) throw new AppError('NOT_FOUND', 'Nobody is known under that phone number or user id.');
  const { messages, unopened } = person.handset;
  if (upTo !== undefined && !messages.has(upTo)) throw new AppError('NOT_FOUND', 'There is no message with that id on this phone.');
  const seen: string[] = [];
  for (const [id, message] of messages) {
    if (unopened.has(id) && (phoneNumberId ?? message.phoneNumberId) === message.phoneNumberId) {
      unopened.delete(id);
      world.changed(person, message);
      if (person.readReceipts) {
        tellStatus(world, person, message, 'read');
        seen.push(id);
      }
    }
    if (id === upTo) break;
  }
  return seen;
}
