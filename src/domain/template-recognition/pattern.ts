import type { Place } from './shown-content.ts';

/** A variable of a pattern: `id` is the same wherever it is the same variable, `name` what stands between its braces. */
export interface Variable {
  id: string;
  name: string;
  place: Place;
}

/** Fixed texts with variables between them: one text more than variables. */
export interface Pattern {
  literals: readonly string[];
  variables: readonly Variable[];
}

const VARIABLE = /\{\{\s*([^{}]+?)\s*\}\}/;

/** The variables of a text, each once, in the order they come. */
export const variablesOf = (text: string): string[] => [...new Set(parsePattern(text, { kind: 'body' }).variables.map(({ name }) => name))];

/** Takes a text apart at its variables. */
export function parsePattern(text: string, place: Place): Pattern {
  const pieces = text.split(VARIABLE);
  const placeKey = place.kind === 'button' ? `button ${place.index}` : place.kind;
  return {
    literals: pieces.filter((_, index) => index % 2 === 0),
    variables: pieces.filter((_, index) => index % 2 === 1).map((name) => ({ id: `${placeKey} ${name}`, name, place })),
  };
}

/** One pattern after the other, each beginning a line. */
export function joinPatterns([first, ...rest]: readonly Pattern[]): Pattern {
  const literals = [...(first?.literals ?? [''])];
  const variables = [...(first?.variables ?? [])];
  for (const pattern of rest) {
    const [head = '', ...tail] = pattern.literals;
    literals.push(`${literals.pop() ?? ''}\n${head}`, ...tail);
    variables.push(...pattern.variables);
  }
  return { literals, variables };
}

/** The stretch of a text that a variable takes: from, to (excluded). */
export type Span = readonly [number, number];

/** A text as patterns are compared with it. */
export interface ComparedText {
  text: string;
  /**
   * How far a value that begins at a place may reach: WhatsApp takes no line break, no tab and no more than 4 spaces in a row in one (D/templates/components). Never
   * less from one place to the next.
   */
  reach(from: number): number;
  /** Whether a stretch holds nothing but white space. */
  isBlank(from: number, to: number): boolean;
}

/** Looks a text over once, so that comparing it costs the same for every stretch of it. */
export function comparedText(text: string): ComparedText {
  const reach = new Int32Array(text.length + 1).fill(text.length);
  const nextWord = new Int32Array(text.length + 1).fill(text.length);
  let spaces = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at] as string;
    spaces = character === ' ' ? spaces + 1 : 0;
    const isEnd = character === '\n' || character === '\t';
    reach[at] = isEnd ? at : Math.min(reach[at + 1] ?? text.length, spaces >= 5 ? at + 4 : text.length);
    nextWord[at] = /\s/.test(character) ? (nextWord[at + 1] ?? text.length) : at;
  }
  return {
    text,
    reach: (from) => reach[from] ?? text.length,
    isBlank: (from, to) => (nextWord[from] ?? text.length) >= to,
  };
}

/** The steps that were to be enough are used up: what is true of the text is not known. */
export class OutOfSteps extends Error {
  constructor() {
    super('the text could not be compared within the steps that were to be enough');
    this.name = 'OutOfSteps';
  }
}

/** What comparing may cost, all in all. */
export interface StepBudget {
  /** Throws OutOfSteps when fewer are left. */
  spend(steps: number): void;
  spent(): number;
}

export function createStepBudget(most: number): StepBudget {
  let spent = 0;
  return {
    spend(steps) {
      spent += steps;
      if (spent > most) throw new OutOfSteps();
    },
    spent: () => spent,
  };
}

/** Searching and comparing so many characters takes about as long as one step of the search. */
const CHARACTERS_PER_STEP = 1024;
const stepsFor = (characters: number): number => 1 + Math.floor(characters / CHARACTERS_PER_STEP);

/** Whether the fixed texts stand in the text one after the other, from its begin to its end: without that nothing has to be searched. Throws OutOfSteps. */
export function holdsLiterals({ text }: ComparedText, { literals }: Pattern, budget: StepBudget): boolean {
  const [first = '', ...others] = literals;
  budget.spend(1);
  if (!text.startsWith(first)) return false;
  const last = others.pop();
  if (last === undefined) return text === first;
  let from = first.length;
  for (const literal of others) {
    const at = text.indexOf(literal, from);
    budget.spend(stepsFor((at < 0 ? text.length : at) - from) - 1);
    if (at < 0) return false;
    from = at + literal.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/**
 * Finds what each variable stands for when the pattern is the whole text, the shortest values first; undefined when it is not. A value is not blank, goes no further
 * than the text's reach, and is the same wherever its variable is. Takes steps in proportion to text × variables while no variable occurs twice; with some that do it may
 * need exponentially many. Throws OutOfSteps.
 */
export function matchPattern(compared: ComparedText, pattern: Pattern, budget: StepBudget): Span[] | undefined {
  const [first = ''] = pattern.literals;
  if (pattern.variables.length === 0) return compared.text === first ? [] : undefined;
  return compared.text.startsWith(first) ? search(compared, pattern, budget) : undefined;
}

function search({ text, reach, isBlank }: ComparedText, { literals, variables }: Pattern, budget: StepBudget): Span[] | undefined {
  const repeated = repeatedIn(variables);
  const values = new Map<string, string>();
  const known = createKnownValues();
  // Where the rest of the pattern was tried from and failed, by variable, reach and known values: a later start with the same has fewer choices and fails too.
  // For a variable that occurs twice the start itself counts, because it decides the value.
  const failedFrom = new Map<number, number>();

  const searchFrom = (index: number, start: number, state: number): Span[] | undefined => {
    const variable = variables[index];
    if (!variable) return start === text.length ? [] : undefined;
    const { id } = variable;
    const isRepeated = repeated.has(id);
    const end = reach(start);
    const key = (state * variables.length + index) * (text.length + 1) + (isRepeated ? start : end);
    const failed = failedFrom.get(key);
    if (failed !== undefined && start >= failed) return undefined;
    const literal = literals[index + 1] ?? '';
    const value = values.get(id);
    const isLast = index + 1 === variables.length;
    for (const to of value === undefined
      ? endings(text, start, end, literal, isLast, budget)
      : endingOf(value, text, start, literal, budget)) {
      if (isBlank(start, to)) continue;
      const isNew = isRepeated && value === undefined;
      if (isNew) values.set(id, text.slice(start, to));
      const rest = searchFrom(index + 1, to + literal.length, isNew ? known(state, text.slice(start, to)) : state);
      if (rest) return [[start, to], ...rest];
      if (isNew) values.delete(id);
    }
    failedFrom.set(key, Math.min(failed ?? start, start));
    return undefined;
  };
  return searchFrom(0, literals[0]?.length ?? 0, 0);
}

/** Numbers what is known of the values of repeated variables, which always become known in the same order: the same number for the same values. */
function createKnownValues(): (before: number, value: string) => number {
  const after: (Map<string, number> | undefined)[] = [];
  let states = 1;
  return (before, value) => {
    const next = after[before] ?? new Map<string, number>();
    after[before] = next;
    const known = next.get(value);
    if (known !== undefined) return known;
    next.set(value, states);
    return states++;
  };
}

function repeatedIn(variables: readonly Variable[]): Set<string> {
  const ids = variables.map(({ id }) => id);
  return new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
}

/** The one place where a known value may end. */
function endingOf(value: string, text: string, from: number, literal: string, budget: StepBudget): number[] {
  budget.spend(stepsFor(value.length));
  const to = from + value.length;
  return text.startsWith(value, from) && text.startsWith(literal, to) ? [to] : [];
}

/** Where a value that begins at `from` may end so that the next fixed text follows; the last one ends the text. */
function* endings(text: string, from: number, end: number, literal: string, isLast: boolean, budget: StepBudget): Generator<number> {
  if (isLast) {
    const to = text.length - literal.length;
    budget.spend(1);
    if (to > from && to <= end && text.endsWith(literal)) yield to;
    return;
  }
  // At the very end nothing is left for the next variable, and an empty text would be found there for ever.
  for (let at = from; ; ) {
    const to = text.indexOf(literal, at + 1);
    budget.spend(stepsFor((to < 0 ? text.length : to) - at));
    if (to < 0 || to > end || to >= text.length) return;
    yield to;
    at = to;
  }
}
