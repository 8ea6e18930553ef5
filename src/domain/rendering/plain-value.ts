/** The most lines that foreign data may take up. */
const MOST_LINES = 60;
const LONGEST = 500;
const DEEPEST = 4;

/** A list of parts without the empty ones. */
export const joined = (separator: string, parts: readonly unknown[]): string =>
  parts
    .filter((part) => (typeof part === 'string' && part.trim() !== '') || typeof part === 'number')
    .map(String)
    .join(separator);

/** Foreign data as lines `name: value`, nested names with dots. What is too much is named, not cut off silently. */
export function plainLines(value: unknown): string[] {
  const lines: string[] = [];
  collect(value, '', 0, lines);
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), `… and ${lines.length - MOST_LINES} more`] : lines;
}

function collect(value: unknown, name: string, depth: number, lines: string[]): void {
  // Far more than is shown: enough to say how much there is.
  if (lines.length > 10 * MOST_LINES) return;
  if (value === null || value === undefined || value === '') return;
  if (typeof value !== 'object') {
    const text = String(value);
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    lines.push(name === '' ? short : `${name}: ${short}`);
  } else if (Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object')) {
    collect(joined(', ', value), name, depth, lines);
  } else if (depth >= DEEPEST) {
    lines.push(`${name}: …`);
  } else {
    for (const [key, inner] of Object.entries(value)) collect(inner, name === '' ? key : `${name}.${key}`, depth + 1, lines);
  }
}
