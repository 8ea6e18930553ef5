import { randomUUID } from 'node:crypto';
import { type Item, type KeptFile, progressOf, type Thread } from './disk.ts';
import { itemPage } from './pages.ts';
import { isSame, type Process, seal } from './process.ts';

const WINDOW_MS = 24 * 3_600_000;
const LINK_MS = 10 * 60_000;

export const agentName = 'Front desk';

/** ISO 8601 in UTC, to the second. */
export const when = (ms: number, process: Process): string => {
  const seconds = new Date(ms).toISOString().slice(0, 19);
  return process.faulty('date-without-zone') ? seconds : `${seconds}Z`;
};

export const senderOf = (item: Item, thread: Thread, process: Process): string => {
  if (process.faulty('sender-is-nobody')) return item.inbound ? 'customer' : 'business';
  return item.inbound ? thread.person.id : (process.disk.inboxes.get(thread.inboxId)?.agentId ?? '');
};

export const textOf = ({ text }: Item, process: Process): string => {
  if (process.faulty('text-cut')) return text.slice(0, 1000);
  return process.faulty('latin1-text') ? Buffer.from(text, 'latin1').toString('latin1') : text;
};

/** The message as Pipedrive reads it. */
export function itemView(process: Process, item: Item, thread: Thread) {
  return {
    id: process.faulty('ids-change') ? randomUUID() : item.id,
    status: progressOf(item),
    created_at: when(item.atMs, process),
    message: textOf(item, process),
    sender_id: senderOf(item, thread, process),
    ...(item.inbound ? { reply_by: when(item.atMs + WINDOW_MS, process) } : {}),
    attachments: filesOf(item).map((file) => attachmentView(process, thread, file)),
  };
}

export const filesOf = (item: Item): KeptFile[] => item.parts.flatMap(({ file }) => (file ? [file] : []));

export const attachmentView = (process: Process, thread: Thread, file: KeptFile) => ({
  id: file.key,
  type: file.type,
  name: file.name,
  size: file.bytes.length,
  url: linkTo(process, thread, file),
  link_expires: true,
});

function linkTo(process: Process, thread: Thread, file: KeptFile): string {
  const { settings, disk } = process;
  // The faulty one makes the link once, when the message is new.
  const from = process.faulty('link-not-refreshed') ? (disk.parts.get(file.key)?.item.atMs ?? 0) : settings.clock.now();
  const until = String(from + LINK_MS);
  return `${process.url}/files/${thread.inboxId}/${file.key}?until=${until}&proof=${seal(disk, 'file', file.key, until)}`;
}

/** The file behind a link, while the link is good. */
export function fileBehind(process: Process, link: URL): KeptFile | undefined {
  const key = link.pathname.split('/').at(-1) ?? '';
  const until = link.searchParams.get('until') ?? '';
  const isRight = isSame(link.searchParams.get('proof') ?? '', seal(process.disk, 'file', key, until));
  if (!isRight || Number(until) < process.settings.clock.now()) return undefined;
  return process.disk.parts.get(key)?.part.file ?? undefined;
}

/** The conversation as Pipedrive reads it, with one page of its messages. */
export function threadView(process: Process, thread: Thread, size: number, cursor: string | null) {
  const { items, older } = itemPage(process, thread, size, cursor);
  return {
    id: thread.id,
    link: '',
    status: 'open',
    seen: thread.items.at(-1)?.inbound !== true,
    next_messages_cursor: older,
    participants: [
      { id: process.disk.inboxes.get(thread.inboxId)?.agentId, name: agentName, role: 'source_user' },
      { id: thread.person.id, name: thread.person.name, role: process.faulty('two-source-users') ? 'source_user' : 'end_user' },
    ],
    messages: items.map((item) => itemView(process, item, thread)),
  };
}
