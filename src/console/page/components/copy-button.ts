import { html, type TemplateResult } from 'lit-html';
import { icon } from './icon.ts';
import type { Toasts } from './toasts.ts';

/** Copies a text, and says so; where the browser does not allow it, says what to do instead. */
export const copyButton = (label: string, text: () => string, toasts: Toasts): TemplateResult => html`
  <button class="button-icon" type="button" aria-label=${label} title=${label} @click=${() => void copy(text(), toasts)}>${icon('copy')}</button>
`;

async function copy(text: string, toasts: Toasts): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.say({ tone: 'good', title: 'Copied' });
  } catch {
    toasts.say({
      tone: 'bad',
      title: 'The browser did not let this page copy',
      detail: 'Mark the text and copy it by keyboard. Browsers allow the button only over HTTPS and on localhost.',
    });
  }
}
