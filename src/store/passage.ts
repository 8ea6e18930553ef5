import type { MessageRef } from './ids.ts';
import type { Attempt, Channel, DeadLetter, Destination, Hold, Message, Send, StatusEvent } from './records.ts';
import type { Course } from './tallies.ts';

/** What is known of one message's way, in one consistent read. */
export interface Passage {
  channel: Channel;
  message: Message;
  /** Where it is to be brought. */
  boundFor: Destination;
  course: Course;
  wamid: string | null;
  /** The delivery it came in; null for what the business wrote here. */
  deliveryId: number | null;
  /** When that delivery came; null when it is past its time. */
  receivedAt: number | null;
  sends: Send[];
  /** In the order WhatsApp says they happened. */
  statuses: (StatusEvent & { receivedAt: number })[];
  /** In the order they were made. */
  attempts: Attempt[];
  jobs: PendingJob[];
  /** Of its channel, also those that ended. */
  holds: Hold[];
  deadLetters: DeadLetter[];
  /** Files that are still to be fetched from WhatsApp. */
  files: { kind: string; attempts: number; dueAt: number; lostAt: number }[];
}

/** A job of the message that is not done. */
export interface PendingJob extends Pick<MessageRef, 'seq'> {
  destination: Destination;
  createdAt: number;
  /** When its lane may be taken next; null when it has no time. */
  readyAt: number | null;
  isUnderWay: boolean;
  /** Messages of the conversation that go first. */
  ahead: number;
}
