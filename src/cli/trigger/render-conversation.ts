import type { PlaygroundConversation, PlaygroundFile, PlaygroundMessage } from '../../domain/playground.ts';
import { wrap } from './wrap.ts';

const WIDTH = 100;
const LONGEST_NAME = 20;
const LONGEST_QUOTE = 40;
/** Messages further apart than this have the day between them; those of the history may come after newer ones. */
const PAUSE_MS = 6 * 3_600_000;

const ticks: Readonly<Record<string, string>> = { sent: '✓ sent', delivered: '✓✓ delivered', read: '✓✓ read', failed: '✗ failed' };

interface Side {
  title: string;
  messages: readonly PlaygroundMessage[];
  names: Readonly<Record<PlaygroundMessage['from'], string>>;
}

interface Shown {
  /** Also the address of every file in the inbox, each on a line of its own that is not broken. */
  withLinks: boolean;
}

/** Both sides as text, one under the other, at most 100 columns wide, with the columns of both aligned. */
export function renderConversation(conversation: PlaygroundConversation, { withLinks }: Shown = { withLinks: false }): string {
  const { phone, name, inbox, handset } = conversation;
  const sides: Side[] = [
    {
      title: `Pipedrive inbox: ${shortened(name, LONGEST_NAME)} (UTC)${windowOf(conversation)}`,
      messages: inbox,
      names: { customer: name, business: 'you' },
    },
    { title: `WhatsApp phone: ${phone} (UTC)`, messages: handset, names: { customer: 'me', business: 'business' } },
  ];
  const cells = sides.flatMap(({ messages, names }) => messages.map((message) => cellsOf(message, names)));
  const widths = [0, 1, 2].map((column) => Math.max(0, ...cells.map((row) => [...(row[column] ?? '')].length)));
  return sides.map((side) => renderSide(side, widths, withLinks)).join('\n\n');
}

const cellsOf = ({ at, from, status }: PlaygroundMessage, names: Side['names']): string[] => [
  at.slice(11, 19),
  shortened(names[from], LONGEST_NAME),
  ticks[status] ?? status,
];

function renderSide({ title, messages, names }: Side, widths: readonly number[], withLinks: boolean): string {
  const indent = ' '.repeat(2 + widths.reduce((sum, width) => sum + width + 2, 0));
  const hasPauses = messages.some((message, index) => isAfterPause(message, messages[index - 1]));
  const rows = messages.flatMap((message, index) => {
    const previous = messages[index - 1];
    const day = hasPauses && (!previous || isAfterPause(message, previous)) ? [`  ${message.at.slice(0, 10)}`] : [];
    const head = cellsOf(message, names).map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length));
    const [first = '', ...more] = wordsOf(message, messages).flatMap((words) => wrap(words, WIDTH - indent.length));
    const links = withLinks ? message.files.flatMap(({ url }) => (url === null ? [] : [`    ${url}`])) : [];
    return [...day, `  ${head.join('  ')}  ${first}`.trimEnd(), ...more.map((line) => `${indent}${line}`.trimEnd()), ...links];
  });
  return [title, ...(rows.length > 0 ? rows : ['  nothing yet'])].join('\n');
}

const isAfterPause = ({ at }: PlaygroundMessage, previous: PlaygroundMessage | undefined): boolean =>
  previous !== undefined && Math.abs(Date.parse(at) - Date.parse(previous.at)) > PAUSE_MS;

/** What a message says, line by line: what it is about, as which template it went, its text, its files. */
function wordsOf({ text, files, about, template }: PlaygroundMessage, all: readonly PlaygroundMessage[]): string[] {
  const meant = all.find(({ id }) => id === about);
  return [
    ...(about === null ? [] : [`↪ ${meant ? `“${shortened(meant.text.split('\n')[0] ?? '', LONGEST_QUOTE)}”` : 'an earlier message'}`]),
    ...(template === null ? [] : [`template ${template}`]),
    ...(text === '' ? [] : [text]),
    ...files.map((file) => `file: ${describeFile(file)}`),
  ];
}

const describeFile = ({ name, type, size }: PlaygroundFile): string =>
  [name, type, size === null ? null : inBytes(size)].filter((part) => part !== null).join(', ') || 'a link';

function inBytes(size: number): string {
  if (size < 1000) return `${size} B`;
  const [amount, unit] = size < 999_950 ? [size / 1000, 'kB'] : [size / 1_000_000, 'MB'];
  return `${amount.toFixed(1)} ${unit}`;
}

const shortened = (text: string, longest: number): string =>
  [...text].length > longest ? `${[...text].slice(0, longest - 1).join('')}…` : text;

/** How long the customer may still be answered freely, as the inbox knows it. */
function windowOf({ now, replyBy }: PlaygroundConversation): string {
  if (replyBy === null) return '';
  const minutes = Math.floor((Date.parse(replyBy) - Date.parse(now)) / 60_000);
  if (minutes < 0) return `, only templates since ${replyBy.slice(0, 16).replace('T', ' ')}`;
  return `, free answers for another ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
