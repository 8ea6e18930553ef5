import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from './icon.ts';

export interface Toast {
  tone: 'good' | 'bad' | 'plain';
  title: string;
  /** What happened, or what to do. */
  detail?: string;
  action?: { label: string; run(): void };
}

export interface Toasts {
  say(toast: Toast): void;
  /** Says what went wrong with an action, in the words of the provider. */
  fail(error: unknown): void;
  clear(): void;
  render(): TemplateResult;
}

/** Good news goes away by itself; everything else stays until it was read. */
const SHOWN_MS = 6000;
const MOST = 4;

/** Short news in the corner, read out by screen readers. */
export function createToasts(changed: () => void): Toasts {
  let shown: (Toast & { id: number })[] = [];
  let next = 0;
  const drop = (id: number): void => {
    shown = shown.filter((toast) => toast.id !== id);
    changed();
  };
  const act = (id: number, { run }: NonNullable<Toast['action']>): void => {
    drop(id);
    run();
  };
  const say = (toast: Toast): void => {
    const id = next++;
    // The same failure again replaces itself: a list of one sentence tells nothing more.
    const others = shown.filter(({ title, detail }) => title !== toast.title || detail !== toast.detail);
    shown = [...others, { ...toast, id }].slice(-MOST);
    if (toast.tone === 'good' && !toast.action) setTimeout(() => drop(id), SHOWN_MS);
    changed();
  };
  return {
    say,
    fail(error) {
      const { title, message } = error as { title?: string; message?: string };
      if (title === undefined) {
        console.error(error);
        say({ tone: 'bad', title: 'This page made a mistake', detail: 'Load the page anew. The browser’s console holds the cause.' });
      } else say({ tone: 'bad', title, ...(message === undefined ? {} : { detail: message }) });
    },
    clear() {
      shown = [];
      changed();
    },
    render: () => html`
      <div class="toasts" role="status" aria-live="polite">
        ${repeat(
          shown,
          ({ id }) => id,
          ({ id, tone, title, detail, action }) => html`
            <div class="toast toast-${tone}">
              ${icon(tone === 'bad' ? 'bad' : 'good')}
              <div class="toast-text">
                <strong>${title}</strong>
                ${detail ? html`<p>${detail}</p>` : nothing}
                ${action ? html`<button class="button button-small" type="button" @click=${() => act(id, action)}>${action.label}</button>` : nothing}
              </div>
              <button class="button-icon" type="button" aria-label="Dismiss: ${title}" @click=${() => drop(id)}>${icon('close')}</button>
            </div>
          `,
        )}
      </div>
    `,
  };
}
