import { type HandsetMessage, WINDOW_MS } from './handsets.ts';
import type { Resident } from './people.ts';
import type { WhatsAppWorld } from './world.ts';

/** A customer's chat with one number of the business. Times in UTC milliseconds. */
export interface Chat {
  phoneNumberId: string;
  /** How many messages of the business were delivered and not read. */
  unread: number;
  /** Until when the business may write freely; null when the customer never wrote. */
  windowUntil: number | null;
  /** Until when the phone shows the business typing; null when it does not. */
  typingUntil: number | null;
  /** As the customer sees them, oldest first. */
  messages: readonly HandsetMessage[];
}

export interface ChatOwner
  extends Pick<Resident, 'phone' | 'userId' | 'name' | 'username' | 'readReceipts' | 'readsByItself' | 'reachable'> {
  chats: Chat[];
}

export function chatOwner({ clock }: Pick<WhatsAppWorld, 'clock'>, person: Resident): ChatOwner {
  const { phone, userId, name, username, readReceipts, readsByItself, reachable } = person;
  return { phone, userId, name, username, readReceipts, readsByItself, reachable, chats: chatsOf(person, clock.now()) };
}

/** The messages of one chat; what failed was never on the phone. */
export function chatOf({ people }: WhatsAppWorld, address: string, phoneNumberId: string): readonly HandsetMessage[] {
  return [...(people.find(address)?.handset.messages.values() ?? [])].filter(
    (message) => message.phoneNumberId === phoneNumberId && isShown(message),
  );
}

function chatsOf({ handset }: Resident, now: number): Chat[] {
  const byNumber = new Map<string, HandsetMessage[]>();
  for (const message of handset.messages.values()) {
    if (!isShown(message)) continue;
    const known = byNumber.get(message.phoneNumberId);
    if (known) known.push(message);
    else byNumber.set(message.phoneNumberId, [message]);
  }
  return [...byNumber].map(([phoneNumberId, messages]) => {
    const { lastWritten = null, typingUntil = null } = handset.threads.get(phoneNumberId) ?? {};
    return {
      phoneNumberId,
      unread: messages.reduce((sum, { id }) => sum + (handset.unopened.has(id) ? 1 : 0), 0),
      windowUntil: lastWritten === null ? null : lastWritten + WINDOW_MS,
      typingUntil: typingUntil !== null && now < typingUntil ? typingUntil : null,
      messages,
    };
  });
}

const isShown = ({ from, status }: HandsetMessage): boolean => from === 'customer' || status !== 'failed';
