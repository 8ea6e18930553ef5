import type { TemplateMessage } from '../../store/records.ts';
import type { FileKind } from './approved-template.ts';
import type { CompiledTemplate, Variant } from './compile.ts';
import { type ComparedText, comparedText, holdsLiterals, matchPattern, type StepBudget } from './pattern.ts';
import { templateMessage } from './template-message.ts';
import { filledIn, inPlace, problemOfValues, type WrittenValue } from './values.ts';
import { plainSpaces, writtenText } from './written-text.ts';

/** A text read as a template. */
export interface Reading {
  compiled: CompiledTemplate;
  variant: Variant;
  values: readonly WrittenValue[];
  /** Why it cannot be sent like this; undefined when it can. */
  problem: string | undefined;
  /** The problem is a variable left as it stands in the template, which nobody wants a customer to read. */
  unfilled: boolean;
}

/** A text made ready for being compared with many templates. */
export interface ReadText {
  written: string;
  /** Character by character the same as `written`, for comparing. */
  compared: ComparedText;
}

export function readText(text: string): ReadText {
  const written = writtenText(text);
  return { written, compared: comparedText(plainSpaces(written)) };
}

/**
 * Reads a text as a template with these files beside it. The reading that leaves out least comes first; one that can be sent before one that cannot. Throws OutOfSteps
 * when the budget is used up.
 */
export function readAs(
  compiled: CompiledTemplate,
  { written, compared }: ReadText,
  files: readonly FileKind[],
  budget: StepBudget,
): Reading | undefined {
  const possible = compiled.variants().filter(({ pattern }) => holdsLiterals(compared, pattern, budget));
  let withProblem: Reading | undefined;
  // A second time with values as long as they please, to say what is wrong with them.
  for (const comparing of [compared, { ...compared, reach: () => written.length }]) {
    for (const variant of possible) {
      const spans = matchPattern(comparing, variant.pattern, budget);
      if (!spans) continue;
      const values = spans.flatMap(([from, to], index) => {
        const variable = variant.pattern.variables[index];
        return variable ? [{ variable, text: written.slice(from, to) }] : [];
      });
      const reading = { compiled, variant, values, ...problemOf(compiled, variant, values, files) };
      if (reading.problem === undefined) return reading;
      // What is left out is named last: the text with everything in it tells more.
      if (!withProblem || (withProblem.variant.missing.length > variant.missing.length && !withProblem.unfilled)) withProblem = reading;
    }
    if (withProblem) return withProblem;
  }
  return undefined;
}

function problemOf(
  { template, unsendable }: CompiledTemplate,
  { missing }: Variant,
  values: readonly WrittenValue[],
  files: readonly FileKind[],
): Pick<Reading, 'problem' | 'unfilled'> {
  const ofValues = problemOfValues(template, values);
  if (ofValues?.unfilled) return { problem: ofValues.reason, unfilled: true };
  const [left] = missing;
  const problem =
    unsendable ??
    (left ? `the value ${inPlace(left)} is missing` : undefined) ??
    ofValues?.reason ??
    problemOfFiles(template.header, files);
  return { problem, unfilled: false };
}

function problemOfFiles(header: CompiledTemplate['template']['header'], files: readonly FileKind[]): string | undefined {
  const wanted = header && header.kind !== 'text' && header.kind !== 'other' ? header.kind : undefined;
  if (wanted === undefined) return files.length > 0 ? 'it has no place for a file; send it without one' : undefined;
  const article = wanted === 'image' ? 'an' : 'a';
  if (files.length !== 1) return `it needs exactly one file, ${article} ${wanted}, for its header`;
  return files[0] === wanted ? undefined : `the file for its header has to be ${article} ${wanted}`;
}

/** What the customer gets, as text to compare: two readings with the same are the same message at the same price. */
export function shownToCustomer({ compiled: { template }, values }: Reading): string {
  const { header, body, footer, buttons, category } = template;
  const filledButtons = buttons.map((button, index) =>
    button.kind === 'url' ? { ...button, url: filledIn(button.url, { kind: 'button', index, label: button.label }, values) } : button,
  );
  const codes = values.filter(({ variable }) => variable.place.kind === 'button').map(({ text }) => text);
  const head = header?.kind === 'text' ? filledIn(header.text, { kind: 'header' }, values) : header?.kind;
  return JSON.stringify([category, head, filledIn(body, { kind: 'body' }, values), footer, filledButtons, codes]);
}

/** The message of a reading without a problem. */
export const messageOf = ({ compiled: { template }, values }: Reading): TemplateMessage => templateMessage(template, values);
