import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { connectionState } from '../components/connection.ts';
import { icon } from '../components/icon.ts';
import type { Addresses, View } from './context.ts';
import type { Connection } from './live.ts';

export interface FrameParts {
  about: Addresses;
  views: readonly View[];
  current: View;
  connection: Connection;
  balance: HTMLElement;
  /** The element that a view fills. */
  placeOf(view: View): HTMLElement;
  reconnect(): void;
  /** Undefined where nobody signs in. */
  signOut: (() => void) | undefined;
}

/** Everything around the views: what this is, where one can go, whether it is live. */
export const frame = ({ about, views, current, balance, connection, placeOf, reconnect, signOut }: FrameParts): TemplateResult => html`
  <a class="skip" href="#content" @click=${skipToContent}>Skip to the content</a>
  <header class="bar">
    <div class="brand">
      <img src="/assets/icons/mark.svg" alt="" width="24" height="24" />
      <span class="brand-name">Messaging provider</span>
      <span class="pill pill-${about.mode}" title="Version ${about.version}">${about.mode === 'sandbox' ? 'Sandbox' : 'Real accounts'}</span>
    </div>
    <nav class="views" aria-label="Views">
      ${views.map(
        (view) => html`
          <a href="#/${view.id}" aria-current=${view === current ? 'page' : nothing}>${icon(view.id)}<span>${view.title}</span></a>
        `,
      )}
    </nav>
    <div class="bar-end">
      ${connectionState(connection, reconnect)}
      ${signOut ? html`<button class="button-icon" type="button" aria-label="Sign out" title="Sign out" @click=${signOut}>${icon('out')}</button>` : nothing}
    </div>
  </header>
  ${balance}
  <main id="content" tabindex="-1" aria-labelledby="view-title">
    <h1 class="sr-only" id="view-title">${current.title}</h1>
    ${repeat(
      views,
      ({ id }) => id,
      (view) => placeOf(view),
    )}
  </main>
`;

/** The address names the view, so that this link must not become one. */
function skipToContent(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
