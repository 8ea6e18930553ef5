import type { ListPage, MessagePage } from '../../src/domain/playground.ts';
import { AppError } from '../../src/errors.ts';

/** The wanted part of a conversation, and whether more stands before it (behind it, where the page begins at a message). Throws NOT_FOUND for an unknown message. */
export function pageOfMessages<M extends { id: string }>(
  messages: readonly M[],
  { before, from, limit }: MessagePage,
): { messages: readonly M[]; more: boolean } {
  if (before !== undefined && from !== undefined)
    throw new AppError('INVALID_REQUEST', 'A page has one beginning: either `before` or `from`.');
  if (from !== undefined) {
    const start = placeOf(messages, from);
    return { messages: messages.slice(start, start + limit), more: start + limit < messages.length };
  }
  const end = before === undefined ? messages.length : placeOf(messages, before);
  const start = Math.max(0, end - limit);
  return { messages: messages.slice(start, end), more: start > 0 };
}

function placeOf(messages: readonly { id: string }[], id: string): number {
  const place = messages.findLastIndex((message) => message.id === id);
  if (place === -1) throw new AppError('NOT_FOUND', 'There is no such message here. Read the newest page to see what there is.');
  return place;
}

/** An item of a list, at its place: the newest first, those of one moment by key. */
export interface Placed {
  /** UTC milliseconds; 0 where nothing ever happened. */
  at: number;
  key: string;
}

/** A page of a list, which begins behind a place: what moves to the front meanwhile is met there, and nothing is met twice or left out. */
export function pageOfList<Item extends Placed>(
  items: readonly Item[],
  { after, limit }: ListPage,
): { items: Item[]; after: string | null } {
  const sorted = items.toSorted((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1));
  const behind = after === undefined ? undefined : readPlace(after);
  const rest = behind ? sorted.filter((item) => item.at < behind.at || (item.at === behind.at && item.key > behind.key)) : sorted;
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { items: page, after: rest.length > limit && last ? `${last.at}~${last.key}` : null };
}

function readPlace(after: string): Placed {
  const [, at, key = ''] = /^(\d{1,15})~(.+)$/s.exec(after) ?? [];
  if (at === undefined) throw new AppError('INVALID_REQUEST', 'This `after` did not come from a page before. Begin without it.');
  return { at: Number(at), key };
}
