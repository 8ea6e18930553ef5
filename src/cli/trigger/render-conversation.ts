import type { PlaygroundConversation, PlaygroundMessage } from '../../domain/playground.ts';

const ticks: Readonly<Record<string, string>> = { sent: '✓ sent', delivered: '✓✓ delivered', read: '✓✓ read', failed: '✗ failed' };

/** Both sides as text, one under the other, with the columns of both aligned. */
export function renderConversation({ phone, name, inbox, handset }: PlaygroundConversation): string {
  const columns = (messages: PlaygroundMessage[], business: string, customer: string) =>
    messages.map(({ at, from, status, text }) => [
      at.slice(11, 19),
      from === 'business' ? business : customer,
      ticks[status] ?? status,
      text.replace(/\s*\n\s*/g, ' ⏎ '),
    ]);
  const parts = [
    { title: `Pipedrive inbox: ${name}`, rows: columns(inbox, 'you', name) },
    { title: `WhatsApp phone: ${phone}`, rows: columns(handset, 'business', 'me') },
  ];
  const widths = [0, 1, 2].map((column) => Math.max(0, ...parts.flatMap(({ rows }) => rows.map((row) => [...(row[column] ?? '')].length))));
  const line = (row: string[]) =>
    `  ${row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length))).join('  ')}`.trimEnd();
  return parts
    .map(({ title, rows }) => [`${title} (UTC)`, ...(rows.length > 0 ? rows.map(line) : ['  nothing yet'])].join('\n'))
    .join('\n\n');
}
