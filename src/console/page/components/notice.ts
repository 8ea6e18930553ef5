import { html, nothing, type TemplateResult } from 'lit-html';
import { type IconName, icon } from './icon.ts';

export interface Notice {
  icon: IconName;
  title: string;
  /** What the person can do about it. */
  advice: string | TemplateResult;
  action?: { label: string; run(): void };
}

/** A place that has nothing to show, and says what to do. */
export const emptyState = ({ icon: name, title, advice, action }: Notice): TemplateResult => html`
  <div class="empty">
    <span class="empty-mark">${icon(name)}</span>
    <h2>${title}</h2>
    <p>${advice}</p>
    ${action ? html`<button class="button" type="button" @click=${action.run}>${action.label}</button>` : nothing}
  </div>
`;

/** Something that could not be read or done, with the way out. */
export function errorNotice(error: unknown, retry?: () => void): TemplateResult {
  const { title, message, requestId } = error as { title?: string; message?: string; requestId?: string | null };
  return html`
    <div class="notice notice-bad" role="alert">
      ${icon('bad')}
      <div>
        <strong>${title ?? 'This page made a mistake'}</strong>
        <p>${title ? message : 'Load the page anew. If it stays, the browser’s console holds the cause.'}</p>
        ${requestId ? html`<p class="quiet">Request <code>${requestId}</code> in the provider’s log</p>` : nothing}
        ${retry ? html`<button class="button" type="button" @click=${retry}>Try again</button>` : nothing}
      </div>
    </div>
  `;
}
