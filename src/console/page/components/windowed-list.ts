import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  type Rect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from './icon.ts';

export interface WindowedListOptions<T> {
  /** What the list holds, for screen readers. */
  label: string;
  key(item: T): string;
  row(item: T, index: number): TemplateResult;
  /** Height of a row before it was measured, in pixels. */
  estimatePx: number;
  /** `end` holds on to the newest row, like a chat and a log; `start` to the first. */
  anchor: 'start' | 'end';
  /** On the button that leads back to the newest row when some came unseen. */
  newest?: string;
}

export interface WindowedList<T> {
  /** Put it into a template as it is: `${list.element}`. It fills its parent, which must have a height. */
  readonly element: HTMLElement;
  /** Shows these rows. Those that stay keep their place on the screen, also when older ones come in front; rows that are all new begin at the anchor. */
  show(items: readonly T[]): void;
  /** Draws the rows anew: what they show has changed. */
  refresh(): void;
  scrollToEnd(): void;
  scrollToKey(key: string): void;
  stop(): void;
}

/** How near to the end counts as being there, in pixels. */
const END_PX = 48;
const OVERSCAN_ROWS = 8;

/** A list of any length, of which only the rows in sight, and a few around them, are in the document. Rows may have any height, and change it. */
export function createWindowedList<T>({ label, key, row, estimatePx, anchor, newest = 'Newest' }: WindowedListOptions<T>): WindowedList<T> {
  const element = document.createElement('div');
  element.className = `windowed windowed-${anchor}`;
  const scroller = document.createElement('div');
  scroller.className = 'windowed-scroller';
  scroller.tabIndex = 0;
  scroller.setAttribute('role', 'region');
  scroller.setAttribute('aria-label', label);
  const rows = document.createElement('div');
  rows.className = 'windowed-rows';
  rows.setAttribute('role', 'list');
  scroller.append(rows);
  const foot = document.createElement('div');
  foot.className = 'windowed-foot';
  element.append(scroller, foot);

  let items: readonly T[] = [];
  let waiting: readonly T[] | undefined;
  let unseen = false;

  const isShown = (): boolean => scroller.clientHeight > 0;
  const options = (): VirtualizerOptions<HTMLElement, HTMLElement> => ({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: () => estimatePx,
    getItemKey: (index) => key(items[index] as T),
    scrollToFn: elementScroll,
    // While the list is hidden it has no size and no place; what it had counts when it is shown again.
    observeElementRect: (instance, tell) => observeElementRect(instance, (rect) => rect.height > 0 && resize(instance, rect, tell)),
    observeElementOffset: (instance, tell) => observeElementOffset(instance, (...place) => isShown() && tell(...place)),
    measureElement: (row, entry, instance) =>
      isShown() ? measureElement(row, entry, instance) : (instance.itemSizeCache.get(row.dataset['key'] ?? '') ?? estimatePx),
    overscan: OVERSCAN_ROWS,
    anchorTo: anchor,
    followOnAppend: anchor === 'end',
    scrollEndThreshold: END_PX,
    onChange: () => draw(),
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(options());
  /** Whoever is at the end stays there when the list gets lower, as when something opens above it. */
  function resize(instance: typeof virtualizer, rect: Rect, tell: (rect: Rect) => void): void {
    const lost = (instance.scrollRect?.height ?? rect.height) - rect.height;
    const holdsOn = anchor === 'end' && lost > 0 && instance.getDistanceFromEnd() - lost <= END_PX;
    tell(rect);
    if (holdsOn) instance.scrollToEnd();
  }

  const draw = (): void => {
    const shown = virtualizer.getVirtualItems();
    // Heights and places go through the object model: the page's policy allows no style attributes.
    rows.style.height = `${virtualizer.getTotalSize()}px`;
    render(
      repeat(
        shown,
        ({ key: rowKey }) => rowKey,
        ({ index, key: rowKey }) => html`
          <div class="windowed-row" role="listitem" data-index=${index} data-key=${rowKey} aria-setsize=${items.length} aria-posinset=${index + 1}>
            ${row(items[index] as T, index)}
          </div>
        `,
      ),
      rows,
    );
    const places = new Map(shown.map(({ index, start }) => [String(index), start]));
    for (const child of rows.children) {
      const start = places.get((child as HTMLElement).dataset['index'] ?? '');
      if (start === undefined) continue;
      (child as HTMLElement).style.transform = `translateY(${start}px)`;
      virtualizer.measureElement(child as HTMLElement);
    }
    drawFoot();
  };

  const drawFoot = (): void => {
    const isAway = anchor === 'end' && items.length > 0 && !virtualizer.isAtEnd(END_PX);
    if (!isAway) unseen = false;
    render(
      isAway
        ? html`<button class="windowed-newest ${unseen ? 'is-unseen' : ''}" type="button" @click=${() => toEnd()}>${newest} ${icon('down')}</button>`
        : nothing,
      foot,
    );
  };

  const toEnd = (): void => virtualizer.scrollToEnd();

  // The browser would glide there, and stop on the way when rows turn out to be higher than they were thought to be.
  scroller.addEventListener('keydown', (event) => {
    if (event.target !== scroller || (event.key !== 'Home' && event.key !== 'End')) return;
    event.preventDefault();
    if (event.key === 'End') toEnd();
    else virtualizer.scrollToOffset(0);
  });

  const unmount = virtualizer._didMount();
  virtualizer._willUpdate();
  const apply = (next: readonly T[]): void => {
    const isOther = !sharesRows(items, next, key);
    const grew = !isOther && next.length > items.length && key(next.at(-1) as T) !== key(items.at(-1) as T);
    if (grew && !virtualizer.isAtEnd(END_PX)) unseen = true;
    items = next;
    virtualizer.setOptions(options());
    if (isOther) virtualizer.measure();
    virtualizer._willUpdate();
    draw();
    if (!isOther || next.length === 0) return;
    if (anchor === 'end') virtualizer.scrollToEnd();
    else virtualizer.scrollToOffset(0);
  };
  const sized = new ResizeObserver(() => {
    if (waiting === undefined || !isShown()) return;
    const next = waiting;
    waiting = undefined;
    apply(next);
  });
  sized.observe(scroller);

  return {
    element,
    show(next) {
      waiting = isShown() ? undefined : next;
      if (isShown()) apply(next);
    },
    refresh() {
      if (isShown()) draw();
      else waiting ??= items;
    },
    scrollToEnd: toEnd,
    scrollToKey(wanted) {
      const index = items.findIndex((item) => key(item) === wanted);
      if (index >= 0) virtualizer.scrollToIndex(index, { align: 'center' });
    },
    stop() {
      sized.disconnect();
      unmount();
    },
  };
}

/** Whether one row at least is in both. */
function sharesRows<T>(before: readonly T[], next: readonly T[], key: (item: T) => string): boolean {
  const [first, last] = [next[0], next.at(-1)];
  if (before.length === 0 || first === undefined || last === undefined) return false;
  if (key(before[0] as T) === key(first) || key(before.at(-1) as T) === key(last)) return true;
  const keys = new Set(next.map(key));
  return before.some((item) => keys.has(key(item)));
}
