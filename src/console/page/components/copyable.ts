import { html, type TemplateResult } from 'lit-html';
import { copyText } from './copy-text.ts';
import type { Toasts } from './toasts.ts';

/** A text to be entered elsewhere, with a button that copies it. `label` says what it is. */
export const copyable = (label: string, value: string, toasts: Toasts): TemplateResult => html`
  <div class="copyable">
    <code class="copyable-value">${value}</code>
    <button class="button button-small" type="button" aria-label="Copy: ${label}" @click=${() => void copyText(value, `${label} copied`, toasts)}>Copy</button>
  </div>
`;
