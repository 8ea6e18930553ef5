import type { components } from '../../generated/whatsapp-webhooks/types.ts';
import { type ChannelId, type ContactId, type ConversationId, newContactId, newConversationId } from '../store/ids.ts';
import type { Alias } from '../store/records.ts';
import type { StoreTransaction } from '../store/store.ts';

type InboundMessage = components['schemas']['InboundMessage'];
type WebhookContact = components['schemas']['WebhookContact'];

/** Who wrote: every name WhatsApp gives for the sender, the one to prefer first, and the profile name. */
export interface Sender {
  aliases: Alias[];
  name: string;
}

/**
 * The sender of a message; undefined when the message names none. A phone number wins over a user id: threads that began with a phone number
 * go on under it (reference: usernames and BSUIDs). Values are taken as they are, except for a plus sign that some payloads carry.
 */
export function senderOf(message: InboundMessage, contacts: readonly WebhookContact[]): Sender | undefined {
  const waId = phone(message.from);
  const userId = text(message.from_user_id);
  const contact =
    contacts.find((candidate) => (waId && phone(candidate.wa_id) === waId) || (userId && candidate.user_id === userId)) ??
    (contacts.length === 1 && !waId && !userId ? contacts[0] : undefined);
  const aliases: Alias[] = [];
  const add = (kind: Alias['kind'], value: string | undefined) => {
    if (value && !aliases.some((alias) => alias.kind === kind)) aliases.push({ kind, value });
  };
  add('wa_id', waId ?? phone(contact?.wa_id));
  add('user_id', userId ?? text(contact?.user_id));
  if (aliases.length === 0) return undefined;
  add('parent_user_id', text(message.from_parent_user_id) ?? text(contact?.parent_user_id));
  return { aliases, name: text(contact?.profile?.name)?.slice(0, 256) ?? '' };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const phone = (value: unknown): string | undefined => text(text(value)?.replace(/^\+/, ''));

/** The conversation with a sender, begun if there is none. Remembers aliases that are new; an alias that belongs to somebody else stays theirs. */
export async function conversationWith(tx: StoreTransaction, channelId: ChannelId, sender: Sender, now: number): Promise<ConversationId> {
  const contactId = await contactOf(tx, channelId, sender, now);
  const known = await tx.conversationOf(channelId, contactId);
  if (known) return known;
  const id = newConversationId();
  await tx.insertConversation(channelId, { id, contactId, createdAt: now });
  return id;
}

async function contactOf(tx: StoreTransaction, channelId: ChannelId, { aliases, name }: Sender, now: number): Promise<ContactId> {
  let contactId: ContactId | undefined;
  const missing: Alias[] = [];
  for (const alias of aliases) {
    const known = await tx.contactByAlias(channelId, alias);
    if (!known) missing.push(alias);
    else if (alias.kind !== 'parent_user_id') contactId ??= known;
  }
  if (!contactId) {
    contactId = newContactId();
    await tx.insertContact(channelId, { id: contactId, name }, now);
  } else if (name) {
    await tx.fillContactName(channelId, contactId, name);
  }
  for (const alias of missing) await tx.addAlias(channelId, contactId, alias);
  return contactId;
}
