import { html, type TemplateResult } from 'lit-html';

/** Outlines on a grid of 24, drawn in the colour of the text around them. */
const paths = {
  talk: 'M4 5.500h11a1.500 1.500 0 0 1 1.500 1.500v6a1.500 1.500 0 0 1-1.500 1.500H9l-3.500 3v-3H4A1.500 1.500 0 0 1 2.500 13V7A1.500 1.500 0 0 1 4 5.500zM19.500 9H20a1.500 1.500 0 0 1 1.500 1.500v6A1.500 1.500 0 0 1 20 18h-1v2.500L16 18h-4',
  inside: 'M3 6h10M3 12h7M3 18h7M17 9.500a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM20 16.500l2.500 2.500',
  trouble: 'M12 4a8.500 8.500 0 1 0 8.500 8.500M12 8v4.500l3 2M17.500 3.500v5M17.500 11v.1',
  setup: 'M4 6l1.500 1.500L8 5M4 12l1.500 1.500L8 11M4 18l1.500 1.500L8 17M12 6.500h8.500M12 12.500h8.500M12 18.500h8.500',
  contracts:
    'M7 3.500h7l4 4v13H7a1.500 1.500 0 0 1-1.500-1.500V5A1.500 1.500 0 0 1 7 3.500zM14 3.500v4h4M9 12l-1.500 2L9 16M13.500 12l1.500 2-1.500 2',
  close: 'M6 6l12 12M18 6L6 18',
  good: 'M5 12.500l4.500 4.500L19 7.500',
  bad: 'M12 7v6M12 16.500v.1M12 3.500a8.500 8.500 0 1 1 0 17 8.500 8.500 0 0 1 0-17z',
  down: 'M6 9.500l6 6 6-6',
  out: 'M14 4.500h4A1.500 1.500 0 0 1 19.500 6v12a1.500 1.500 0 0 1-1.500 1.500h-4M4 12h10M10.500 8.500L14 12l-3.500 3.500',
  key: 'M14.500 4a5.500 5.500 0 1 1-2 10.600L10 17H8v2H6v2H3v-3l6.400-6.400A5.500 5.500 0 0 1 14.500 4zM16 8.500v.1',
} as const;

export type IconName = keyof typeof paths;

/** A drawing that says nothing by itself: the words stand beside it, or in the label of its button. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${paths[name]} /></svg>`;
