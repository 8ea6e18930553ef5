import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../src/clock.ts';
import type { Disk, Errand, Item, Person, Progress, Thread } from './disk.ts';
import type { FaultName } from './fault-names.ts';
import type { Layout } from './layout.ts';
import type { Queues } from './queues.ts';

export interface Settings {
  clock: Clock;
  clientId: string;
  clientSecret: string;
  appSecret: string;
  verifyToken: string;
  inboxId: string;
  phoneNumberId: string;
  businessAccountId: string;
  pipedriveUrl: string;
  pipedriveToken: string;
  whatsappUrl: string;
  whatsappToken: string;
  layout: Layout;
  fault?: FaultName | undefined;
  /** Port to listen on; any free one unless given. */
  port?: number;
  /** What an earlier program left, and how to keep what this one leaves. The memory of this program unless given. */
  storage?: { load(): Disk | undefined; save(disk: Disk): void };
}

/** One life of the provider, from its start to its death. */
export interface Process {
  settings: Settings;
  disk: Disk;
  queues: Queues;
  /** Ends every call that is under way. */
  power: AbortSignal;
  /** Where it is reached. */
  url: string;
  faulty(name: FaultName): boolean;
  /** Puts the disk where it survives this program, before anybody is told that something is done. */
  save(): void;
}

export const digest = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};

export const seal = (disk: Disk, ...parts: string[]): string =>
  createHmac('sha256', disk.secret).update(parts.join('|')).digest('hex').slice(0, 16);

export const isSame = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(digest(one)), Buffer.from(digest(other)));

export const aPerson = (key: string, number: string | null, userId: string | null): Person => ({
  id: `guest.${digest(key).slice(0, 16)}`,
  name: '',
  number,
  userId,
});

/** Puts a message at the end of its thread. */
export function keepItem(disk: Disk, thread: Thread, item: Item): void {
  thread.items.push(item);
  disk.items.set(item.id, item);
  for (const part of item.parts) disk.parts.set(part.key, { item, part });
}

export const errandFor = (to: Errand['to'], item: Item, nowMs: number, partKey: string, progress: Progress): Errand => ({
  to,
  threadId: item.threadId,
  itemId: item.id,
  partKey,
  progress,
  sinceMs: nowMs,
  tries: 0,
  notBeforeMs: 0,
  begun: false,
});
