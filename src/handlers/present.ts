import type { components } from '../../generated/pipedrive-provider/types.ts';
import type { Avatars } from '../domain/avatars.ts';
import type { ShownConversation, ShownMessage } from '../domain/inbox.ts';
import type { MediaLinks } from '../domain/media-links.ts';
import { hasPreview } from '../store/has-preview.ts';
import { messageIdOf } from '../store/ids.ts';
import type { Channel } from '../store/records.ts';
import { visibleStatus } from '../store/status-lattice.ts';
import { shownText } from '../whatsapp-errors/failure-note.ts';

type Schemas = components['schemas'];

/** A message in the contract's words. */
export function presentMessage(
  channel: Channel,
  contactId: string,
  { message, attachments }: ShownMessage,
  links: MediaLinks,
): Schemas['Message'] {
  const status = visibleStatus(message);
  return {
    id: messageIdOf(message),
    status,
    created_at: new Date(message.createdAt).toISOString(),
    message: shownText(message, status),
    sender_id: message.direction === 'inbound' ? contactId : channel.sourceUserId,
    ...(message.replyBy === null ? {} : { reply_by: new Date(message.replyBy).toISOString() }),
    attachments: attachments.map(({ id, name, contentType, size }) => ({
      id,
      type: contentType,
      name,
      size,
      url: links.linkTo(channel.id, id),
      link_expires: true,
      preview_url: hasPreview({ contentType, size }) ? links.linkTo(channel.id, id) : null,
    })),
  };
}

/** A conversation in the contract's words: exactly one source user and one end user. */
export function presentConversation(
  channel: Channel,
  shown: ShownConversation,
  { links, avatars }: { links: MediaLinks; avatars: Avatars },
): Schemas['Conversation'] {
  const { conversation, messages, olderCursor } = shown;
  return {
    id: conversation.id,
    link: '',
    status: 'open',
    // The inbox uses it as its unread mark: a conversation whose last word is the customer's waits for somebody.
    seen: conversation.lastDirection !== 'inbound',
    participants: [
      {
        id: channel.sourceUserId,
        name: channel.name,
        role: 'source_user',
        avatar_url: avatarOf(channel, channel.sourceUserId, avatars),
        fetch_avatar: false,
        avatar_expires: false,
      },
      {
        id: conversation.contactId,
        name: conversation.contactName || conversation.contactFallbackName || 'WhatsApp user',
        role: 'end_user',
        avatar_url: avatarOf(channel, conversation.contactId, avatars),
        fetch_avatar: false,
        avatar_expires: false,
      },
    ],
    messages: messages.map((message) => presentMessage(channel, conversation.contactId, message, links)),
    ...(olderCursor === undefined ? {} : { next_messages_cursor: olderCursor }),
  };
}

/** A participant's picture. It stands in the conversation, and lasts, so that Pipedrive need not ask for each one. */
export const avatarOf = (channel: Channel, participantId: string, avatars: Avatars): string =>
  (participantId === channel.sourceUserId && channel.avatarUrl) || avatars.linkTo(participantId);
