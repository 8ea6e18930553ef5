type Fields = Readonly<Record<string, unknown>>;

/** What tells one simulator's snapshots from everything else. */
const MARKS = ['format', 'kind'];

/**
 * Why something cannot be a snapshot like `example`, in words; undefined when it looks like one. Every part of the example must be there, as the same
 * sort of thing, and every part of those parts must be there. What the lists hold is not looked at.
 */
export function misfitOf(example: object, given: unknown): string | undefined {
  if (!isFields(given)) return 'it is no object';
  for (const [name, part] of Object.entries(example)) {
    const found = given[name];
    if (found === undefined) return `${name} is missing`;
    if (MARKS.includes(name) && found !== part) return `${name} is ${JSON.stringify(found)}, not ${JSON.stringify(part)}`;
    if (sortOf(found) !== sortOf(part)) return `${name} is not ${sortOf(part)}`;
    const missing = isFields(part) && isFields(found) ? Object.keys(part).find((inner) => found[inner] === undefined) : undefined;
    if (missing !== undefined) return `${name}.${missing} is missing`;
  }
  return undefined;
}

const isFields = (value: unknown): value is Fields => sortOf(value) === 'an object';

function sortOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return value === null ? 'null' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
