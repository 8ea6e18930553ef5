import { html, type TemplateResult } from 'lit-html';
import { copyText } from './copy-text.ts';
import { icon } from './icon.ts';
import type { Toasts } from './toasts.ts';

/** Copies a text, and says so; where the browser does not allow it, says what to do instead. */
export const copyButton = (label: string, text: () => string, toasts: Toasts): TemplateResult => html`
  <button class="button-icon" type="button" aria-label=${label} title=${label} @click=${() => void copyText(text(), 'Copied', toasts)}>${icon('copy')}</button>
`;
