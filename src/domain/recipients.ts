/**
 * The recipients of a message in every published spelling: `recipientIds` joined by commas (specification), `recipientIds[]` repeated (guide),
 * a repeated `recipientIds`, or the text of a JSON array. Blank entries do not count, each id counts once.
 */
export function recipientIdsOf(...fields: (string | readonly string[] | undefined)[]): string[] {
  const ids = fields.flatMap((field) => (typeof field === 'string' ? [field] : (field ?? []))).flatMap(splitOne);
  return [...new Set(ids.map((id) => id.trim()).filter((id) => id !== ''))];
}

function splitOne(text: string): string[] {
  if (text.trimStart().startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(text);
      if (Array.isArray(parsed) && parsed.every((id) => typeof id === 'string')) return parsed;
    } catch {
      // Not JSON after all: the comma-joined spelling, whatever its ids look like.
    }
  }
  return text.split(',');
}
