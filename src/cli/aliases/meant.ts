import { phoneForms } from '../../domain/phone-forms.ts';
import type { ChannelId, ContactId } from '../../store/ids.ts';
import type { Alias } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';

const isNumber = (text: string): boolean => /^\+?[\d\s()./-]+$/.test(text);
const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** The one alias a person types: a phone number in any spelling, otherwise a user id; parent ids have ENT in them. */
export function aliasMeant(text: string): Alias {
  if (isNumber(text)) return { kind: 'wa_id', value: digitsOf(text) };
  return { kind: /^[A-Z]{2}\.ENT\./.test(text) ? 'parent_user_id' : 'user_id', value: text };
}

/** Everybody a person may mean: by contact id, conversation id, @username, number in any form, user id, parent id or group id. Also those who had that alias once. */
export async function contactsMeant(store: Store, channelId: ChannelId, text: string): Promise<ContactId[]> {
  if (text.startsWith('@')) return store.contactsByUsername(channelId, text.slice(1));
  const found = new Set<ContactId>();
  const contact = await store.contact(channelId, text as ContactId);
  const conversation = await store.conversation(channelId, text);
  for (const id of [contact?.id, conversation?.contactId]) if (id) found.add(id);
  for (const alias of aliasesMeant(text)) {
    for (const { contactId } of await store.aliasLinks(channelId, { alias })) found.add(contactId);
  }
  return [...found];
}

function aliasesMeant(text: string): Alias[] {
  if (isNumber(text)) return phoneForms(digitsOf(text)).map((value) => ({ kind: 'wa_id', value }));
  return (['user_id', 'parent_user_id', 'group_id'] as const).map((kind) => ({ kind, value: text }));
}
