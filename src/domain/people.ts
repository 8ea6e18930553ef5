import type { ChannelId, ContactId, ConversationId } from '../store/ids.ts';
import type { Channel } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { getParticipant } from './inbox.ts';

/** Where the conversation with a phone number is kept; undefined when nobody has written from it. */
export async function findByPhone(store: Store, channel: Channel, phone: string) {
  const found = await store.conversationByAlias(channel.id, { kind: 'wa_id', value: phone.replace(/\D/g, '') });
  if (!found) return undefined;
  const { name } = await getParticipant(store, channel, found.contactId);
  return {
    channelId: channel.id,
    sourceUserId: channel.sourceUserId,
    endUserId: found.contactId,
    conversationId: found.conversationId,
    name,
  } satisfies {
    channelId: ChannelId;
    conversationId: ConversationId;
    sourceUserId: ContactId;
    endUserId: ContactId;
    name: string;
  };
}
