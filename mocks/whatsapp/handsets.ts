import type { AcceptedMessage } from './statuses.ts';

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

/** A message with what only the simulator knows of it. */
export interface KeptMessage extends HandsetMessage {
  /** Of the business's messages: what its statuses are made from. */
  accepted?: AcceptedMessage;
  /** The statuses that were told. */
  told: HandsetStatus[];
}

/** What stands between one person and one business number. */
export interface Thread {
  /** When the customer wrote last. */
  lastWritten: number | null;
  /** Ids of the customer's messages that the business has not marked as read, oldest first. */
  unread: string[];
  typingUntil: number | null;
  /** The pair limit: what is left of the burst at a moment, as the time it takes to earn it. */
  quota: { leftMs: number; at: number } | null;
}

/** A customer's phone. */
export interface Handset {
  messages: Map<string, KeptMessage>;
  threads: Map<string, Thread>;
  /** Ids of the business's messages that were delivered and not read. */
  unopened: Set<string>;
}

export const WINDOW_MS = 24 * 60 * 60 * 1000;

export const createHandset = (): Handset => ({ messages: new Map(), threads: new Map(), unopened: new Set() });

export function threadOf(handset: Handset, phoneNumberId: string): Thread {
  const known = handset.threads.get(phoneNumberId);
  if (known) return known;
  const thread: Thread = { lastWritten: null, unread: [], typingUntil: null, quota: null };
  handset.threads.set(phoneNumberId, thread);
  return thread;
}

/** Puts a message on the phone, once per id; false when it is there already. A customer's own message opens the 24-hour window of that business number. */
export function putMessage(handset: Handset, message: KeptMessage): boolean {
  if (handset.messages.has(message.id)) return false;
  handset.messages.set(message.id, message);
  const thread = threadOf(handset, message.phoneNumberId);
  if (message.from === 'customer') {
    thread.lastWritten = Math.max(message.at, thread.lastWritten ?? 0);
    thread.unread.push(message.id);
  } else {
    thread.typingUntil = null;
  }
  return true;
}

/** Whether the customer wrote to this business number within the last 24 hours. */
export function windowOpen(handset: Handset, phoneNumberId: string, now: number): boolean {
  const at = handset.threads.get(phoneNumberId)?.lastWritten ?? null;
  return at !== null && now - at < WINDOW_MS;
}

/** Ends the windows of all business numbers now; the next message of the customer opens one again. */
export function closeWindows({ threads }: Handset, now: number): void {
  for (const thread of threads.values()) {
    if (thread.lastWritten !== null) thread.lastWritten = Math.min(thread.lastWritten, now - WINDOW_MS);
  }
}

/** Marks a customer's message, and those before it, as read by the business. */
export function markRead(handset: Handset, message: KeptMessage): void {
  if (message.status === 'read') return;
  const { unread } = threadOf(handset, message.phoneNumberId);
  const position = unread.indexOf(message.id);
  for (const id of unread.splice(0, position + 1)) {
    const read = handset.messages.get(id);
    if (read) read.status = 'read';
  }
}

/** The message without what only the simulator knows. */
export function shownMessage({ accepted: _accepted, told: _told, ...shown }: KeptMessage): HandsetMessage {
  return shown;
}
