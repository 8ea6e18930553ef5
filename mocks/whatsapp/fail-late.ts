import { isHttp } from '../is-http.ts';
import { windowOpen } from './handsets.ts';
import { misfit } from './media-types.ts';
import { namedFiles } from './named-files.ts';
import type { BusinessNumber } from './options.ts';
import type { Resident } from './people.ts';
import type { OutboundMessage } from './refuse-early.ts';
import type { LateFailure } from './statuses.ts';
import type { WhatsAppWorld } from './world.ts';

const REACTION_MS = 30 * 24 * 60 * 60 * 1000;

/** What Meta finds out after it has accepted a message, and tells by a failed status. */
export function lateFailure(
  world: WhatsAppWorld,
  number: BusinessNumber,
  person: Resident,
  message: OutboundMessage,
): LateFailure | undefined {
  return (
    closedWindow(world, number, person, message) ?? mediaFailure(world, number, message) ?? reactionFailure(world, number, person, message)
  );
}

/** Templates and Direct Send need no window. That of a group is opened by whoever writes in it (D/groups/pricing). */
function closedWindow(world: WhatsAppWorld, number: BusinessNumber, person: Resident, message: OutboundMessage): LateFailure | undefined {
  const isFreeForm = message.type !== 'template' && message.category === undefined;
  if (!isFreeForm || windowOpen(person.handset, number.id, world.clock.now())) return undefined;
  return {
    code: 131047,
    details: 'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  };
}

/** Files named by id must exist, belong to the number and suit the message. Links are not fetched, but must be such that Meta could. */
function mediaFailure(world: WhatsAppWorld, number: BusinessNumber, message: OutboundMessage): LateFailure | undefined {
  for (const { type, id, link, voice } of namedFiles(message)) {
    if (link !== undefined && !isHttp(link))
      return { code: 131053, details: `The link of the ${type} is no address that can be downloaded.` };
    if (id === undefined) continue;
    const file = world.media.find(id);
    if (file?.phoneNumberId !== number.id)
      return { code: 131053, details: `The media ${id} does not exist or does not belong to this number.` };
    const reason = misfit(type, file) ?? (voice && !file.mimeType.includes('opus') ? 'A voice message needs OGG with Opus.' : undefined);
    if (reason) return { code: 131053, details: reason };
  }
  return undefined;
}

/** A reaction needs a message of this chat that is no reaction itself and at most 30 days old. */
function reactionFailure(
  world: WhatsAppWorld,
  number: BusinessNumber,
  person: Resident,
  message: OutboundMessage,
): LateFailure | undefined {
  if (message.type !== 'reaction') return undefined;
  const target = person.handset.messages.get(message.reaction?.message_id ?? '');
  const stands =
    target?.phoneNumberId === number.id &&
    target.type !== 'reaction' &&
    target.status !== 'failed' &&
    world.clock.now() - target.at <= REACTION_MS;
  if (stands) return undefined;
  return { code: 131009, details: 'The message to react to does not exist, is older than 30 days or is a reaction itself.' };
}
