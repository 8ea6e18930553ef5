import {
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
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
  /** Shows these rows. Those that stay keep their place on the screen, also when older ones come in front. */
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
  let placed = false;
  let unseen = false;

  const options = (): VirtualizerOptions<HTMLElement, HTMLElement> => ({
    count: items.length,
    getScrollElement: () => scroller,
    estimateSize: () => estimatePx,
    getItemKey: (index) => key(items[index] as T),
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    measureElement,
    overscan: OVERSCAN_ROWS,
    anchorTo: anchor,
    followOnAppend: anchor === 'end',
    scrollEndThreshold: END_PX,
    onChange: () => draw(),
  });
  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(options());

  const draw = (): void => {
    const shown = virtualizer.getVirtualItems();
    // Heights and places go through the object model: the page's policy allows no style attributes.
    rows.style.height = `${virtualizer.getTotalSize()}px`;
    render(
      repeat(
        shown,
        ({ key: rowKey }) => rowKey,
        ({ index }) => html`
          <div class="windowed-row" role="listitem" data-index=${index} aria-setsize=${items.length} aria-posinset=${index + 1}>
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

  const unmount = virtualizer._didMount();
  virtualizer._willUpdate();
  // The first rows are placed once the list has a height, which it has not before it stands in the page.
  const sized = new ResizeObserver(() => placeFirst());
  sized.observe(scroller);
  const placeFirst = (): void => {
    if (placed || items.length === 0 || scroller.clientHeight === 0) return;
    placed = true;
    if (anchor === 'end') virtualizer.scrollToEnd();
  };

  return {
    element,
    show(next) {
      const grew = items.length > 0 && next.length > items.length && key(next.at(-1) as T) !== key(items.at(-1) as T);
      if (grew && !virtualizer.isAtEnd(END_PX)) unseen = true;
      items = next;
      if (items.length === 0) placed = false;
      virtualizer.setOptions(options());
      virtualizer._willUpdate();
      draw();
      placeFirst();
    },
    refresh: draw,
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
