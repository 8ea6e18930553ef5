import { AppError } from '../errors.ts';
import { type MessageRef, messageRefOf } from '../store/ids.ts';
import type { Attachment, Channel, Contact, Conversation, Message } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { Cursors } from './cursor.ts';

/** The most a page holds, whatever is asked for. */
export const MAX_PAGE = 100;

/** A message with its files. */
export interface ShownMessage {
  message: Message;
  attachments: Attachment[];
}

/** A conversation with its newest messages first, and where the older ones begin. */
export interface ShownConversation {
  conversation: Conversation;
  messages: ShownMessage[];
  olderCursor: string | undefined;
}

export interface InboxServices {
  store: Store;
  cursors: Cursors;
}

/**
 * One page of a channel's conversations, the one begun last first. The order never changes, so that paging through it meets every conversation exactly once
 * however many messages arrive meanwhile. Throws INVALID_REQUEST for a cursor that is not of this channel.
 */
export async function listConversations(
  services: InboxServices,
  channel: Channel,
  page: { conversations: number; messages: number; after: string | undefined },
): Promise<{ conversations: ShownConversation[]; after: string | undefined }> {
  const { store, cursors } = services;
  const limit = Math.min(page.conversations, MAX_PAGE);
  const before = cursors.decode(channel.id, page.after);
  const found = await store.conversations(channel.id, { ...(before === undefined ? {} : { before }), limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    conversations: await Promise.all(
      shown.map((conversation) => showConversation(services, channel, conversation, { messages: page.messages, after: undefined })),
    ),
    after: found.length > limit && last ? cursors.encode(channel.id, last.position) : undefined,
  };
}

/** One conversation with a page of its messages. Throws NOT_FOUND for one of another channel, INVALID_REQUEST for a foreign cursor. */
export async function getConversation(
  services: InboxServices,
  channel: Channel,
  id: string,
  page: { messages: number; after: string | undefined },
): Promise<ShownConversation> {
  return showConversation(services, channel, await findConversation(services.store, channel, id), page);
}

export async function findConversation(store: Store, channel: Channel, id: string): Promise<Conversation> {
  const conversation = await store.conversation(channel.id, id);
  if (!conversation) throw new AppError('NOT_FOUND', 'This channel has no such conversation.');
  return conversation;
}

async function showConversation(
  { store, cursors }: InboxServices,
  channel: Channel,
  conversation: Conversation,
  page: { messages: number; after: string | undefined },
): Promise<ShownConversation> {
  const limit = Math.min(page.messages, MAX_PAGE);
  const list = `${channel.id}/${conversation.id}`;
  const before = cursors.decode(list, page.after);
  const found = await store.messages(channel.id, conversation.id, { ...(before === undefined ? {} : { before }), limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    conversation,
    messages: await Promise.all(shown.map((message) => withAttachments(store, channel, message))),
    olderCursor: found.length > limit && last ? cursors.encode(list, last.seq) : undefined,
  };
}

/** One message. Throws NOT_FOUND for one of another channel or, when a conversation is named, of another conversation. */
export async function getMessage(store: Store, channel: Channel, id: string, conversationId?: string): Promise<ShownMessage> {
  const ref: MessageRef | undefined = messageRefOf(id);
  const message =
    ref && (conversationId === undefined || ref.conversationId === conversationId) ? await store.message(channel.id, ref) : undefined;
  // Of somebody who is being erased the conversation goes first, and the messages are not shown any more.
  const isThere = message !== undefined && (await store.conversation(channel.id, message.conversationId)) !== undefined;
  if (!message || !isThere) throw new AppError('NOT_FOUND', 'This channel has no such message.');
  return withAttachments(store, channel, message);
}

async function withAttachments(store: Store, channel: Channel, message: Message): Promise<ShownMessage> {
  return { message, attachments: message.attachmentCount > 0 ? await store.attachments(channel.id, message) : [] };
}

/** A participant: the channel's own side or one of its contacts. Throws NOT_FOUND. */
export async function getParticipant(store: Store, channel: Channel, id: string): Promise<Pick<Contact, 'id' | 'name'>> {
  if (id === channel.sourceUserId) return { id: channel.sourceUserId, name: channel.name };
  const contact = await store.contact(channel.id, id);
  if (!contact) throw new AppError('NOT_FOUND', 'This channel has no such sender.');
  return { id: contact.id, name: contact.name || fallbackName(await store.aliases(channel.id, contact.id), contact.username) };
}

/** What a contact without a profile name is called: its number as people write it, otherwise its user name or user id. */
const fallbackName = (aliases: readonly { kind: string; value: string }[], username: string | null): string => {
  const waId = aliases.find(({ kind }) => kind === 'wa_id');
  if (waId) return `+${waId.value}`;
  return (username === null ? aliases[0]?.value : `@${username}`) ?? 'WhatsApp user';
};
