import { html, nothing, type TemplateResult } from 'lit-html';
import type { RunningView, ViewContext } from '../shell/context.ts';
import { createDeliveries } from './inside-deliveries.ts';
import { createLetters } from './inside-letters.ts';
import { createLog } from './inside-log.ts';
import { addressOf, type Place, placeOf } from './inside-place.ts';
import { createQuarantine } from './inside-quarantine.ts';
import { createTracing } from './inside-trace.ts';

/** One of the pages within the view. */
export interface InsidePage {
  render(): TemplateResult;
  /** It was opened, with what its address says beyond its name. */
  opened?(rest: string): void;
  /** How much of what it holds wants a look. */
  count?(): string;
  stop(): void;
}

/** The log, the way of one message, and what was given up or set aside. */
export function startInside(context: ViewContext): RunningView {
  const log = createLog(context);
  const pages: Readonly<Record<Place['page'], { title: string; page: InsidePage }>> = {
    log: { title: 'Log', page: log },
    message: { title: 'Where is my message', page: createTracing(context, log.recentMessages) },
    'dead-letters': { title: 'Dead letters', page: createLetters(context) },
    quarantine: { title: 'Quarantine', page: createQuarantine(context) },
    deliveries: { title: 'Deliveries', page: createDeliveries(context) },
  };
  let current: Place = { page: 'log', rest: '' };
  const shown = (): void => {
    const place = placeOf(location.hash);
    if (!place) return;
    current = place;
    pages[place.page].page.opened?.(place.rest);
    context.update();
    // On a phone there are more pages than fit side by side.
    requestAnimationFrame(() =>
      document.querySelector('.inside-pages [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    );
  };
  shown();

  const tab = (name: Place['page'], { title, page }: { title: string; page: InsidePage }): TemplateResult => {
    const count = page.count?.() ?? '';
    return html`
      <a href=${addressOf(name)} aria-current=${name === current.page ? 'page' : nothing}
        >${title}${count === '' ? nothing : html` <span class="pill pill-warn">${count}</span>`}</a
      >
    `;
  };
  return {
    render: () => html`
      <nav class="inside-pages" aria-label="Look inside">
        ${Object.entries(pages).map(([name, page]) => tab(name as Place['page'], page))}
      </nav>
      ${Object.entries(pages).map(
        ([name, { page }]) => html`<div class="inside-page inside-${name}" ?hidden=${name !== current.page}>${page.render()}</div>`,
      )}
    `,
    shown,
    stop() {
      for (const { page } of Object.values(pages)) page.stop();
    },
  };
}
