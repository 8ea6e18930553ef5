import type { InboxMessage } from './inbox-message.ts';
import type { ProviderSchemas } from './options.ts';

export interface ConversationState {
  participants: ProviderSchemas['Participant'][];
  /** In the order of arrival; older history that was learnt later stands before it. */
  messages: InboxMessage[];
  /** Where older messages begin; null when there is nothing older, or nothing is known of it. */
  nextCursor: string | null;
  /** The newest message that the salesperson has seen; null: none. */
  seenUpTo: string | null;
}

/** A conversation as the inbox lists it. */
export interface ConversationSummary extends Thread {
  id: string;
  /** What the customer is called; empty until the provider described the conversation. */
  name: string;
  /** The customer's picture. */
  avatarUrl: string | null;
  /** How many messages of the customer nobody has looked at. */
  unread: number;
}

export interface Thread {
  /** Oldest first; not to be changed. */
  messages: readonly InboxMessage[];
  /** The participant that is the business; null while it is not known. */
  salespersonId: string | null;
  /** Whether the provider has older ones. */
  hasOlder: boolean;
  /** Until when the customer may be answered freely, ISO 8601 in UTC; null when no message says so. */
  replyBy: string | null;
}

export function threadOf({ participants, messages, nextCursor }: ConversationState): Thread {
  const salespersonId = participants.find(({ role }) => role === 'source_user')?.id ?? null;
  return { messages, salespersonId, hasOlder: nextCursor !== null, replyBy: lastReplyBy(messages) };
}

export function summaryOf(
  id: string,
  conversation: ConversationState,
  avatarOf: (participantId: string) => string | null,
): ConversationSummary {
  const customer = conversation.participants.find(({ role }) => role === 'end_user');
  const thread = threadOf(conversation);
  return {
    ...thread,
    id,
    name: customer?.name ?? '',
    avatarUrl: customer ? avatarOf(customer.id) : null,
    unread: unreadOf(conversation, thread.salespersonId),
  };
}

function unreadOf({ messages, seenUpTo }: ConversationState, salespersonId: string | null): number {
  let unread = 0;
  for (const { id, senderId } of messages.toReversed()) {
    if (id === seenUpTo) break;
    if (senderId !== salespersonId) unread += 1;
  }
  return unread;
}

/** The latest of all: a message that arrives late says an earlier moment. */
function lastReplyBy(messages: readonly InboxMessage[]): string | null {
  let latest: number | undefined;
  for (const { replyBy } of messages) {
    const at = replyBy === null ? Number.NaN : Date.parse(replyBy);
    if (!Number.isNaN(at) && at > (latest ?? 0)) latest = at;
  }
  return latest === undefined ? null : new Date(latest).toISOString();
}
