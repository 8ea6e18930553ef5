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
  // A notice of a changed identity names the one we know as the previous one.
  add('user_id', text(message.system?.previous_user_id) ?? userId ?? text(contact?.user_id));
  if (aliases.length === 0) return undefined;
  add('parent_user_id', text(message.from_parent_user_id) ?? text(contact?.parent_user_id));
  return { aliases, name: text(contact?.profile?.name)?.slice(0, 256) ?? '' };
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const phone = (value: unknown): string | undefined => text(text(value)?.replace(/^\+/, ''));

/** Somebody goes on under another name: the aliases they were known by, and those they are to be known by as well. */
export interface IdentityChange {
  previous: Alias[];
  current: Alias[];
}

/** The change of identity a `system` message announces; undefined for any other message. */
export function announcedChange(message: InboundMessage, sender: Sender): IdentityChange | undefined {
  const { system } = message;
  if (message.type !== 'system' || system === null || typeof system !== 'object') return undefined;
  const current = aliasesOf(system.wa_id ?? system.new_wa_id, system.user_id);
  return current.length > 0 ? { previous: sender.aliases, current } : undefined;
}

/** The changes the field `user_id_update` announces, one per entry; undefined for an entry that names nobody. */
export function updatedIds(value: Record<string, unknown>): (IdentityChange | undefined)[] {
  const updates = Array.isArray(value['user_id_update']) ? (value['user_id_update'] as unknown[]) : [value['user_id_update']];
  return updates.map((update) => {
    const { user_id: change, wa_id: waId } = (update ?? {}) as {
      user_id?: { previous?: unknown; current?: unknown } | null;
      wa_id?: unknown;
    };
    const previous = aliasesOf(waId, change?.previous);
    const current = aliasesOf(undefined, change?.current);
    return previous.length > 0 && current.length > 0 ? { previous, current } : undefined;
  });
}

const aliasesOf = (waId: unknown, userId: unknown): Alias[] => {
  const aliases: Alias[] = [];
  const number = phone(waId);
  const id = text(userId);
  if (number) aliases.push({ kind: 'wa_id', value: number });
  if (id) aliases.push({ kind: 'user_id', value: id });
  return aliases;
};

/**
 * Lets the contact be found, and answered, under its new aliases. False when we know nobody of that name. A number that was left is nobody's: who writes from it
 * next is somebody else, unless a known user id says otherwise. An alias of somebody else stays theirs.
 */
export async function applyIdentityChange(
  tx: StoreTransaction,
  channelId: ChannelId,
  change: IdentityChange,
  at: number,
): Promise<boolean> {
  for (const alias of change.previous) {
    const contactId = await tx.contactByAlias(channelId, alias);
    if (!contactId) continue;
    const left = change.previous.find(({ kind }) => kind === 'wa_id');
    const next = change.current.find(({ kind }) => kind === 'wa_id');
    if (left && next && left.value !== next.value) await tx.retireAlias(channelId, left, at);
    for (const current of change.current) {
      await tx.addAlias(channelId, contactId, current, at);
      await tx.redirectAnswers(channelId, contactId, current);
    }
    return true;
  }
  return false;
}

/**
 * The conversation with a sender, begun if there is none. Remembers aliases that are new; an alias that belongs to somebody else stays theirs. `writtenAt` is the message's
 * own time: one that was written before its number was left, and came late, does not bring the number back.
 */
export async function conversationWith(
  tx: StoreTransaction,
  channelId: ChannelId,
  sender: Sender,
  now: number,
  writtenAt = now,
): Promise<ConversationId> {
  const contactId = await contactOf(tx, channelId, sender, now, writtenAt);
  const known = await tx.conversationOf(channelId, contactId);
  if (known) return known;
  const id = newConversationId();
  await tx.insertConversation(channelId, { id, contactId, createdAt: now });
  return id;
}

async function contactOf(
  tx: StoreTransaction,
  channelId: ChannelId,
  { aliases, name }: Sender,
  now: number,
  writtenAt: number,
): Promise<ContactId> {
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
  for (const alias of missing) await tx.addAlias(channelId, contactId, alias, writtenAt);
  return contactId;
}
