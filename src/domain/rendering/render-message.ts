import { isText, type MessageItem } from '../inbound-item.ts';
import { fillTemplate } from './fill-template.ts';
import { marks } from './marks.ts';
import type { InboundMessage, Mark, Quotes, Row } from './row.ts';
import { type Kind, kindOf, table } from './table.ts';

/** A message as the inbox shows it. */
export interface Rendered {
  text: string;
  /** The rows and marks that gave the text, and those of them that show less than WhatsApp does. */
  rows: string[];
  simplified: string[];
}

const everyMark = Object.entries<Mark>(marks);

type Given = Pick<MessageItem, 'message' | 'contacts' | 'origin' | 'author' | 'readable'>;

/**
 * The text the inbox shows for a message, by the table: the marks that apply, one line each, and the words of its row. Never empty: a message with nothing in it
 * says so.
 */
export function renderMessage(item: Given, quotes: Quotes): Rendered {
  const lines: string[] = [];
  const rows: string[] = [];
  const simplified: string[] = [];
  const use = (name: string, { simplified: less }: { simplified?: string }, line: string) => {
    lines.push(line);
    rows.push(name);
    if (less !== undefined) simplified.push(name);
  };
  const seen = item.readable ? item : { ...item, message: outside(item.message) };
  for (const [name, mark] of everyMark) {
    const values = mark.values(seen, quotes);
    if (values) use(name, mark, fillTemplate(mark.shows, values));
  }
  const { kind, line } = bodyOf(item, quotes);
  use(kind, rowOf(kind), line);
  return { text: lines.join('\n'), rows, simplified };
}

/** What does not have its promised shape is not looked into: only how it came and who wrote is known. */
function outside({ id, type, from, from_user_id, group_id }: InboundMessage): InboundMessage {
  const names = { from, from_user_id, group_id };
  return { id, type, ...Object.fromEntries(Object.entries(names).filter(([, value]) => isText(value))) };
}

const rowOf = (kind: Kind): Row => table[kind];

function bodyOf({ message, readable }: Given, quotes: Quotes): { kind: Kind; line: string } {
  const show = (kind: Kind) => {
    const row = rowOf(kind);
    return { kind, line: fillTemplate(row.shows, row.values?.(message, quotes) ?? {}) };
  };
  if (!readable) return show('unreadable');
  const shown = show(kindOf(message));
  return shown.line.trim() === '' ? show('empty') : shown;
}
