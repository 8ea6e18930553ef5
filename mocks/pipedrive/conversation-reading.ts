import type { Report } from './breaches.ts';
import { isPublishedDate } from './dates.ts';
import type { InboxAttachment, InboxMessage, InboxStatus } from './inbox-message.ts';
import { inboxStatuses } from './inbox-message.ts';
import type { ProviderSchemas } from './options.ts';

/** A conversation as a provider described it, as far as it could be read. */
export interface ReadConversation {
  id: string;
  participants: ProviderSchemas['Participant'][];
  /** Newest first, as providers list them. */
  messages: InboxMessage[];
  /** null: there is nothing older. */
  nextCursor: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const textOr = <T>(value: unknown, otherwise: T): string | T => (typeof value === 'string' ? value : otherwise);
const isId = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Empty, null and absent all mean the end. */
export const cursorOf = (value: unknown): string | null => (isId(value) ? value : null);

/**
 * Reads a conversation leniently, as Pipedrive's documents allow: messages, participants and most of their fields may be absent, unknown
 * fields are ignored. What is read and cannot be shown rightly is reported; undefined when there is not even an id.
 */
export function readConversation(raw: unknown, report: Report): ReadConversation | undefined {
  if (!isObject(raw) || !isId(raw['id'])) {
    report({ kind: 'unreadable', detail: 'a conversation without an id' });
    return undefined;
  }
  const conversationId = raw['id'];
  const participants = readParticipants(raw['participants'], conversationId, report);
  const messages = listOf(raw['messages'], `the messages of ${conversationId}`, report).flatMap(
    (message) => readMessage(message, conversationId, report) ?? [],
  );
  const known = new Set(participants.map(({ id }) => id));
  for (const { id, senderId } of known.size > 0 ? messages : []) {
    if (!known.has(senderId)) {
      report({ kind: 'unknown-sender', messageId: id, conversationId, detail: `its sender is none of the ${known.size} participants` });
    }
  }
  return { id: conversationId, participants, messages, nextCursor: cursorOf(raw['next_messages_cursor']) };
}

/** Reads a message of a conversation; undefined, and reported, when there is no id or sender. */
export function readMessage(raw: unknown, conversationId: string, report: Report): InboxMessage | undefined {
  if (!isObject(raw) || !isId(raw['id']) || !isId(raw['sender_id'])) {
    report({ kind: 'unreadable', conversationId, detail: 'a message without an id or a sender_id' });
    return undefined;
  }
  const messageId = raw['id'];
  for (const field of ['created_at', 'reply_by']) {
    if (field === 'reply_by' && (raw[field] ?? null) === null) continue;
    if (!isPublishedDate(raw[field])) {
      report({ kind: 'invalid-date', messageId, conversationId, detail: `${field} is neither ISO 8601 nor YYYY-MM-DD HH:MM` });
    }
  }
  const status = inboxStatuses.find((known) => known === raw['status']);
  if (!status) report({ kind: 'unknown-status', messageId, conversationId, detail: `the status is none of ${inboxStatuses.join(', ')}` });
  return {
    id: messageId,
    conversationId,
    senderId: raw['sender_id'],
    text: textOr(raw['message'], ''),
    status: status ?? ('sent' satisfies InboxStatus),
    createdAt: textOr(raw['created_at'], ''),
    replyBy: textOr(raw['reply_by'], null),
    attachments: listOf(raw['attachments'], `the attachments of ${messageId}`, report).flatMap((file) => {
      const attachment = readAttachment(file);
      if (!attachment) report({ kind: 'unreadable', messageId, conversationId, detail: 'an attachment without id, type or url' });
      return attachment ?? [];
    }),
  };
}

function readAttachment(raw: unknown): InboxAttachment | undefined {
  if (!isObject(raw) || !isId(raw['id']) || !isId(raw['type']) || !isId(raw['url'])) return undefined;
  return {
    id: raw['id'],
    type: raw['type'],
    url: raw['url'],
    name: textOr(raw['name'], null),
    size: typeof raw['size'] === 'number' ? raw['size'] : null,
    linkExpires: raw['link_expires'] === true,
    previewUrl: textOr(raw['preview_url'], null),
  };
}

function readParticipants(raw: unknown, conversationId: string, report: Report): ProviderSchemas['Participant'][] {
  const participants = listOf(raw, `the participants of ${conversationId}`, report).flatMap((one): ProviderSchemas['Participant'][] => {
    const role = isObject(one) ? one['role'] : undefined;
    if (!isObject(one) || !isId(one['id']) || (role !== 'end_user' && role !== 'source_user')) {
      report({ kind: 'unreadable', conversationId, detail: 'a participant without an id, or with neither published role' });
      return [];
    }
    return [
      {
        id: one['id'],
        name: textOr(one['name'], ''),
        role,
        ...(isId(one['avatar_url']) ? { avatar_url: one['avatar_url'] } : {}),
        fetch_avatar: one['fetch_avatar'] === true,
        avatar_expires: one['avatar_expires'] === true,
      },
    ];
  });
  return participants;
}

/** Exactly one source_user and one end_user: the inbox shows no other conversation. */
export function reportParticipants({ id, participants }: Pick<ReadConversation, 'id' | 'participants'>, report: Report): void {
  const count = (wanted: string) => participants.filter(({ role }) => role === wanted).length;
  const tell = (kind: 'missing-source-user' | 'two-source-users' | 'missing-end-user' | 'group-participants') =>
    report({ kind, conversationId: id, detail: `${count('source_user')} source_user and ${count('end_user')} end_user participants` });
  if (count('source_user') === 0) tell('missing-source-user');
  if (count('source_user') > 1) tell('two-source-users');
  if (count('end_user') === 0) tell('missing-end-user');
  if (count('end_user') > 1) tell('group-participants');
}

function listOf(raw: unknown, what: string, report: Report): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  if (raw !== undefined && raw !== null) report({ kind: 'unreadable', detail: `${what} are not a list` });
  return [];
}
