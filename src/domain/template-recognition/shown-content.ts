import type { ApprovedTemplate, HeaderFile, TemplateButton } from './approved-template.ts';

/** A place of a template, as a salesperson reads of it. `index` counts the buttons. */
export type Place = { kind: 'header' } | { kind: 'body' } | { kind: 'footer' } | { kind: 'button'; index: number; label: string };

/** One part of what is shown of a template; `variables` says whether its double braces are some. */
export interface ShownPart {
  place: Place;
  text: string;
  variables: boolean;
  /** A line that stands for something which is no text: a file in the header, a button. */
  standsFor?: HeaderFile | 'button';
}

/**
 * What a salesperson sees of a template, and sends back with the variables filled in; one part per line or lines, in the order of the message: the header's text, or
 * `[image]`, `[video]`, `[document]` for a file; the body; the footer; one line per button, `[label]`, followed by what has a variable in it (`[Track] https://x.example/{{1}}`,
 * `[Copy code] {{code}}`). The contract has no other place for them.
 */
export function shownParts({ header, body, footer, buttons }: ApprovedTemplate): ShownPart[] {
  const parts: ShownPart[] = [];
  if (header?.kind === 'text') parts.push({ place: { kind: 'header' }, text: header.text, variables: true });
  else if (header && header.kind !== 'other')
    parts.push({ place: { kind: 'header' }, text: `[${header.kind}]`, variables: false, standsFor: header.kind });
  parts.push({ place: { kind: 'body' }, text: body, variables: true });
  if (footer !== null) parts.push({ place: { kind: 'footer' }, text: footer, variables: false });
  for (const [index, button] of buttons.entries()) {
    const value = valueShown(button);
    const place: Place = { kind: 'button', index, label: button.label };
    const text = value === '' ? `[${button.label}]` : `[${button.label}] ${value}`;
    parts.push({ place, text, variables: value !== '', standsFor: 'button' });
  }
  return parts;
}

/** The text of the contract's template. */
export const shownContent = (template: ApprovedTemplate): string =>
  shownParts(template)
    .map(({ text }) => text)
    .join('\n');

function valueShown(button: TemplateButton): string {
  if (button.kind === 'copy-code') return '{{code}}';
  return button.kind === 'url' && button.url.includes('{{') ? button.url : '';
}

/** Why a template can never be sent from an inbox; undefined when it can. */
export function whyUnsendable({ header, buttons, others }: ApprovedTemplate): string | undefined {
  const needs = [
    ...(header?.kind === 'other' ? [`a ${header.what} in its header`] : []),
    ...buttons.flatMap((button) => (button.kind === 'other' ? [`what its button “${button.label}” opens (${button.what})`] : [])),
    ...others.map((what) => `what its ${what} shows`),
  ];
  return needs.length === 0 ? undefined : `it needs ${needs.join(' and ')}, which cannot be given from here`;
}
