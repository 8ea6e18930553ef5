import type { JournalEntry } from '../journal.ts';

const sides = { whatsapp: 'WhatsApp', pipedrive: 'Pipedrive' } as const;
const MOST = 60;

/** The entries as text, one line each; what broke a contract stands below its line. Holds what customers wrote: nothing for a log. */
export function renderTranscript(entries: readonly JournalEntry[]): string {
  const rows = entries.map((entry) => ({
    entry,
    cells: [
      String(entry.seq).padStart(4),
      new Date(entry.at).toISOString().slice(5, 23).replace('T', ' '),
      entry.direction === 'out' ? `${sides[entry.side]} → provider` : `provider → ${sides[entry.side]}`,
      entry.operationId ?? `${entry.method} ${entry.url}`,
      entry.status === 0 ? 'no answer' : String(entry.status),
      gist(entry.request),
    ],
  }));
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(0, ...rows.map(({ cells }) => (cells[column] ?? '').length)));
  return rows
    .map(({ entry, cells }) => {
      const line = cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd();
      return entry.violation === null ? `${line}\n` : `${line}\n      broke the contract: ${entry.violation}\n`;
    })
    .join('');
}

/** What a body says in a few words: the texts of messages and the statuses in it. */
function gist(body: unknown): string {
  const found: string[] = [];
  visit(body, '', found);
  const text = found.join(', ').replace(/\s+/g, ' ');
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text;
}

const TELLING = new Set(['body', 'message', 'status', 'caption', 'emoji', 'grant_type']);

function visit(value: unknown, key: string, found: string[]): void {
  if (typeof value === 'string') {
    if (TELLING.has(key)) found.push(key === 'status' ? value : `"${value}"`);
  } else if (Array.isArray(value)) {
    for (const item of value) visit(item, key, found);
  } else if (value !== null && typeof value === 'object') {
    for (const [name, item] of Object.entries(value)) visit(item, name, found);
  }
}
