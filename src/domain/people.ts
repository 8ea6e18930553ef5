import type { ChannelId, ContactId, ConversationId } from '../store/ids.ts';
import type { Channel } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { getParticipant } from './inbox.ts';
import { phoneForms } from './phone-forms.ts';

/** Where the conversation with a phone number is kept, as it stands or in another form; undefined when nobody has written from it. */
export async function findByPhone(store: Store, channel: Channel, phone: string) {
  let found: Awaited<ReturnType<Store['conversationByAlias']>>;
  for (const value of phoneForms(phone.replace(/\D/g, ''))) found ??= await store.conversationByAlias(channel.id, { kind: 'wa_id', value });
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
