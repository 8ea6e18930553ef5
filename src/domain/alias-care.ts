import { AppError } from '../errors.ts';
import type { ChannelId, ContactId } from '../store/ids.ts';
import type { Alias } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/**
 * A person says that an alias is not its contact's. What was written stays where it is; the next message that names the alias first begins a conversation of its own, and no
 * answer goes there any more. The link is kept as ended, and is not made again by itself. Returns whose it was. Throws NOT_FOUND when it is nobody's.
 */
export async function unlinkAlias(store: Store, channelId: ChannelId, alias: Alias, now: number): Promise<ContactId> {
  const contactId = await store.transaction(async (tx) => tx.separateAlias(channelId, alias, now));
  if (!contactId) throw new AppError('NOT_FOUND', 'Nobody on this channel has that alias now.');
  return contactId;
}

/**
 * A person says that an alias is this contact's: its next message stands there. It is taken from whoever has it. Returns from whom; undefined when it was nobody's. Throws
 * NOT_FOUND for a contact that is not there, INVALID_REQUEST when the alias is this contact's already, or the contact a group.
 */
export async function linkAlias(
  store: Store,
  channelId: ChannelId,
  contactId: string,
  alias: Alias,
  now: number,
): Promise<ContactId | undefined> {
  return store.transaction(async (tx) => {
    // Here and not before: whoever is erased meanwhile must not be found any more.
    const contact = await tx.contact(channelId, contactId);
    if (!contact) throw new AppError('NOT_FOUND', 'There is no such contact on this channel.');
    if ((await tx.aliases(channelId, contact.id)).some(({ kind }) => kind === 'group_id'))
      throw new AppError('INVALID_REQUEST', 'That contact is a group; a person cannot be linked to it.');
    if ((await tx.contactByAlias(channelId, alias)) === contact.id)
      throw new AppError('INVALID_REQUEST', 'That alias leads to this contact already.');
    const takenFrom = await tx.separateAlias(channelId, alias, now);
    await tx.addAlias(channelId, contact.id, alias, { at: now, reason: 'operator', via: null });
    return takenFrom;
  });
}
