import { AppError } from '../../src/errors.ts';
import type { InboxConversation } from '../pipedrive/inbox.ts';
import type { HandsetMessage } from '../whatsapp/handsets.ts';
import type { Person } from '../whatsapp/person.ts';
import { conflict } from './control-failure.ts';
import type { ControlWorld } from './world.ts';

export interface ConversationPlace {
  channelId: string;
  conversationId: string;
}

interface Candidate extends ConversationPlace {
  score: number;
}

/** Timestamps of webhooks are whole seconds. */
const SAME_MOMENT_MS = 1000;

/** Where a conversation id stands in the inbox. Throws NOT_FOUND, or a conflict when several channels have it. */
export function findById({ pipedrive }: ControlWorld, conversationId: string, channelId: string | undefined): ConversationPlace {
  const found = placesOf(pipedrive, channelId).filter(({ conversation }) => conversation.id === conversationId);
  return theOne(
    found.map((place) => ({ channelId: place.channelId, conversationId, score: 1 })),
    `The inbox has no conversation ${conversationId}. GET /inbox/channels and its conversations list what there is.`,
  );
}

/**
 * The conversation of a customer. Pipedrive never learns a customer's number, so it is found by what the customer wrote: the same text at the same
 * moment, or one of them under the same name. Undefined when nothing fits; a conflict when several fit equally well.
 */
export function findByCustomer({ whatsapp, pipedrive }: ControlWorld, address: string, channelId?: string): ConversationPlace | undefined {
  const written = whatsapp.phone(address).filter(({ from }) => from === 'customer');
  const person = whatsapp.people.list().find(({ phone, userId }) => phone === address || userId === address);
  const candidates = placesOf(pipedrive, channelId)
    .map(({ conversation, ...place }) => ({ ...place, conversationId: conversation.id, score: likeness(conversation, written, person) }))
    .filter(({ score }) => score > 0);
  const best = Math.max(...candidates.map(({ score }) => score));
  const fitting = candidates.filter(({ score }) => score === best);
  return fitting.length === 0 ? undefined : theOne(fitting, '');
}

function likeness({ participants, messages }: InboxConversation, written: readonly HandsetMessage[], person: Person | undefined): number {
  const salespeople = new Set(participants.filter(({ role }) => role === 'source_user').map(({ id }) => id));
  const names = new Set(
    [person?.name, person?.phone, person?.username].filter((name) => name !== undefined && name !== null && name !== ''),
  );
  const isNamed = participants.some(({ role, name }) => role === 'end_user' && names.has(name));
  const received = messages.filter(({ senderId }) => !salespeople.has(senderId));
  const fits = (mine: HandsetMessage) =>
    received.some(({ text, createdAt }) => {
      const sameText = text === mine.text;
      const sameMoment = Math.abs(Date.parse(createdAt) - mine.at) < SAME_MOMENT_MS;
      return (sameText && sameMoment) || (isNamed && (sameText || sameMoment));
    });
  return written.filter(fits).length * 2 + (isNamed && written.some(fits) ? 1 : 0);
}

const placesOf = (pipedrive: ControlWorld['pipedrive'], channelId: string | undefined) =>
  pipedrive
    .channels()
    .filter(({ id }) => channelId === undefined || id === channelId)
    .flatMap(({ id }) => pipedrive.conversations(id).map((conversation) => ({ channelId: id, conversation })));

function theOne(found: readonly Candidate[], otherwise: string): ConversationPlace {
  const [first, ...others] = found;
  if (!first) throw new AppError('NOT_FOUND', otherwise);
  if (others.length === 0) return { channelId: first.channelId, conversationId: first.conversationId };
  const channels = [...new Set(found.map(({ channelId }) => channelId))];
  if (channels.length > 1) throw conflict(`Several channels have such a conversation. Name \`channelId\`: ${channels.join(', ')}.`);
  const ids = found.map(({ conversationId }) => conversationId).join(', ');
  throw conflict(`Several conversations fit equally well. Name \`conversationId\` instead of \`to\`: ${ids}.`);
}
