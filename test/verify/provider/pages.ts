import type { Disk, Item, Thread } from './disk.ts';
import { type Process, seal } from './process.ts';
import { unusable } from './refusal.ts';

const USUAL = 30;
const MOST = 100;

/** A page size; what makes no sense as one is taken as the usual one. */
export function pageSize(given: string | null, process: Process): number {
  const size = Number(given ?? USUAL);
  if (process.faulty('bad-limit-crashes') && !Number.isInteger(size)) throw new TypeError('Invalid array length');
  if (process.faulty('limits-ignored')) return Number.MAX_SAFE_INTEGER;
  return Number.isInteger(size) && size >= 1 ? Math.min(size, MOST) : USUAL;
}

const write = (disk: Disk, list: string, position: number): string => `${position.toString(36)}~${seal(disk, list, String(position))}`;

function read({ disk, faulty }: Process, list: string, cursor: string): number {
  const position = Number.parseInt(cursor.split('~')[0] ?? '', 36);
  if (Number.isInteger(position) && write(disk, list, position) === cursor) return position;
  if (faulty('bad-cursor-crashes')) throw new RangeError('Invalid cursor');
  throw unusable('after: not one of our cursors');
}

/** Threads by age, the oldest first. A cursor says how many came before. */
export function threadPage(process: Process, inboxId: string, size: number, cursor: string | null): { threads: Thread[]; after: string } {
  const { disk, faulty } = process;
  const all = [...disk.threads.values()].filter((thread) => thread.inboxId === inboxId);
  if (faulty('constant-cursor')) return { threads: all.slice(0, size), after: 'c-next' };
  const start = cursor ? read(process, `threads ${inboxId}`, cursor) : 0;
  if (faulty('cursor-always-new'))
    return { threads: all.slice(start, start + size), after: write(disk, `threads ${inboxId}`, start + size) };
  const shift = faulty('cursor-skips-one') ? 1 : faulty('page-repeats') ? -1 : 0;
  const from = start === 0 ? 0 : start + shift;
  const end = start + size;
  return { threads: all.slice(from, end), after: end < all.length ? write(disk, `threads ${inboxId}`, end) : '' };
}

/** Messages from the newest to the oldest. A cursor says how many older ones there are. */
export function itemPage(process: Process, thread: Thread, size: number, cursor: string | null): { items: Item[]; older: string } {
  const { disk, faulty } = process;
  const end = cursor ? read(process, `items ${thread.id}`, cursor) : thread.items.length;
  const start = Math.max(0, end - size);
  if (faulty('oldest-first')) return { items: thread.items.slice(0, size), older: '' };
  const items = thread.items.slice(start, end).reverse();
  const rest = faulty('older-messages-skip-one') ? start - 1 : start;
  return { items, older: rest > 0 && !faulty('older-messages-unreachable') ? write(disk, `items ${thread.id}`, rest) : '' };
}
