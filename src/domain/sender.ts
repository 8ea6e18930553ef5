import type { Alias } from '../store/records.ts';
import type { InboundMessage, WebhookContact } from './rendering/row.ts';

/** Who wrote: every name WhatsApp gives for the sender, the one to prefer first, and what the profile says. */
export interface Sender {
  aliases: Alias[];
  name: string;
  /** Without the @. Shown, never looked up: it passes from one person to another. */
  username?: string | undefined;
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
  const { name, username } = contact?.profile ?? {};
  return { aliases, name: text(name)?.slice(0, LONGEST) ?? '', username: text(text(username)?.replace(/^@/, '').slice(0, LONGEST)) };
}

const LONGEST = 256;

/** The aliases that a number and ids stand for; what is no text counts as absent. */
export function aliasesOf(names: Partial<Record<'wa_id' | 'user_id' | 'parent_user_id', unknown>>): Alias[] {
  const values: readonly [Alias['kind'], string | undefined][] = [
    ['wa_id', phone(names.wa_id)],
    ['user_id', text(names.user_id)],
    ['parent_user_id', text(names.parent_user_id)],
  ];
  return values.flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value }]));
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const phone = (value: unknown): string | undefined => text(text(value)?.replace(/^\+/, ''));
