export type Progress = 'sent' | 'failed' | 'delivered' | 'read';

export interface Person {
  id: string;
  name: string;
  /** Digits, as the person wrote last; null: shares no number. */
  number: string | null;
  userId: string | null;
}

export interface KeptFile {
  key: string;
  type: string;
  name: string;
  bytes: Uint8Array;
}

/** One thing that goes to the phone: the text, or a file. */
export interface Part {
  key: string;
  wamid: string | null;
  progress: Progress;
  file: KeptFile | null;
}

export interface Item {
  id: string;
  threadId: string;
  inbound: boolean;
  text: string;
  atMs: number;
  parts: Part[];
}

export interface Thread {
  id: string;
  inboxId: string;
  /** Position in the list of its inbox; counts from 1. */
  rank: number;
  person: Person;
  items: Item[];
}

/** Something that has to be carried to one of the two other sides. */
export interface Errand {
  to: 'pipedrive' | 'phone';
  threadId: string;
  itemId: string;
  /** For the phone: which part. */
  partKey: string;
  /** For Pipedrive: what is told. */
  progress: Progress;
  sinceMs: number;
  tries: number;
  notBeforeMs: number;
  /** A send that has begun may have arrived, whatever happened to its answer. */
  begun: boolean;
}

export interface Inbox {
  id: string;
  agentId: string;
  phoneNumberId: string;
  accountId: string;
  closed: boolean;
}

/** What survives the process. Changes are made in one go between two turns of the event loop, so a process that dies leaves no half of one. */
export interface Disk {
  secret: string;
  inboxes: Map<string, Inbox>;
  threads: Map<string, Thread>;
  /** By inbox and address: a number or a user id. */
  addresses: Map<string, Thread>;
  items: Map<string, Item>;
  parts: Map<string, { item: Item; part: Part }>;
  wamids: Map<string, { item: Item; part: Part }>;
  /** Inbound messages that were taken in. */
  seen: Set<string>;
  /** What was said about sends whose wamid is not known yet. */
  early: Map<string, Progress[]>;
  /** In order, by queue. */
  errands: Map<string, Errand[]>;
  /** What could not be placed. */
  aside: unknown[];
  /** Forms of replies by what is in them, and when they came. */
  forms: Map<string, { itemId: string; atMs: number }>;
}

export const emptyDisk = (secret: string, inbox: Inbox): Disk => ({
  secret,
  inboxes: new Map([[inbox.id, inbox]]),
  threads: new Map(),
  addresses: new Map(),
  items: new Map(),
  parts: new Map(),
  wamids: new Map(),
  seen: new Set(),
  early: new Map(),
  errands: new Map(),
  aside: [],
  forms: new Map(),
});

const height: Readonly<Record<Progress, number>> = { sent: 0, failed: 1, delivered: 2, read: 3 };

/** Whether the second comes after the first. */
export const isFurther = (from: Progress, to: Progress): boolean => height[to] > height[from];

/** A message with several parts has come as far as its slowest one; one that failed makes it fail. */
export function progressOf(item: Item): Progress {
  if (item.inbound) return 'delivered';
  if (item.parts.some(({ progress }) => progress === 'failed')) return 'failed';
  return item.parts.reduce<Progress>((slowest, { progress }) => (isFurther(progress, slowest) ? progress : slowest), 'read');
}
