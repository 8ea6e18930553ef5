import type { ApprovedTemplate, FileKind } from './approved-template.ts';
import { type CompiledTemplate, compileTemplate } from './compile.ts';
import { createStepBudget, OutOfSteps, type StepBudget } from './pattern.ts';
import { type Reading, readAs, readText, shownToCustomer } from './recognise.ts';
import { wordsOf } from './written-text.ts';

/**
 * What comparing one text with all templates may cost together: measured, a tenth of a second of processor time at most. A text that somebody filled in needs a few steps for each template that
 * shares its longest word; only a text made for it, or one that repeats itself hundreds of times, comes near.
 */
export const MOST_STEPS = 100_000;

/** All templates of an account, compiled. */
export interface TemplateIndex {
  /** Those that can be sent from an inbox. */
  sendable: readonly CompiledTemplate[];
  /** Every template that the text can be read as, best first: what can be sent and leaves nothing out, then what can be sent, then what has a problem. */
  recognise(text: string, files: readonly FileKind[], budget?: StepBudget): Recognised;
  /** The templates whose words are nearest to the text. */
  nearest(text: string, most: number): ApprovedTemplate[];
  /** The same without some templates. */
  without(isGone: (template: ApprovedTemplate) => boolean): TemplateIndex;
}

/**
 * What a text is: one template (`sure`), any of several that would be received differently (`several`), one that cannot be sent like this (`problem`), or none; `undecided`
 * when comparing it with all of them would take too long, so that it may be any of these.
 */
export type Recognised =
  | { kind: 'none' }
  | { kind: 'undecided' }
  | { kind: 'sure'; reading: Reading }
  | { kind: 'several'; readings: readonly Reading[] }
  | { kind: 'problem'; reading: Reading };

/** Compiles a catalogue. Looking a text up costs time by its words, not by the number of templates. */
export function createTemplateIndex(templates: readonly ApprovedTemplate[]): TemplateIndex {
  const compiled = [...new Map(templates.map((template) => [`${template.name} ${template.language}`, template])).values()].map(
    compileTemplate,
  );
  return indexOf(compiled);
}

function indexOf(compiled: readonly CompiledTemplate[]): TemplateIndex {
  const byKeyword = Map.groupBy(compiled, ({ keyword }) => keyword);
  const sendable = compiled.filter(({ unsendable }) => unsendable === undefined);
  return {
    sendable,
    recognise(text, files, budget = createStepBudget(MOST_STEPS)) {
      const read = readText(text);
      const words = new Set<string | undefined>(wordsOf(read.compared.text));
      // Those without a keyword are always tried.
      words.add(undefined);
      try {
        return judge(
          [...words].flatMap((word) => byKeyword.get(word) ?? []).flatMap((template) => readAs(template, read, files, budget) ?? []),
        );
      } catch (error) {
        if (error instanceof OutOfSteps) return { kind: 'undecided' };
        throw error;
      }
    },
    nearest: (text, most) => nearest(sendable, text, most),
    without: (isGone) => indexOf(compiled.filter(({ template }) => !isGone(template))),
  };
}

function judge(readings: readonly Reading[]): Recognised {
  const possible = readings.filter(({ problem }) => problem === undefined);
  const whole = possible.filter(({ variant }) => variant.whole);
  const candidates = (whole.length > 0 ? whole : possible).toSorted(byPreference);
  const [first] = candidates;
  if (!first) {
    const [worst] = readings.toSorted((one, other) => rankOfProblem(one) - rankOfProblem(other) || byPreference(one, other));
    return worst ? { kind: 'problem', reading: worst } : { kind: 'none' };
  }
  const different = [...new Map(candidates.map((reading) => [shownToCustomer(reading), reading])).values()];
  return different.length === 1 ? { kind: 'sure', reading: first } : { kind: 'several', readings: candidates };
}

/** A variable that was left unfilled says most surely that this template is meant; then whatever leaves out least. */
const rankOfProblem = ({ unfilled, variant }: Reading): number => (unfilled ? 0 : 1 + variant.missing.length);

/** The template with more words of its own first, then by name: the same text ends as the same template every time. */
function byPreference(one: Reading, other: Reading): number {
  const lengthOf = ({ values }: Reading) => values.reduce((sum, { text }) => sum + text.length, 0);
  return lengthOf(one) - lengthOf(other) || (keyOf(one) < keyOf(other) ? -1 : 1);
}

const keyOf = ({ compiled: { template } }: Reading): string => `${template.name} ${template.language}`;

function nearest(compiled: readonly CompiledTemplate[], text: string, most: number): ApprovedTemplate[] {
  const words = new Set(wordsOf(text));
  const nearness = (one: CompiledTemplate): number => {
    const own = one.words();
    let shared = 0;
    for (const word of own) if (words.has(word)) shared += 1;
    return (2 * shared) / Math.max(1, own.size + words.size);
  };
  return compiled
    .map((one) => ({ template: one.template, nearness: nearness(one) }))
    .toSorted((one, other) => other.nearness - one.nearness || (one.template.name < other.template.name ? -1 : 1))
    .slice(0, most)
    .map(({ template }) => template);
}
