import type { Breach, Report } from './breaches.ts';
import { type ReadConversation, reportParticipants } from './conversation-reading.ts';
import type { InboxAttachment, InboxMessage, InboxStatus } from './inbox-message.ts';
import { type ConversationState, summaryOf, threadOf } from './inbox-summary.ts';
import type { ProviderSchemas } from './options.ts';

export type { Breach, InboxMessage, InboxStatus };

type Participant = ProviderSchemas['Participant'];

export interface InboxConversation {
  id: string;
  participants: readonly Participant[];
  /** In the order of arrival; older history that was learnt later stands before it. */
  messages: readonly InboxMessage[];
  /** Where older messages begin; null when there is nothing older, or nothing is known of it. */
  nextCursor: string | null;
}

/** A participant's picture, and when it was last looked after, UTC milliseconds. */
export interface Avatar {
  /** null: there is none. */
  url: string | null;
  /** The last HEAD; null: never. */
  checkedAt: number | null;
  /** The last getSenderById; null: never. */
  askedAt: number | null;
}

/** One channel's conversations as plain data, in the order they became known, and the pictures by participant. */
export interface InboxState {
  conversations: [conversationId: string, ConversationState][];
  avatars: [participantId: string, Avatar][];
}

/** `failed` may be overtaken by a late `delivered`, never the other way round. */
const rank: Readonly<Record<InboxStatus, number>> = { sent: 0, failed: 1, delivered: 2, read: 3 };

export interface InboxListeners {
  report: Report;
  /** Something in a conversation, or one of its messages, is new or different. */
  changed(conversationId: string, messageId?: string): void;
}

/** One channel's conversations. Messages are kept by id: a known id updates, and every update that cannot be right is a breach. */
export function createInbox({ report, changed }: InboxListeners, state: InboxState = { conversations: [], avatars: [] }) {
  const conversations = new Map(structuredClone(state.conversations));
  const avatars = new Map(structuredClone(state.avatars));
  const byId = new Map<string, InboxMessage>();
  for (const { messages } of conversations.values()) for (const message of messages) byId.set(message.id, message);

  const open = (id: string): ConversationState => {
    const conversation = conversations.get(id) ?? { participants: [], messages: [], nextCursor: null, seenUpTo: null };
    conversations.set(id, conversation);
    return conversation;
  };

  return {
    has: (conversationId: string): boolean => conversations.has(conversationId),
    count: (): number => conversations.size,
    participants: (conversationId: string): readonly Participant[] => conversations.get(conversationId)?.participants ?? [],
    messages: (conversationId: string): InboxMessage[] =>
      (conversations.get(conversationId)?.messages ?? []).map((message) => ({ ...message })),
    nextCursor: (conversationId: string): string | null => conversations.get(conversationId)?.nextCursor ?? null,
    /** What is remembered about a participant's picture; changing it changes the state. */
    avatar(participantId: string): Avatar {
      const avatar = avatars.get(participantId) ?? { url: null, checkedAt: null, askedAt: null };
      avatars.set(participantId, avatar);
      return avatar;
    },
    /** Adds a message at the end, or updates the known one. Returns its status as it stands now. */
    upsert(message: InboxMessage): InboxStatus {
      const known = byId.get(message.id);
      if (known) update(known, message, report);
      else {
        byId.set(message.id, message);
        open(message.conversationId).messages.push(message);
      }
      const { conversationId, status } = known ?? message;
      changed(conversationId, message.id);
      return status;
    },
    /** Adds what is not known yet, at the end. */
    addIfUnknown(message: InboxMessage): void {
      if (!byId.has(message.id)) this.upsert(message);
    },
    setAttachments(messageId: string, attachments: readonly InboxAttachment[]): void {
      const known = byId.get(messageId);
      if (!known) return;
      known.attachments = attachments;
      changed(known.conversationId, messageId);
    },
    /**
     * Takes in a conversation as the provider describes it: its participants, and the messages that are not known yet. What the provider
     * lists as older than everything known stands before it, what it lists as newer comes at the end. Returns how many were new.
     */
    learn(read: ReadConversation): number {
      const conversation = open(read.id);
      // Only a page that adds nothing but older messages may go without its participants.
      if (read.participants.length > 0) conversation.participants = read.participants;
      for (const { id, avatar_url: url } of read.participants) if (url) this.avatar(id).url = url;
      reportParticipants({ id: read.id, participants: conversation.participants }, report);
      conversation.nextCursor = read.nextCursor;
      // The provider lists newest first.
      const oldestFirst = read.messages.toReversed();
      const firstKnown = oldestFirst.findIndex(({ id }) => byId.has(id));
      const split = firstKnown === -1 ? oldestFirst.length : firstKnown;
      const earlier = oldestFirst.slice(0, split).filter(isNew(byId));
      const later = oldestFirst.slice(split).filter(isNew(byId));
      // What stands before the first message that came by itself is history: nobody waits for an answer to it.
      conversation.seenUpTo ??= earlier.at(-1)?.id ?? null;
      conversation.messages = [...earlier, ...conversation.messages, ...later];
      changed(read.id);
      return earlier.length + later.length;
    },
    remove(conversationId: string): boolean {
      for (const { id } of conversations.get(conversationId)?.messages ?? []) byId.delete(id);
      changed(conversationId);
      return conversations.delete(conversationId);
    },
    /** The salesperson has seen everything in it. */
    open(conversationId: string): void {
      const conversation = conversations.get(conversationId);
      const newest = conversation?.messages.at(-1)?.id ?? null;
      if (!conversation || conversation.seenUpTo === newest) return;
      conversation.seenUpTo = newest;
      changed(conversationId);
    },
    summaries: () =>
      [...conversations].map(([id, conversation]) =>
        summaryOf(id, conversation, (participantId) => avatars.get(participantId)?.url ?? null),
      ),
    thread(conversationId: string) {
      const conversation = conversations.get(conversationId);
      return conversation && threadOf(conversation);
    },
    conversations: (): InboxConversation[] =>
      [...conversations].map(([id, { participants, messages, nextCursor }]) => ({
        id,
        participants: [...participants],
        messages: messages.map((message) => ({ ...message })),
        nextCursor,
      })),
    snapshot: (): InboxState => structuredClone({ conversations: [...conversations], avatars: [...avatars] }),
  };
}

export type Inbox = ReturnType<typeof createInbox>;

/** Keeps what is not known yet and remembers it, so that a page that names a message twice adds it once. */
const isNew =
  (byId: Map<string, InboxMessage>) =>
  (message: InboxMessage): boolean => {
    if (byId.has(message.id)) return false;
    byId.set(message.id, message);
    return true;
  };

/**
 * A file without text was typed without one; the provider then names it. A message that failed may be followed by a note that says why, on a line of its own, which goes
 * when it was delivered after all. The words themselves stay.
 */
function isSameText(known: InboxMessage, next: InboxMessage): boolean {
  if (known.text === '') return true;
  // A customer's message is delivered from the start; a file of it that never comes is told below the words.
  const isDelivered = known.status === 'delivered' && next.status === 'delivered';
  if (isDelivered && next.text.startsWith(`${known.text}\n[`) && next.text.endsWith(']')) return true;
  const isNoted = (noted: string, words: string) => words === '' || noted.startsWith(`${words}\n`);
  return (next.status === 'failed' && isNoted(next.text, known.text)) || (known.status === 'failed' && isNoted(known.text, next.text));
}

function update(known: InboxMessage, next: InboxMessage, report: Report): InboxStatus {
  const about = { messageId: known.id, conversationId: known.conversationId };
  for (const field of ['conversationId', 'senderId', 'text'] as const) {
    if (known[field] === next[field] || (field === 'text' && isSameText(known, next))) continue;
    report({ kind: 'message-changed', ...about, detail: `${field} differs from what this id had before` });
  }
  const before = known.status;
  const regresses = rank[next.status] < rank[before];
  if (regresses) report({ kind: 'status-regressed', ...about, detail: `${before} was followed by ${next.status}` });
  Object.assign(known, next, { conversationId: known.conversationId, status: regresses ? before : next.status });
  return known.status;
}
