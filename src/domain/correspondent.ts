import { isText, type MessageItem } from './inbound-item.ts';
import { type Sender, senderOf } from './sender.ts';

/** What becomes of what is written in groups: set aside, or shown as a conversation of the group. */
export type GroupMessages = 'quarantine' | 'transcript';

/** Whom the conversation of a message is with: the group it was written in, its sender, or of a message of the business its recipient. Undefined when it names nobody. */
export function correspondentOf(item: MessageItem): Sender | undefined {
  const { group_id: group } = item.message;
  return isText(group) ? groupOf(group) : personOf(item);
}

/** The ids of groups are long and begin alike. */
const groupOf = (id: string): Sender => ({ aliases: [{ kind: 'group_id', value: id }], name: `WhatsApp group ${id.slice(-8)}` });

/** The customer a message is of or for, in a group as well. */
export function personOf({ message, contacts, author, thread }: MessageItem): Sender | undefined {
  if (author === 'customer') return senderOf(message, contacts);
  const { from: _business, from_user_id: _, from_parent_user_id: __, to, to_user_id, ...rest } = message;
  const recipient = to ?? thread;
  return senderOf(
    {
      ...rest,
      ...(recipient === undefined ? {} : { from: recipient }),
      ...(to_user_id === undefined ? {} : { from_user_id: to_user_id }),
    } as typeof message,
    contacts,
  );
}
