import { type ChannelId, type ConversationId, newContactId, newConversationId } from '../store/ids.ts';
import type { Alias, LinkEvidence } from '../store/records.ts';
import type { AliasHolder, StoreTransaction } from '../store/store.ts';
import { phoneForms } from './phone-forms.ts';
import type { Sender } from './sender.ts';

/** What becomes of the names that profiles give: they fill an empty name, or follow every change, or are never taken. */
export type ContactNames = 'fill' | 'follow' | 'never';

export interface Arrival {
  now: number;
  /** The message's own time: one that was written before its number was left, and came late, does not bring the number back. */
  writtenAt: number;
  names: ContactNames;
}

/** A conversation, and where answers go: to the identity that wrote, unless it was left before this late message came. */
export interface Thread {
  conversationId: ConversationId;
  address: Alias | null;
}

/**
 * The conversation with a sender, begun if there is none. A sender is looked up by every alias as it stands, the phone number first; only when none is known, by
 * another form of the number. New aliases are remembered, each with the reason; one that belongs to somebody else stays theirs, and one that a person took from the
 * contact stays away from it.
 */
export async function conversationWith(tx: StoreTransaction, channelId: ChannelId, sender: Sender, arrival: Arrival): Promise<Thread> {
  const { contactId, address, conversationId: known } = await contactOf(tx, channelId, sender, arrival);
  if (known) return { conversationId: known, address };
  const conversationId = newConversationId();
  await tx.insertConversation(channelId, { id: conversationId, contactId, createdAt: arrival.now });
  return { conversationId, address };
}

async function contactOf(tx: StoreTransaction, channelId: ChannelId, sender: Sender, arrival: Arrival) {
  const { aliases, name, username } = sender;
  const { now, writtenAt: at, names } = arrival;
  const { found, missing, left } = await recognise(tx, channelId, aliases, at);
  const { contactId, conversationId = null } = found ?? { contactId: newContactId() };
  if (!found) await tx.insertContact(channelId, { id: contactId, name: names === 'never' ? '' : name }, now);
  else if (name && takesName(names, found.name, name)) await tx.setContactName(channelId, contactId, name);
  if (username && username !== found?.username) await tx.setUsername(channelId, contactId, username);
  for (const alias of missing) {
    // A person decided that this alias is not theirs.
    if (found && (await tx.contactsSeparatedFrom(channelId, alias)).includes(contactId)) continue;
    await tx.addAlias(channelId, contactId, alias, { at, ...evidenceFor(alias, found) });
  }
  const [wrote] = aliases;
  const isTheirs = wrote !== undefined && (missing.includes(wrote) ? (await tx.contactByAlias(channelId, wrote)) === contactId : !left);
  return { contactId, conversationId, address: isTheirs ? wrote : null };
}

const takesName = (names: ContactNames, known: string, name: string): boolean =>
  names === 'follow' ? known !== name : names === 'fill' && known === '';

/** Where answers in a conversation go that the sender is known to be in. */
export async function addressIn(
  tx: StoreTransaction,
  channelId: ChannelId,
  conversationId: ConversationId,
  { aliases: [wrote] }: Sender,
): Promise<Alias | null> {
  const contactId = wrote && (await tx.contactByAlias(channelId, wrote));
  return contactId && (await tx.conversationOf(channelId, contactId)) === conversationId ? wrote : null;
}

/** A contact that is there already, and the alias that led to it. */
interface Found extends AliasHolder {
  via: Alias;
  byForm: boolean;
}

function evidenceFor({ kind }: Alias, found: Found | undefined): Omit<LinkEvidence, 'at'> {
  if (!found) return { reason: 'first-message', via: null };
  return { reason: found.byForm && kind === 'wa_id' ? 'phone-form' : 'same-message', via: found.via };
}

/** Whom the aliases lead to, which of them lead to nobody, and whether the first one was left since. */
async function recognise(tx: StoreTransaction, channelId: ChannelId, aliases: readonly Alias[], at: number) {
  const missing: Alias[] = [];
  const [first] = aliases;
  let found: Found | undefined;
  let left = false;
  for (const via of aliases) {
    const holder = await tx.holderOfAlias(channelId, via, at);
    if (!holder) missing.push(via);
    // A parent id tells which people are one across businesses; here it would only say again what the user id says.
    else if (via.kind !== 'parent_user_id') found ??= { ...holder, via, byForm: false };
    if (via === first) left = holder?.isCurrent === false;
  }
  if (!first || !missing.includes(first)) return { found, missing, left };
  found ??= await byOtherForm(tx, channelId, aliases, at);
  // The first alias decides whose thread it is: taken away from this contact by a person, it does not come back through the others.
  if (found && (await tx.contactsSeparatedFrom(channelId, first)).includes(found.contactId)) found = undefined;
  return { found, missing, left };
}

/** Whoever is known by another form of the number, unless the user ids say that it is somebody else. */
async function byOtherForm(tx: StoreTransaction, channelId: ChannelId, aliases: readonly Alias[], at: number): Promise<Found | undefined> {
  const named = (kind: Alias['kind']) => aliases.find((alias) => alias.kind === kind)?.value;
  const userId = named('user_id');
  for (const value of phoneForms(named('wa_id') ?? '').slice(1)) {
    const via: Alias = { kind: 'wa_id', value };
    const holder = await tx.holderOfAlias(channelId, via, at);
    if (!holder) continue;
    const userIds = (await tx.aliases(channelId, holder.contactId)).filter(({ kind }) => kind === 'user_id');
    const isSomebodyElse = userId !== undefined && userIds.length > 0 && userIds.every((known) => known.value !== userId);
    if (!isSomebodyElse) return { ...holder, via, byForm: true };
  }
  return undefined;
}
