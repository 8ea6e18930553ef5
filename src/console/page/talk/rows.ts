import type { Message } from './types.ts';

/** What is being sent, or could not be. */
export interface Pending {
  id: string;
  from: Message['from'];
  /** The newest message when it was sent. */
  after: string | undefined;
  text: string;
  files: readonly File[];
  /** Why it was not taken; undefined while it is under way. */
  failure: string | undefined;
}

/** A line of a conversation on the screen. */
export type Row =
  | { kind: 'older'; key: string }
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string; count: number }
  | { kind: 'message'; key: string; message: Message; reactions: readonly string[]; isFirst: boolean }
  | { kind: 'pending'; key: string; pending: Pending }
  /** Room below the newest message. */
  | { kind: 'end'; key: string };

/** Messages of one side further apart than this do not belong together. */
const TOGETHER_MS = 5 * 60_000;

interface RowsOptions {
  more: boolean;
  pending: readonly Pending[];
  /** How many of the business's messages at the end were not read; 0 where that is not shown. */
  unread?: number;
}

/** The lines of a conversation: a line per day, one per message. A reaction is shown with the message it is about, where that is here. */
export function rowsOf(messages: readonly Message[], { more, pending, unread = 0 }: RowsOptions): Row[] {
  const reactions = reactionsOf(messages);
  const here = new Set(messages.map(({ id }) => id));
  const shown = messages.filter(({ kind, about }) => kind !== 'reaction' || about === null || !here.has(about));
  const firstUnread = unread === 0 ? undefined : shown.filter(({ from }) => from === 'business').at(-unread)?.id;
  const rows: Row[] = more ? [{ kind: 'older', key: 'older' }] : [];
  let before: Message | undefined;
  for (const message of shown) {
    const isNewDay = !before || dayOf(before) !== dayOf(message);
    if (isNewDay) rows.push({ kind: 'day', key: `day-${dayOf(message)}-${message.id}`, at: message.at });
    if (message.id === firstUnread) rows.push({ kind: 'unread', key: 'unread', count: unread });
    const isFirst = isNewDay || before?.from !== message.from || Date.parse(message.at) - Date.parse(before?.at ?? '') > TOGETHER_MS;
    rows.push({ kind: 'message', key: message.id, message, reactions: reactions.get(message.id) ?? [], isFirst });
    before = message;
  }
  return [
    ...rows,
    ...notHereYet(messages, pending).map((one): Row => ({ kind: 'pending', key: one.id, pending: one })),
    { kind: 'end', key: 'end' },
  ];
}

/** News of a message may be here before the answer to whoever sent it: what is here is not shown as under way as well. */
function notHereYet(messages: readonly Message[], pending: readonly Pending[]): Pending[] {
  const arrived = new Set<Message>();
  return pending.filter(({ failure, from, after }) => {
    if (failure !== undefined) return true;
    const since = messages.slice(messages.findLastIndex(({ id }) => id === after) + 1);
    const own = since.find((message) => message.from === from && !arrived.has(message));
    if (own) arrived.add(own);
    return !own;
  });
}

const days = new WeakMap<Message, string>();

/** The day in the viewer's zone. Looked up once per message: there may be thousands. */
function dayOf(message: Message): string {
  const known = days.get(message) ?? new Date(message.at).toDateString();
  days.set(message, known);
  return known;
}

/** By message, what was said to it last: one person has one reaction, and may take it back. */
function reactionsOf(messages: readonly Message[]): Map<string, string[]> {
  const found = new Map<string, Map<string, string>>();
  for (const { kind, about, emoji, from } of messages) {
    if (kind !== 'reaction' || about === null) continue;
    const bySide = found.get(about) ?? new Map<string, string>();
    if (emoji === null) bySide.delete(from);
    else bySide.set(from, emoji);
    found.set(about, bySide);
  }
  return new Map([...found].map(([id, bySide]) => [id, [...bySide.values()]]));
}
