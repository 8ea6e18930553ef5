import { html, type TemplateResult } from 'lit-html';
import { errorNotice } from '../components/notice.ts';
import { localTime, utcTime } from '../components/time.ts';
import { createWindowedList } from '../components/windowed-list.ts';
import { type Row, rowsOf } from './rows.ts';
import type { OpenLog } from './talk-store.ts';

export interface ConversationListParts {
  label: string;
  message(row: Extract<Row, { kind: 'message' }>): TemplateResult;
  pending(row: Extract<Row, { kind: 'pending' }>): TemplateResult;
  /** On the line above what was not read. */
  unread?(count: number): TemplateResult;
}

/** The lines of one conversation, of which only those in sight are in the page. Older ones are read as somebody scrolls up to them. */
export function createConversationList({ label, message, pending, unread }: ConversationListParts) {
  let shown: OpenLog<object> | undefined;
  const draw = (row: Row): TemplateResult => {
    if (row.kind === 'message') return message(row);
    if (row.kind === 'pending') return pending(row);
    if (row.kind === 'end') return html`<div class="end"></div>`;
    if (row.kind === 'day') return html`<div class="day"><span title=${utcTime(row.at)}>${dayName(row.at)}</span></div>`;
    if (row.kind === 'unread') return unread?.(row.count) ?? html``;
    return olderLine();
  };
  const olderLine = (): TemplateResult => {
    const log = shown?.log;
    if (log && log.error === undefined) queueMicrotask(() => void log.older().catch(() => {}));
    if (log?.error === undefined) return html`<div class="day"><span role="status">Reading older messages…</span></div>`;
    return html`<div class="older-failed">${errorNotice(log.error, () => void log.older().catch(() => {}))}</div>`;
  };
  const list = createWindowedList<Row>({
    label,
    key: ({ key }) => key,
    row: draw,
    estimatePx: 64,
    anchor: 'end',
    newest: 'Newest message',
  });
  return {
    element: list.element,
    /** Shows this conversation as it is now. */
    show(open: OpenLog<object>, unreadCount = 0): void {
      shown = open;
      const { log, pending } = open;
      list.show(rowsOf(log.messages, { more: log.more, pending, unread: unreadCount }));
    },
    scrollTo: (key: string): void => list.scrollToKey(key),
    scrollToEnd: (): void => list.scrollToEnd(),
    stop: (): void => list.stop(),
  };
}

export type ConversationList = ReturnType<typeof createConversationList>;

/** Today, Yesterday, or the date. */
function dayName(at: string): string {
  const day = new Date(at).toDateString();
  if (day === new Date().toDateString()) return 'Today';
  if (day === new Date(Date.now() - 86_400_000).toDateString()) return 'Yesterday';
  return localTime(at, 'day');
}
