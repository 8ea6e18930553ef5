import { html, type TemplateResult } from 'lit-html';
import { icon } from '../components/icon.ts';
import { time } from '../components/time.ts';
import { createWindowedList, type WindowedList } from '../components/windowed-list.ts';
import type { Entry, Exchange } from './inside-exchange-log.ts';
import { durationText, pathOf, SIDES, statusPill, verdictMark } from './inside-exchange-words.ts';

export interface LogListOptions {
  isChosen(key: string): boolean;
  choose(entry: Extract<Entry, { exchange: Exchange }>): void;
  /** Whether the details of a line are open: then the arrow keys open the next one. */
  isOpen(): boolean;
}

/** The lines, of which only those in sight are in the document. The arrow keys go from one to the next. */
export function createLogList({ isChosen, choose, isOpen }: LogListOptions): WindowedList<Entry> {
  const row = (entry: Entry): TemplateResult => {
    if ('mark' in entry) return html`<p class="log-mark">${entry.mark}</p>`;
    const { exchange } = entry;
    const { at, side, direction, method, operationId, durationMs } = exchange;
    return html`
      <button
        class="log-line"
        type="button"
        aria-pressed=${isChosen(entry.key) ? 'true' : 'false'}
        @click=${() => choose(entry)}
      >
        <span class="log-time">${time(at, 'second')}</span>
        <span class="log-side log-${direction}" title=${direction === 'in' ? `${SIDES[side]} asked the provider` : `The provider asked ${SIDES[side]}`}
          >${icon(direction === 'in' ? 'incoming' : 'outgoing')}<span class="sr-only">${direction === 'in' ? 'from' : 'to'}</span> ${SIDES[side]}</span
        >
        <span class="log-what"><span class="log-method">${method}</span> <b>${operationId ?? 'file'}</b> <span class="log-path">${pathOf(exchange)}</span></span>
        <span class="log-status">${statusPill(exchange)}</span>
        <span class="log-verdict">${verdictMark(exchange)}</span>
        <span class="log-duration">${durationText(durationMs)}</span>
      </button>
    `;
  };
  const list = createWindowedList<Entry>({
    label: 'Requests and answers',
    key: ({ key }) => key,
    row,
    estimatePx: 40,
    anchor: 'end',
    newest: 'Newest',
  });

  list.element.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const from = event.target instanceof Element ? event.target.closest('.windowed-row') : null;
    if (step === undefined || !(from instanceof HTMLElement)) return;
    event.preventDefault();
    const next = neighbour(list.element, from, step);
    next?.focus();
    if (isOpen()) next?.click();
  });
  return list;
}

/** The next line in this direction; words between the lines are passed over. */
function neighbour(element: HTMLElement, from: HTMLElement, step: number): HTMLElement | undefined {
  const at = (index: number) => element.querySelector<HTMLElement>(`.windowed-row[data-index="${index}"]`);
  for (let index = Number(from.dataset['index']) + step; at(index); index += step) {
    const line = at(index)?.querySelector<HTMLElement>('.log-line');
    if (line) return line;
  }
  return undefined;
}
