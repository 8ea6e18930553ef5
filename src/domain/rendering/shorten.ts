const LONGEST = 80;

/** A message as a quote: one line without the marks above it, at most 80 characters. */
export function shorten(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const first = lines.findIndex((line) => !/^\[.*\]$/.test(line.trim()));
  const words = lines.slice(Math.max(0, first)).join(' ').replace(/\s+/g, ' ').trim();
  const characters = [...words];
  if (words === '') return 'file';
  return characters.length > LONGEST
    ? `${characters
        .slice(0, LONGEST - 1)
        .join('')
        .trimEnd()}…`
    : words;
}
