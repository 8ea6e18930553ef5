import type { ApiSchemas, ProviderSchemas } from './options.ts';

export type InboxStatus = 'sent' | 'delivered' | 'read' | 'failed';

/** A message as a salesperson sees it. */
export interface InboxMessage {
  id: string;
  conversationId: string;
  senderId: string;
  text: string;
  status: InboxStatus;
  /** As the provider said it, ISO 8601. */
  createdAt: string;
  replyBy: string | null;
  attachments: readonly { id: string; type: string; url: string; name: string | null; size: number | null }[];
}

export interface InboxConversation {
  id: string;
  participants: readonly ProviderSchemas['Participant'][];
  /** In the order of arrival; older history that was learnt later stands before it. */
  messages: readonly InboxMessage[];
}

/** Something the provider did that no real inbox could show rightly. */
export interface Breach {
  kind: 'status-regressed' | 'message-changed' | 'endless-paging' | 'provider-failed';
  messageId?: string;
  detail: string;
}

/** `failed` may be overtaken by a late `delivered`, never the other way round. */
const rank: Readonly<Record<InboxStatus, number>> = { sent: 0, failed: 1, delivered: 2, read: 3 };

interface OpenConversation {
  participants: ProviderSchemas['Participant'][];
  messages: InboxMessage[];
}

/** One channel's conversations. Messages are kept by id: a known id updates, and every update that cannot be right is a breach. */
export function createInbox(breaches: Breach[]) {
  const conversations = new Map<string, OpenConversation>();
  const byId = new Map<string, InboxMessage>();

  const open = (id: string): OpenConversation => {
    const conversation = conversations.get(id) ?? { participants: [], messages: [] };
    conversations.set(id, conversation);
    return conversation;
  };
  const update = (known: InboxMessage, next: InboxMessage): void => {
    for (const field of ['conversationId', 'senderId', 'text'] as const) {
      // A file without text was typed without one; the provider then names it.
      if (known[field] === next[field] || (field === 'text' && known.text === '')) continue;
      breaches.push({ kind: 'message-changed', messageId: known.id, detail: `${field} differs from what this id had before` });
    }
    const { status } = known;
    if (rank[next.status] < rank[status]) {
      breaches.push({ kind: 'status-regressed', messageId: known.id, detail: `${status} was followed by ${next.status}` });
    }
    Object.assign(known, next, { conversationId: known.conversationId, status: rank[next.status] < rank[status] ? status : next.status });
  };

  return {
    has: (conversationId: string): boolean => conversations.has(conversationId),
    knowsParticipants: (conversationId: string): boolean => (conversations.get(conversationId)?.participants.length ?? 0) > 0,
    /** Adds a message at the end, or updates the known one. Returns it as it stands now. */
    upsert(message: InboxMessage): InboxMessage {
      const known = byId.get(message.id);
      if (known) update(known, message);
      else {
        byId.set(message.id, message);
        open(message.conversationId).messages.push(message);
      }
      return { ...(byId.get(message.id) ?? message) };
    },
    /** Adds what is not known yet, before everything else. */
    addIfUnknown(message: InboxMessage): void {
      if (!byId.has(message.id)) this.upsert(message);
    },
    /**
     * Takes in a conversation as the provider describes it: its participants, and the messages that are not known yet. What the provider
     * lists as older than everything known stands before it, what it lists as newer comes at the end.
     */
    learn({ id, participants, messages }: ProviderSchemas['Conversation']): void {
      const conversation = open(id);
      conversation.participants = participants;
      // The provider lists newest first.
      const oldestFirst = messages.toReversed();
      const firstKnown = oldestFirst.findIndex((message) => byId.has(message.id));
      const isNew = (message: ProviderSchemas['Message']) => !byId.has(message.id);
      const earlier = oldestFirst.slice(0, firstKnown === -1 ? undefined : firstKnown).map((message) => fromHistory(id, message));
      const later =
        firstKnown === -1
          ? []
          : oldestFirst
              .slice(firstKnown)
              .filter(isNew)
              .map((message) => fromHistory(id, message));
      for (const message of [...earlier, ...later]) byId.set(message.id, message);
      conversation.messages.unshift(...earlier);
      conversation.messages.push(...later);
    },
    remove(conversationId: string): boolean {
      for (const { id } of conversations.get(conversationId)?.messages ?? []) byId.delete(id);
      return conversations.delete(conversationId);
    },
    conversations: (): InboxConversation[] =>
      [...conversations].map(([id, { participants, messages }]) => ({
        id,
        participants: [...participants],
        messages: messages.map((message) => ({ ...message })),
      })),
  };
}

export type Inbox = ReturnType<typeof createInbox>;

export const fromReceive = (message: ApiSchemas['ReceiveMessageRequest']): InboxMessage => ({
  id: message.id,
  conversationId: message.conversation_id,
  senderId: message.sender_id,
  text: message.message,
  status: message.status,
  createdAt: message.created_at,
  replyBy: message.reply_by ?? null,
  attachments: message.attachments,
});

const fromHistory = (conversationId: string, message: ProviderSchemas['Message']): InboxMessage => ({
  id: message.id,
  conversationId,
  senderId: message.sender_id,
  text: message.message,
  status: message.status,
  createdAt: message.created_at,
  replyBy: message.reply_by ?? null,
  attachments: message.attachments,
});
