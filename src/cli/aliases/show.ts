import type { ContactId } from '../../store/ids.ts';
import type { Alias, AliasLink, Channel, LinkReason } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';

/** An alias as people write it. */
export const shownAlias = ({ kind, value }: Alias): string => (kind === 'wa_id' ? `+${value}` : value);

/** A contact with its conversation and every link it has or had. */
export async function showContact(store: Store, { id: channelId }: Channel, contactId: ContactId): Promise<string> {
  const [contact, links, conversationId] = await Promise.all([
    store.contact(channelId, contactId),
    store.aliasLinks(channelId, { contactId }),
    store.conversationOf(channelId, contactId),
  ]);
  const conversation = conversationId && (await store.conversation(channelId, conversationId));
  const title = [
    contactId,
    contact?.name || '(no name)',
    ...(contact?.username ? [`@${contact.username} (a name that passes on: nobody is found by it)`] : []),
  ].join('  ');
  const address = conversation ? conversation.address : null;
  const held = links.find(({ endedAt }) => endedAt === null)?.alias;
  const target = address ?? held;
  const answers = target ? `answers go to ${shownAlias(target)}` : 'no address: answers cannot be sent';
  const width = Math.max(0, ...links.map(({ alias }) => shownAlias(alias).length));
  return [
    title,
    `  conversation ${conversationId ?? '(none)'}, ${answers}`,
    ...links.map((link) => `  ${shownAlias(link.alias).padEnd(width)}  ${words[link.alias.kind]}  ${period(link)}  ${reasonOf(link)}`),
  ].join('\n');
}

const words: Readonly<Record<Alias['kind'], string>> = {
  wa_id: 'number   ',
  user_id: 'user id  ',
  parent_user_id: 'parent id',
  group_id: 'group    ',
};

const moment = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
const period = ({ at, endedAt }: AliasLink): string =>
  endedAt === null ? `since ${moment(at)} UTC` : `from ${moment(at)} to ${moment(endedAt)} UTC`;

const reasons: Readonly<Record<LinkReason, string>> = {
  'first-message': 'the contact began with it',
  'same-message': 'came in one message with',
  'phone-form': 'another form of',
  'number-change': 'WhatsApp announced a new number for',
  'id-change': 'WhatsApp announced a new id for',
  operator: 'linked by an operator',
  'before-records': 'linked before reasons were kept',
};

function reasonOf({ reason, via, endReason }: AliasLink): string {
  const why = via ? `${reasons[reason]} ${shownAlias(via)}` : reasons[reason];
  if (endReason === null) return why;
  return `${why}; ${endReason === 'operator' ? 'taken away by an operator' : 'left, as WhatsApp announced'}`;
}
