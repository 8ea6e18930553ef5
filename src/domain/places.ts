import type { Alias, Channel } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { findByPhone } from './people.ts';

/** Where a customer's conversation is found. */
export type ConversationPlace = NonNullable<Awaited<ReturnType<typeof findByPhone>>>;

/** What only the provider knows, and the sandbox shows: which phone a conversation of the inbox belongs to. */
export interface Places {
  /** The conversation with a phone number, in the channel of the settings; undefined when nobody has written from it. */
  find(phone: string): Promise<ConversationPlace | undefined>;
  /** Every channel in use, the oldest first. */
  channels(): Promise<Pick<Channel, 'id' | 'name' | 'phoneNumberId'>[]>;
  /** Phone number, user id or group id that a conversation's answers go to; null where nothing is known. */
  addressOf(channelId: string, conversationId: string): Promise<string | null>;
}

export function createPlaces(store: Store, channelOfSettings: () => Channel): Places {
  return {
    find: (phone) => findByPhone(store, channelOfSettings(), phone),
    async channels() {
      const channels = await store.channels();
      return channels.filter(({ state }) => state !== 'deleted').map(({ id, name, phoneNumberId }) => ({ id, name, phoneNumberId }));
    },
    async addressOf(channelId, conversationId) {
      const channel = await store.channel(channelId);
      const conversation = channel && (await store.conversation(channel.id, conversationId));
      if (!conversation) return null;
      const aliases: readonly Alias[] = conversation.address
        ? [conversation.address]
        : await store.aliases(channel.id, conversation.contactId);
      return (aliases.find(({ kind }) => kind === 'wa_id') ?? aliases[0])?.value ?? null;
    },
  };
}
