import { html, nothing, type TemplateResult } from 'lit-html';
import { errorNotice } from '../components/notice.ts';
import { createPulse } from '../components/pulse.ts';
import type { Live, LiveEvent } from '../shell/live.ts';

export interface PagesOfListOptions<T> {
  live: Live;
  /** Kinds of events that may change the list, of which `concerns` picks. */
  kinds: readonly string[];
  concerns(event: LiveEvent): boolean;
  /** One page of the list, behind `after`. */
  read(after: string | undefined): Promise<{ items: readonly T[]; after: string | undefined }>;
  update(): void;
}

export interface PagesOfList<T> {
  /** Undefined until it was read once. */
  readonly items: readonly T[] | undefined;
  readonly hasMore: boolean;
  reload(): void;
  /** What goes around the rows: that it is being read, that it could not be, that there is more. */
  render(rows: (items: readonly T[]) => TemplateResult): TemplateResult;
  stop(): void;
}

/** A list that is read page by page and anew whenever something may have changed it, as far as somebody had read. */
export function createPagesOfList<T>({ live, kinds, concerns, read, update }: PagesOfListOptions<T>): PagesOfList<T> {
  let items: readonly T[] | undefined;
  let after: string | undefined;
  let failure: unknown;
  let wanted = 1;

  const readAll = async (): Promise<void> => {
    const found: T[] = [];
    let next: string | undefined;
    let pages = 0;
    do {
      const page = await read(next);
      found.push(...page.items);
      next = page.after;
      pages += 1;
    } while (next !== undefined && pages < wanted);
    items = found;
    after = next;
    failure = undefined;
    update();
  };
  const following = live.follow({
    kinds,
    reload: readAll,
    event: (event) => concerns(event) && later.ask(),
    failed(error) {
      failure = error;
      update();
    },
  });
  const later = createPulse(async () => following.reload(), 200);
  const more = (): void => {
    wanted += 1;
    following.reload();
  };

  return {
    get items() {
      return items;
    },
    get hasMore() {
      return after !== undefined;
    },
    reload: following.reload,
    render: (rows) => html`
      ${failure === undefined ? nothing : errorNotice(failure, following.reload)}
      ${items === undefined ? (failure === undefined ? html`<p class="inside-wait quiet" role="status">Reading…</p>` : nothing) : rows(items)}
      ${after === undefined ? nothing : html`<button class="button inside-older" type="button" @click=${more}>Show older ones</button>`}
    `,
    stop() {
      later.stop();
      following.stop();
    },
  };
}

/** How many wait in a list of which perhaps only the beginning was read. */
export const countOf = ({ items, hasMore }: Pick<PagesOfList<unknown>, 'items' | 'hasMore'>): string =>
  items === undefined || items.length === 0 ? '' : `${items.length}${hasMore ? '+' : ''}`;

/** Runs what a button does, one at a time for each name, and says what went wrong. */
export function createActions({ fail }: { fail(error: unknown): void }, update: () => void) {
  const running = new Set<string>();
  return {
    isRunning: (name: string): boolean => running.has(name),
    async run(name: string, act: () => Promise<void>): Promise<void> {
      if (running.has(name)) return;
      running.add(name);
      update();
      try {
        await act();
      } catch (error) {
        fail(error);
      } finally {
        running.delete(name);
        update();
      }
    },
  };
}
