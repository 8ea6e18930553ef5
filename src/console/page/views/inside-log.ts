import { html, nothing, type TemplateResult } from 'lit-html';
import { emptyState, errorNotice } from '../components/notice.ts';
import { createPulse } from '../components/pulse.ts';
import type { ViewContext } from '../shell/context.ts';
import { createLogDetails } from './inside-details.ts';
import { createExchangeLog, type Entry, type Exchange, type ExchangeLog } from './inside-exchange-log.ts';
import { EVERYTHING, type Filter, fitting, partsInUse } from './inside-filter.ts';
import { createLogList } from './inside-log-list.ts';
import { logTools } from './inside-log-tools.ts';
import { mentionedIn } from './inside-mentions.ts';
import { addressOf } from './inside-place.ts';
import type { InsidePage } from './inside-view.ts';

export interface RecentMessage {
  id: string;
  /** When it was spoken of last, and by which operation. */
  at: string;
  operation: string;
}

/** Every request and every answer, in and out, as they come. */
export function createLog(context: ViewContext): InsidePage & { recentMessages(): RecentMessage[] } {
  const { api, live, update } = context;
  const everything = createExchangeLog(api, () => show());
  let conversation: { id: string; log: ExchangeLog } | undefined;
  let filter: Filter = EVERYTHING;
  let isChoosing = false;
  let failure: unknown;
  /** What stood there when somebody stopped the log; undefined while it runs. */
  let frozen: readonly Entry[] | undefined;

  const current = (): ExchangeLog => conversation?.log ?? everything;
  const inSight = (): readonly Entry[] => fitting(frozen ?? current().entries, filter);
  const show = (): void => {
    list.show(inSight());
    update();
  };
  const details = createLogDetails(context, () => list.refresh());
  const list = createLogList({ isChosen: (key) => details.key === key, choose: details.choose, isOpen: () => details.key !== undefined });

  const following = live.follow({
    kinds: ['exchange'],
    async reload() {
      await Promise.all([everything.catchUp(), conversation?.log.catchUp()]);
      failure = undefined;
      show();
    },
    event: () => later.ask(),
    failed(error) {
      failure = error;
      update();
    },
  });
  const later = createPulse(async () => following.reload(), 80);

  const change = (part: Partial<Filter>): void => {
    filter = { ...filter, ...part };
    show();
  };
  const freeze = (isFrozen: boolean): void => {
    frozen = isFrozen ? current().entries : undefined;
    show();
    if (!isFrozen) list.scrollToEnd();
  };
  const follow = (id: string | undefined): void => {
    if (id === conversation?.id) return;
    conversation = id === undefined ? undefined : { id, log: createExchangeLog(api, () => show(), id) };
    frozen = undefined;
    details.close();
    show();
    if (conversation) following.reload();
  };

  const nothingToShow = (): TemplateResult | typeof nothing => {
    if (inSight().length > 0) return nothing;
    if (!current().isComplete)
      return failure === undefined ? html`<p class="inside-wait quiet" role="status">Reading the log…</p>` : nothing;
    if (partsInUse(filter) > 0)
      return emptyState({
        icon: 'filter',
        title: 'No line fits',
        advice: 'What comes from now on is shown as soon as it fits.',
        action: { label: 'Show everything', run: () => change(EVERYTHING) },
      });
    if (conversation)
      return emptyState({
        icon: 'inside',
        title: 'Nothing of this conversation is kept',
        advice: html`The provider keeps about a thousand requests. What comes from now on appears here. <a href=${addressOf('log')}>Show all lines</a>`,
      });
    return emptyState({
      icon: 'inside',
      title: 'Quiet so far',
      advice: 'As soon as WhatsApp or Pipedrive asks something of the provider, or the provider of them, it appears here by itself.',
    });
  };

  return {
    render: () => html`
      ${logTools({
        filter,
        change,
        follows: conversation?.id,
        operations: operationsIn(current().entries),
        shown: inSight().filter((entry) => 'exchange' in entry).length,
        isFrozen: frozen !== undefined,
        waiting: frozen ? fitting(current().entries, filter).length - inSight().length : 0,
        freeze,
        isOpen: isChoosing,
        toggle() {
          isChoosing = !isChoosing;
          update();
        },
      })}
      ${failure === undefined ? nothing : html`<div class="inside-failure">${errorNotice(failure, following.reload)}</div>`}
      <div class="log" @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && details.close()}>
        <div class="log-lines">
          <div class="log-place" ?hidden=${inSight().length === 0}>${list.element}</div>
          ${nothingToShow()}
        </div>
        ${details.render()}
      </div>
    `,
    opened(rest) {
      const [, id] = /^conversation\/(.+)$/.exec(rest) ?? [];
      follow(id);
    },
    recentMessages: () => recentIn(everything.entries),
    stop() {
      later.stop();
      following.stop();
      list.stop();
    },
  };
}

const exchangesIn = (entries: readonly Entry[]): Exchange[] => entries.flatMap((entry) => ('exchange' in entry ? [entry.exchange] : []));

const operationsIn = (entries: readonly Entry[]): string[] =>
  [...new Set(exchangesIn(entries).flatMap(({ operationId }) => operationId ?? []))].toSorted();

const RECENT = 8;

/** The messages that were spoken of last, the newest first. */
function recentIn(entries: readonly Entry[]): RecentMessage[] {
  const found = new Map<string, RecentMessage>();
  for (const exchange of exchangesIn(entries).toReversed()) {
    for (const id of mentionedIn(exchange).messages)
      if (!found.has(id)) found.set(id, { id, at: exchange.at, operation: exchange.operationId ?? 'file' });
    if (found.size >= RECENT) break;
  }
  return [...found.values()].slice(0, RECENT);
}
