import { AppError } from '../errors.ts';
import type { ChannelId, ContactId, ConversationId } from '../store/ids.ts';
import type { Channel } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import { getParticipant } from './inbox.ts';
import { phoneForms } from './phone-forms.ts';

/** The number as it stands comes first, then its other forms. */
async function conversationByPhone(store: Store, channelId: ChannelId, phone: string) {
  let found: Awaited<ReturnType<Store['conversationByAlias']>>;
  for (const value of phoneForms(phone.replace(/\D/g, ''))) found ??= await store.conversationByAlias(channelId, { kind: 'wa_id', value });
  return found;
}

/** Where the conversation with a phone number is kept, as it stands or in another form; undefined when nobody has written from it. */
export async function findByPhone(store: Store, channel: Channel, phone: string) {
  const found = await conversationByPhone(store, channel.id, phone);
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

/**
 * Who writes in a channel under a phone number, in whatever form, or a user id, one of which is given. A deleted channel still has its people. Throws INVALID_REQUEST for none or both, NOT_FOUND for a
 * channel or a person that is not there.
 */
export async function findSender(
  store: Store,
  channelId: string,
  { phone, userId }: { phone?: string | undefined; userId?: string | undefined },
): Promise<{ senderId: ContactId; conversationId: ConversationId; name: string }> {
  if ((phone === undefined) === (userId === undefined)) throw new AppError('INVALID_REQUEST', 'Give either phone or userId.');
  const channel = await store.channel(channelId);
  const found =
    channel &&
    (userId === undefined
      ? await conversationByPhone(store, channel.id, phone ?? '')
      : await store.conversationByAlias(channel.id, { kind: 'user_id', value: userId }));
  if (found) {
    const { name } = await getParticipant(store, channel, found.contactId);
    return { senderId: found.contactId, conversationId: found.conversationId, name };
  }
  throw new AppError('NOT_FOUND', 'This channel has no such sender. Whoever was erased before is gone already.');
}
