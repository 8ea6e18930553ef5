import { type RenderOptions, render } from 'lit-html';
import { createBalance } from '../components/balance.ts';
import type { Dialogs } from '../components/dialog.ts';
import { errorNotice } from '../components/notice.ts';
import type { Toasts } from '../components/toasts.ts';
import type { Api } from './api.ts';
import type { Addresses, RunningView, View } from './context.ts';
import type { Live } from './live.ts';

export interface Session {
  readonly about: Addresses;
  readonly views: readonly View[];
  readonly live: Live;
  /** In sight in every view. */
  readonly balance: HTMLElement;
  placeOf(view: View): HTMLElement;
  /** Shows this view and hides the others; the first time it starts it. */
  open(view: View): void;
  stop(): void;
}

export interface SessionParts {
  about: Addresses;
  views: readonly View[];
  api: Api;
  live: Live;
  toasts: Toasts;
  dialogs: Dialogs;
}

/** The views of one visit, from the sign-in to the sign-out. Each lives in an element of its own, so that going to and fro loses nothing. */
export function createSession({ about, views, ...parts }: SessionParts): Session {
  const balance = createBalance(parts);
  const running = new Map<View, { view: RunningView; update(): void }>();
  const places = new Map(views.map((view) => [view, createPlace(view)]));
  const placeOf = (view: View): HTMLElement => places.get(view) as HTMLElement;

  const start = (view: View): { view: RunningView; update(): void } => {
    const place = placeOf(view);
    const update = oncePerPicture(() => draw(started.view, place));
    const started = { view: view.start({ ...parts, about, update }), update };
    draw(started.view, place);
    return started;
  };

  return {
    about,
    views,
    live: parts.live,
    balance: balance.element,
    placeOf,
    open(view) {
      for (const [other, place] of places) place.hidden = other !== view;
      const known = running.get(view) ?? start(view);
      running.set(view, known);
      known.view.shown?.();
    },
    stop() {
      balance.stop();
      parts.live.stop();
      parts.dialogs.closeAll();
      parts.toasts.clear();
      for (const { view } of running.values()) view.stop?.();
      running.clear();
    },
  };
}

function createPlace({ id, title }: View): HTMLElement {
  const place = document.createElement('section');
  place.className = `view view-${id}`;
  place.setAttribute('aria-label', title);
  place.hidden = true;
  return place;
}

/** A view that cannot be drawn says so and leaves the others alone. */
function draw(view: RunningView, place: HTMLElement, options?: RenderOptions): void {
  try {
    render(view.render(), place, options);
  } catch (error) {
    console.error(error);
    render(errorNotice(error), place, options);
  }
}

/** However often it is called, it runs once before the browser paints; a hidden tab paints nothing, so that it has a timer. */
function oncePerPicture(run: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    const now = () => {
      isDue = false;
      run();
    };
    if (document.visibilityState === 'visible') requestAnimationFrame(now);
    else setTimeout(now, 100);
  };
}
