import type { ViewContext } from '../shell/context.ts';
import { createMessageLog } from './message-log.ts';
import { emptyTalk, newcomer, nothingIn, type OpenLog, type TalkState } from './talk-state.ts';
import { type ChatPlace, type Conversation, type Person, samePlace, type ThreadPlace } from './types.ts';

export interface TalkStore {
  readonly state: TalkState;
  now(): number;
  /** Reads what is shown again, soon. */
  refresh(): void;
  /** Reads everything anew; resolves when it is there. */
  reload(): Promise<void>;
  event(event: { kind: string; data: Record<string, unknown> }): void;
  searchInbox(words: string): void;
  searchPeople(words: string): void;
  filterChannel(channelId: string): void;
  showMore(list: 'people' | 'conversations'): void;
  openPerson(person: Person): void;
  openChat(phoneNumberId: string): void;
  closeChat(): void;
  openThread(conversation: ThreadPlace): void;
  closeThread(): void;
  show(tab: 'phone' | 'inbox'): void;
  changed(): void;
}

const PAGE = 50;
const MOST = 500;
/** Conversations that stay read while others are shown. */
const MOST_OPENED = 20;
/** Events come in bunches: one message is a handful of changes. */
const GATHER_MS = 40;

/** What the Talk view knows and has open. */
export function createTalkStore({ api, update }: Pick<ViewContext, 'api' | 'update'>): TalkStore {
  const state = emptyTalk();
  const limits = { people: PAGE, conversations: PAGE };
  /** Whether somebody chose what is shown; until then the newest conversation is. */
  let isChosen = false;
  /** Whether the conversation of the chat on the phone opens by itself once there is one. */
  let isFollowing = true;
  const opened = new Map<string, OpenLog<never>>();

  const readPeople = async (): Promise<void> => {
    const search = state.peopleSearch;
    const answer = await api.call('listPlaygroundPeople', { query: { limit: limits.people, ...(search ? { search } : {}) } });
    if (search !== state.peopleSearch) return;
    Object.assign(state, { channels: answer.channels, people: answer.people, morePeople: answer.after !== null });
    state.aheadMs = Date.parse(answer.now) - Date.now();
    await readPerson(answer.people);
  };
  /** The one whose phone is shown may be on none of the pages. */
  const readPerson = async (people: readonly Person[]): Promise<void> => {
    const { address } = state.person;
    const here = people.find((one) => one.address === address);
    if (here) state.person = here;
    else if (state.person.chats.length > 0) {
      const { people: found } = await api.call('listPlaygroundPeople', { query: { search: address, limit: 1 } });
      const fresh = found.find((one) => one.address === address);
      // Nobody any more, after everything was set back: a newcomer again.
      if (state.person.address === address) state.person = fresh ?? newcomer(address, state.person.name);
    }
  };
  const readInbox = async (): Promise<void> => {
    const { inboxSearch: search, channelFilter: channelId } = state;
    const answer = await api.call('listPlaygroundConversations', {
      query: { limit: limits.conversations, ...(search ? { search } : {}), ...(channelId ? { channelId } : {}) },
    });
    if (search !== state.inboxSearch || channelId !== state.channelFilter) return;
    Object.assign(state, { conversations: answer.conversations, moreConversations: answer.after !== null, unread: answer.unread });
  };

  /** What was open before is as it was left, with what could not be sent. */
  const openLog = <Place extends object>(place: Place, read: Parameters<typeof createMessageLog>[0]['read']): OpenLog<Place> => {
    const key = JSON.stringify(place);
    const known = opened.get(key) as OpenLog<Place> | undefined;
    const open = known ?? { place, log: createMessageLog({ read, changed }), pending: [] };
    opened.delete(key);
    opened.set(key, open as OpenLog<never>);
    const [oldest] = opened.keys();
    if (opened.size > MOST_OPENED && oldest !== undefined) opened.delete(oldest);
    if (known) void known.log.reload().catch(() => {});
    return open;
  };
  const openChatLog = (place: ChatPlace) =>
    openLog(place, async (query) => {
      // Who has not written yet has no phone to be asked.
      if (!isKnown()) return { messages: [], more: false };
      return api.call('getPlaygroundChat', { path: { ...place }, query });
    });
  const openThreadLog = (place: ThreadPlace) => openLog(place, (query) => api.call('getPlaygroundThread', { path: { ...place }, query }));
  const isKnown = (): boolean => state.people.some(({ address }) => address === state.person.address) || state.person.chats.length > 0;

  const chooseFirst = (): void => {
    if (isChosen) return;
    const [newest] = state.conversations;
    if (newest) {
      isChosen = true;
      select(newest);
    } else if (state.channels[0] && !state.chat)
      state.chat = openChatLog({ address: state.person.address, phoneNumberId: state.channels[0].phoneNumberId });
  };
  /** Lays phone and conversation side by side. */
  const select = (conversation: Conversation): void => {
    const place = { channelId: conversation.channelId, conversationId: conversation.id };
    if (!samePlace(state.thread?.place, place)) state.thread = openThreadLog(place);
    const number = state.channels.find(({ id }) => id === conversation.channelId)?.phoneNumberId;
    const person = state.people.find(({ address }) => address === conversation.phone);
    if (person) state.person = person;
    else if (conversation.phone !== null)
      state.person = { ...newcomer(conversation.phone, conversation.name), chats: [nothingIn(number ?? '')] };
    if (number !== undefined && conversation.phone !== null) showChat(number);
  };
  const showChat = (phoneNumberId: string): void => {
    const { address } = state.person;
    if (state.chat?.place.address === address && state.chat.place.phoneNumberId === phoneNumberId) return;
    state.chat = openChatLog({ address, phoneNumberId });
  };
  /** The conversation in the inbox that belongs to the chat on the phone, where it is on the page. */
  const followChat = (): void => {
    const channelId = state.channels.find(({ phoneNumberId }) => phoneNumberId === state.chat?.place.phoneNumberId)?.id;
    const found = state.conversations.find((one) => one.phone === state.person.address && one.channelId === channelId);
    const place = found && { channelId: found.channelId, conversationId: found.id };
    if (place && !samePlace(state.thread?.place, place)) state.thread = openThreadLog(place);
    else if (!found) state.thread = undefined;
  };
  /** A first message has just made the conversation. */
  const adoptNew = (): void => {
    if (!state.thread && state.chat && isFollowing) followChat();
  };

  const changed = (): void => update();
  const logs = () => [state.chat?.log, state.thread?.log].filter((log) => log !== undefined);
  const readAll = async (how: 'refresh' | 'reload'): Promise<void> => {
    await Promise.all([readPeople(), readInbox()]);
    chooseFirst();
    adoptNew();
    state.isLoading = false;
    await Promise.all(logs().map((log) => log[how]().catch(() => {})));
  };

  // One reading at a time; what becomes due meanwhile follows once.
  let running = false;
  let isDue = false;
  const apart = new Set<string>();
  const run = async (): Promise<void> => {
    if (running) return;
    running = true;
    while (isDue) {
      isDue = false;
      const wanted = [...apart];
      apart.clear();
      try {
        await readAll('refresh');
        for (const log of logs()) for (const id of wanted) if (log.find(id) && !log.isRecent(id)) await log.reread(id);
        state.error = undefined;
      } catch (error) {
        state.error = error;
      }
      changed();
    }
    running = false;
  };
  const refresh = (): void => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => void run(), GATHER_MS);
  };

  return {
    state,
    now: () => Date.now() + state.aheadMs,
    refresh,
    changed,
    async reload() {
      try {
        await readAll('reload');
        state.error = undefined;
      } catch (error) {
        state.error = error;
        throw error;
      } finally {
        changed();
      }
    },
    event({ data }) {
      const { messageId } = data;
      if (typeof messageId === 'string') apart.add(messageId);
      refresh();
    },
    searchInbox(words) {
      state.inboxSearch = words;
      changed();
      refresh();
    },
    searchPeople(words) {
      state.peopleSearch = words;
      changed();
      refresh();
    },
    filterChannel(channelId) {
      state.channelFilter = channelId;
      refresh();
    },
    showMore(list) {
      limits[list] = Math.min(MOST, limits[list] * 2);
      refresh();
    },
    openPerson(person) {
      isChosen = true;
      isFollowing = true;
      state.person = person;
      const number = person.chats.length === 1 ? person.chats[0]?.phoneNumberId : undefined;
      state.chat = undefined;
      if (number !== undefined || person.chats.length === 0) showChat(number ?? state.channels[0]?.phoneNumberId ?? '');
      followChat();
      changed();
      refresh();
    },
    openChat(phoneNumberId) {
      isChosen = true;
      isFollowing = true;
      showChat(phoneNumberId);
      followChat();
      changed();
      refresh();
    },
    closeChat() {
      isChosen = true;
      state.chat = undefined;
      changed();
    },
    openThread(place) {
      isChosen = true;
      const found = state.conversations.find((one) => samePlace({ channelId: one.channelId, conversationId: one.id }, place));
      if (found) select(found);
      changed();
      refresh();
    },
    closeThread() {
      isChosen = true;
      isFollowing = false;
      state.thread = undefined;
      changed();
    },
    show(tab) {
      state.tab = tab;
      changed();
    },
  };
}
