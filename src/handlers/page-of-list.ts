import type { Cursors } from '../domain/cursor.ts';

/** The most a page of the console holds unless it is asked for another number. */
export const PAGE = 50;

/** Names a filtered list, so that a cursor is good for the same filter alone. */
export const listName = (name: string, filter: object): string => `console ${name} ${JSON.stringify(filter)}`;

/** One page of what was found (one more than the page holds), with the cursor of the next. */
export function pageOf<Entry extends { id: number }>(
  cursors: Cursors,
  list: string,
  found: readonly Entry[],
  limit: number,
): { shown: readonly Entry[]; next: { after?: string } } {
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return { shown, next: found.length > limit && last ? { after: cursors.encode(list, last.id) } : {} };
}
