import type { MessageLog } from './message-log.ts';
import type { Pending } from './rows.ts';
import type { Channel, ChatPlace, Conversation, Person, ThreadPlace } from './types.ts';

/** A customer that is on the screen and not in WhatsApp yet: the first message makes them. */
const FIRST_CUSTOMER = { address: '15551230001', name: 'Ana Pereira' } as const;

export interface OpenLog<Place> {
  place: Place;
  log: MessageLog;
  pending: Pending[];
}

export interface TalkState {
  isLoading: boolean;
  /** Why the lists could not be read. */
  error: unknown;
  /** How far the sandbox's time is ahead of this machine's. */
  aheadMs: number;
  channels: readonly Channel[];
  people: readonly Person[];
  morePeople: boolean;
  conversations: readonly Conversation[];
  moreConversations: boolean;
  /** In how many conversations something is unread. */
  unread: number;
  inboxSearch: string;
  peopleSearch: string;
  /** Empty: all channels. */
  channelFilter: string;
  /** Whose phone is shown. */
  person: Person;
  chat: OpenLog<ChatPlace> | undefined;
  thread: OpenLog<ThreadPlace> | undefined;
  tab: 'phone' | 'inbox';
}

/** Somebody without a message yet. */
export const newcomer = (address: string, name: string): Person => ({
  ...{ address, phone: address, name, username: null },
  ...{ readReceipts: true, readsByItself: true, reachable: true, chats: [] },
});

/** A chat in which nothing is known to stand. */
export const nothingIn = (phoneNumberId: string): Person['chats'][number] => ({
  ...{ phoneNumberId, unread: 0, windowUntil: null, typingUntil: null, last: null },
});

export const emptyTalk = (): TalkState => ({
  ...{ isLoading: true, error: undefined, aheadMs: 0, channels: [], people: [], morePeople: false },
  ...{ conversations: [], moreConversations: false, unread: 0, inboxSearch: '', peopleSearch: '', channelFilter: '' },
  person: newcomer(FIRST_CUSTOMER.address, FIRST_CUSTOMER.name),
  ...{ chat: undefined, thread: undefined, tab: 'phone' },
});
