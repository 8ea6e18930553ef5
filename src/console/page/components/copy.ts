import { html, type TemplateResult } from 'lit-html';
import type { Toasts } from './toasts.ts';

/** A text to be entered elsewhere, with a button that copies it. `label` says what it is. */
export const copyable = (label: string, value: string, toasts: Toasts): TemplateResult => html`
  <div class="copyable">
    <code class="copyable-value">${value}</code>
    <button class="button button-small" type="button" aria-label="Copy: ${label}" @click=${() => void copy(label, value, toasts)}>Copy</button>
  </div>
`;

async function copy(label: string, value: string, toasts: Toasts): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
    toasts.say({ tone: 'good', title: `${label} copied` });
  } catch {
    // Without https, or where the browser was told no.
    toasts.say({ tone: 'bad', title: 'The browser did not let it be copied', detail: 'Select the text and copy it by hand.' });
  }
}
