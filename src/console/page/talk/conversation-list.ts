import { html, type TemplateResult } from 'lit-html';
import { ref } from 'lit-html/directives/ref.js';
import { errorNotice } from '../components/notice.ts';
import { localTime, utcTime } from '../components/time.ts';
import { createWindowedList } from '../components/windowed-list.ts';
import { type Row, rowsOf } from './rows.ts';
import type { OpenLog } from './talk-state.ts';

export interface ConversationListParts {
  label: string;
  message(row: Extract<Row, { kind: 'message' }>): TemplateResult;
  pending(row: Extract<Row, { kind: 'pending' }>): TemplateResult;
  /** On the line above what was not read. */
  unread?(count: number): TemplateResult;
}

/** Older messages are read before somebody is quite there. */
const AHEAD_PX = 400;

/** The lines of one conversation, of which only those in sight are in the page. Older ones are read as somebody scrolls up to them. */
export function createConversationList({ label, message, pending, unread }: ConversationListParts) {
  let shown: OpenLog<object> | undefined;
  let drawn: readonly unknown[] = [];
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
    if (log?.error === undefined) return html`<div class="day" ${ref(watchOlder)}><span role="status">Reading older messages…</span></div>`;
    return html`<div class="older-failed">${errorNotice(log.error, readOlder)}</div>`;
  };
  const list = createWindowedList<Row>({
    label,
    key: ({ key }) => key,
    row: draw,
    estimatePx: 40,
    anchor: 'end',
    newest: 'Newest message',
  });
  // Not as soon as the line is drawn: a list is drawn from its beginning before it is at its end.
  const sight = new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && readOlder(), {
    root: list.element.querySelector('.windowed-scroller'),
    rootMargin: `${AHEAD_PX}px 0px 0px 0px`,
  });
  let watched: Element | undefined;
  const watchOlder = (line: Element | undefined): void => {
    if (line === watched) return;
    if (watched) sight.unobserve(watched);
    watched = line;
    if (line) sight.observe(line);
  };
  const readOlder = (): void => {
    // A page that was too short leaves the line in sight: it is looked for anew.
    void shown?.log.older().then(
      () => {
        const line = watched;
        watchOlder(undefined);
        watchOlder(line);
      },
      () => {},
    );
  };
  return {
    element: list.element,
    /** Shows this conversation as it is now. */
    show(open: OpenLog<object>, unreadCount = 0): void {
      const { log, pending } = open;
      const what = [open, log.messages, log.more, unreadCount, ...pending];
      shown = open;
      // Nothing came or went: only what the lines say may be different.
      if (drawn.length === what.length && drawn.every((one, index) => one === what[index])) {
        list.refresh();
        return;
      }
      drawn = what;
      list.show(rowsOf(log.messages, { more: log.more, pending, unread: unreadCount }));
    },
    scrollTo: (key: string): void => list.scrollToKey(key),
    scrollToEnd: (): void => list.scrollToEnd(),
    stop(): void {
      sight.disconnect();
      list.stop();
    },
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
