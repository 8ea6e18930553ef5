/** What somebody looks for, in capitals or not; undefined: everything. */
export type Search = ((text: string) => boolean) | undefined;

export function searchFor(words: string | undefined): Search {
  const wanted = words?.trim().toLocaleLowerCase() ?? '';
  return wanted === '' ? undefined : (text) => text.toLocaleLowerCase().includes(wanted);
}

/**
 * The message that stands for a conversation in a list: the newest one that contains what is looked for, otherwise the newest at all. Undefined when neither the names nor any
 * message contain it.
 */
export function standingFor<M extends { text: string }>(
  messages: readonly M[],
  names: readonly string[],
  search: Search,
): { message: M | undefined } | undefined {
  const newest = { message: messages.at(-1) };
  if (!search) return newest;
  const found = messages.findLast(({ text }) => search(text));
  if (found) return { message: found };
  return names.some(search) ? newest : undefined;
}

const LONGEST = 160;

/** The beginning of a text, in one line. */
export function beginningOf(text: string): string {
  const line = text
    .slice(0, LONGEST * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return [...line].length > LONGEST ? `${[...line].slice(0, LONGEST).join('')}…` : line;
}
