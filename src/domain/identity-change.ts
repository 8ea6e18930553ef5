import type { ChannelId, ContactId } from '../store/ids.ts';
import type { Alias } from '../store/records.ts';
import type { StoreTransaction } from '../store/store.ts';
import { personOf } from './correspondent.ts';
import type { MessageItem } from './inbound-item.ts';
import { phoneForms } from './phone-forms.ts';
import { aliasesOf } from './sender.ts';

/** Somebody goes on under another name: the aliases they were known by, and those they are to be known by as well. */
export interface IdentityChange {
  previous: Alias[];
  current: Alias[];
}

/** The change of identity a `system` message announces as it happens; undefined for any other message. */
export function announcedChange(item: MessageItem): IdentityChange | undefined {
  const { type, system } = item.message;
  if (type !== 'system' || system === null || typeof system !== 'object') return undefined;
  const sender = item.author === 'customer' && item.origin !== 'history' ? personOf(item) : undefined;
  if (!sender) return undefined;
  const { wa_id, new_wa_id, user_id, parent_user_id } = system;
  const current = aliasesOf({ wa_id: wa_id ?? new_wa_id, user_id, parent_user_id });
  return current.some(isPersons) ? { previous: sender.aliases, current } : undefined;
}

/** The changes the field `user_id_update` announces, one per entry; undefined for an entry that names nobody. */
export function updatedIds(value: Record<string, unknown>): (IdentityChange | undefined)[] {
  const updates = Array.isArray(value['user_id_update']) ? (value['user_id_update'] as unknown[]) : [value['user_id_update']];
  return updates.map((update) => {
    const { user_id: change, wa_id: waId } = (update ?? {}) as {
      user_id?: { previous?: unknown; current?: unknown } | null;
      wa_id?: unknown;
    };
    const previous = aliasesOf({ wa_id: waId, user_id: change?.previous });
    const current = aliasesOf({ user_id: change?.current });
    return previous.length > 0 && current.length > 0 ? { previous, current } : undefined;
  });
}

/** A parent id alone says nobody's name. */
const isPersons = ({ kind }: Alias): boolean => kind !== 'parent_user_id';

/**
 * Lets the contact be found, and answered, under its new aliases. False when we know nobody of that name. A number that was left, in whatever form, is nobody's: who writes
 * from it next is somebody else, unless a known user id says otherwise. An alias of somebody else stays theirs, and one that a person took from this contact stays away.
 */
export async function applyIdentityChange(
  tx: StoreTransaction,
  channelId: ChannelId,
  change: IdentityChange,
  at: number,
): Promise<boolean> {
  const known = await whoChanged(tx, channelId, change.previous);
  if (!known) return false;
  const { contactId, via } = known;
  const left = numberAmong(change.previous);
  const next = numberAmong(change.current);
  const hasMoved = left !== undefined && next !== undefined && !phoneForms(left).includes(next);
  if (hasMoved) {
    for (const value of phoneForms(left)) {
      const alias = { kind: 'wa_id', value } as const;
      if ((await tx.contactByAlias(channelId, alias)) === contactId) await tx.retireAlias(channelId, alias, at);
    }
  }
  for (const alias of change.current) {
    if ((await tx.contactsSeparatedFrom(channelId, alias)).includes(contactId)) continue;
    await tx.addAlias(channelId, contactId, alias, { at, reason: hasMoved ? 'number-change' : 'id-change', via });
    await tx.redirectAnswers(channelId, contactId, alias);
  }
  return true;
}

/** The contact that one of these leads to, as it stands before its number in another form. */
async function whoChanged(
  tx: StoreTransaction,
  channelId: ChannelId,
  previous: readonly Alias[],
): Promise<{ contactId: ContactId; via: Alias } | undefined> {
  const persons = previous.filter(isPersons);
  const otherForms = persons
    .filter(({ kind }) => kind === 'wa_id')
    .flatMap(({ kind, value }) =>
      phoneForms(value)
        .slice(1)
        .map((form) => ({ kind, value: form })),
    );
  for (const via of [...persons, ...otherForms]) {
    const contactId = await tx.contactByAlias(channelId, via);
    if (contactId) return { contactId, via };
  }
  return undefined;
}

const numberAmong = (aliases: readonly Alias[]): string | undefined => aliases.find(({ kind }) => kind === 'wa_id')?.value;
