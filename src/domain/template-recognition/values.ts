import type { ApprovedTemplate } from './approved-template.ts';
import type { Variable } from './pattern.ts';
import type { Place } from './shown-content.ts';

/** What was written for one variable. */
export interface WrittenValue {
  variable: Variable;
  text: string;
}

/** Most characters of a header with its value, of an address, of a code to copy (D/templates/components), and of a body beside other components. */
const LIMITS = { header: 60, url: 2000, code: 20, body: 1024 };

export interface ValueProblem {
  /** A variable was left as it stands in the template. */
  unfilled: boolean;
  reason: string;
}

/** Why WhatsApp would not take these values, named by place; undefined when it would. */
export function problemOfValues(template: ApprovedTemplate, values: readonly WrittenValue[]): ValueProblem | undefined {
  const unfilled = values.find(({ text }) => /\{\{[^{}]*\}\}/.test(text));
  if (unfilled) return { unfilled: true, reason: `fill in {{${unfilled.variable.name}}} ${inPlace(unfilled.variable.place)}` };
  const reason = firstOf(values, reasonOfValue) ?? reasonOfLength(template, values);
  return reason === undefined ? undefined : { unfilled: false, reason };
}

/** A text with its variables filled in; those without a value stay. */
export const filledIn = (text: string, place: Place, values: readonly WrittenValue[]): string =>
  text.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (whole, name: string) => valueAt(place, name, values) ?? whole);

/** Where a variable is, in a sentence. */
export function inPlace(place: Place): string {
  return place.kind === 'button' ? `in the button “${place.label}”` : `in the ${place.kind}`;
}

function reasonOfValue({ variable, text }: WrittenValue): string | undefined {
  const name = `the value of {{${variable.name}}} ${inPlace(variable.place)}`;
  if (/[\r\n]/.test(text)) return `${name} may have no line break`;
  if (text.includes('\t')) return `${name} may have no tab`;
  if (text.includes('     ')) return `${name} may have at most 4 spaces in a row`;
  if (variable.place.kind === 'button' && /\s/.test(text)) return `${name} may have no spaces`;
  return undefined;
}

function reasonOfLength({ header, body, footer, buttons }: ApprovedTemplate, values: readonly WrittenValue[]): string | undefined {
  const tooLong = (text: string, most: number, what: string) =>
    [...text].length > most ? `${what} has more than ${most} characters with its values` : undefined;
  const ofHeader =
    header?.kind === 'text' ? tooLong(filledIn(header.text, { kind: 'header' }, values), LIMITS.header, 'the header') : undefined;
  // A template that is its body alone may be longer than any message of ours.
  const hasMore = header !== null || footer !== null || buttons.length > 0;
  const ofBody = hasMore ? tooLong(filledIn(body, { kind: 'body' }, values), LIMITS.body, 'the body') : undefined;
  const ofButtons = [...buttons.entries()].map(([index, button]) => {
    const place: Place = { kind: 'button', index, label: button.label };
    if (button.kind === 'url')
      return tooLong(filledIn(button.url, place, values), LIMITS.url, `the address of the button “${button.label}”`);
    if (button.kind === 'copy-code') return tooLong(valueAt(place, 'code', values) ?? '', LIMITS.code, 'the code to copy');
    return undefined;
  });
  return ofHeader ?? ofBody ?? ofButtons.find((reason) => reason !== undefined);
}

/** The value of a variable at a place. */
export function valueAt(place: Place, name: string, values: readonly WrittenValue[]): string | undefined {
  return values.find(({ variable }) => variable.name === name && samePlace(variable.place, place))?.text;
}

const samePlace = (one: Place, other: Place): boolean =>
  one.kind === 'button' && other.kind === 'button' ? one.index === other.index : one.kind === other.kind;

function firstOf<T, R>(list: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
