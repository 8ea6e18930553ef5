import { userIdOf } from './ids.ts';

export type HandsetStatus = 'sent' | 'delivered' | 'read' | 'failed';

/** A message as it stands on a customer's phone. A failed one was accepted from the business and never shown to the customer. */
export interface HandsetMessage {
  /** Meta's message id (wamid). */
  id: string;
  /** The business number on the other side. */
  phoneNumberId: string;
  from: 'customer' | 'business';
  type: string;
  /** One line that stands for the message. */
  text: string;
  status: HandsetStatus;
  /** UTC milliseconds. */
  at: number;
  /** The message as it was sent or delivered. */
  content: unknown;
}

/** Who wrote, as the webhook's `contacts` tell. */
export interface CustomerProfile {
  name?: string | undefined;
  userId?: string | undefined;
}

const WINDOW_MS = 24 * 60 * 60 * 1000;

/** All customers' phones, by phone number in digits, or by business-scoped user id where no number is known. */
export function createHandsets() {
  const phones = new Map<string, HandsetMessage[]>();
  const profiles = new Map<string, CustomerProfile>();
  const numberOfUser = new Map<string, string>();
  const lastWritten = new Map<string, number>();
  const keyOf = (address: string): string => numberOfUser.get(address) ?? address;

  return {
    /** The key of a customer: digits of a phone number as written, or the number behind a user id. */
    keyOf,
    messages: (address: string): HandsetMessage[] => (phones.get(keyOf(address)) ?? []).map((message) => ({ ...message })),
    /** Puts a message on the phone, once per id. A customer's own message opens the 24-hour window of that business number. */
    put(address: string, message: HandsetMessage): void {
      const key = keyOf(address);
      const onPhone = phones.get(key) ?? [];
      phones.set(key, onPhone);
      if (onPhone.some(({ id }) => id === message.id)) return;
      onPhone.push(message);
      if (message.from !== 'customer') return;
      const window = `${key} ${message.phoneNumberId}`;
      lastWritten.set(window, Math.max(message.at, lastWritten.get(window) ?? 0));
    },
    /** Whether the customer wrote to this business number within the last 24 hours. */
    windowOpen(address: string, phoneNumberId: string, now: number): boolean {
      const at = lastWritten.get(`${keyOf(address)} ${phoneNumberId}`);
      return at !== undefined && now - at < WINDOW_MS;
    },
    setStatus(address: string, id: string, status: HandsetStatus): void {
      const message = phones.get(keyOf(address))?.find((candidate) => candidate.id === id);
      if (message) message.status = status;
    },
    /** Marks a customer's message, and those before it, as read by the business. */
    markRead(id: string): void {
      for (const onPhone of phones.values()) {
        const index = onPhone.findIndex((message) => message.id === id);
        for (const message of onPhone.slice(0, index + 1)) if (message.from === 'customer') message.status = 'read';
      }
    },
    meet(address: string, profile: CustomerProfile): void {
      if (profile.userId && profile.userId !== address) numberOfUser.set(profile.userId, address);
      profiles.set(keyOf(address), { ...profiles.get(keyOf(address)), ...profile });
    },
    profile(address: string): { name: string | undefined; userId: string } {
      const known = profiles.get(keyOf(address));
      return { name: known?.name, userId: known?.userId ?? userIdOf(keyOf(address)) };
    },
  };
}

export type Handsets = ReturnType<typeof createHandsets>;
