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

/** Repeated variables make the search exponential in theory; nobody's template comes near this many steps. */
const MOST_STEPS = 50_000;

/**
 * For each place of a text, how far a value that begins there may reach: WhatsApp takes no line break, no tab and no more than 4 spaces in a row in one
 * (D/templates/components).
 */
export function reachOfValues(text: string): (from: number) => number {
  const reach = new Int32Array(text.length + 1).fill(text.length);
  let spaces = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at];
    spaces = character === ' ' ? spaces + 1 : 0;
    const isEnd = character === '\n' || character === '\t';
    reach[at] = isEnd ? at : Math.min(reach[at + 1] ?? text.length, spaces >= 5 ? at + 4 : text.length);
  }
  return (from) => reach[from] ?? text.length;
}

/**
 * Finds what each variable stands for when the pattern is the whole text, the shortest values first; undefined when it is not. A value is not blank, goes no further
 * than `reach` says (which never gets less from one place to the next), and is the same wherever its variable is. Takes time in proportion to text × variables while no
 * variable occurs twice.
 */
export function matchPattern(text: string, { literals, variables }: Pattern, reach: (from: number) => number): Span[] | undefined {
  const last = literals.length - 1;
  const [first = ''] = literals;
  if (!text.startsWith(first)) return undefined;
  if (last === 0) return text === first ? [] : undefined;
  const repeated = repeatedIn(variables);
  const bound = new Map<string, string>();
  // Where the rest of the pattern was tried from and failed, by variable, reach and what is bound: a later start with the same has fewer choices and fails too.
  // For a variable that occurs twice the start itself counts, because it decides the value.
  const failedFrom = new Map<string, number>();
  let steps = 0;

  const search = (index: number, from: number): Span[] | undefined => {
    if (index === last) return from === text.length ? [] : undefined;
    const end = reach(from);
    const id = variables[index]?.id ?? '';
    const isRepeated = repeated.has(id);
    const key = JSON.stringify([index, isRepeated ? from : end, isRepeated, ...bound]);
    const failed = failedFrom.get(key);
    if (failed !== undefined && from >= failed) return undefined;
    const known = bound.get(id);
    const literal = literals[index + 1] ?? '';
    const isLast = index + 1 === last;
    for (const to of known === undefined ? endings(text, from, end, literal, isLast) : endingOf(known, text, from, literal)) {
      steps += 1;
      if (repeated.size > 0 && steps > MOST_STEPS) return undefined;
      const value = text.slice(from, to);
      if (value.trim() === '') continue;
      if (known === undefined && isRepeated) bound.set(id, value);
      const rest = search(index + 1, to + literal.length);
      if (rest) return [[from, to], ...rest];
      if (known === undefined) bound.delete(id);
    }
    failedFrom.set(key, Math.min(failed ?? from, from));
    return undefined;
  };
  return search(0, first.length);
}

function repeatedIn(variables: readonly Variable[]): Set<string> {
  const ids = variables.map(({ id }) => id);
  return new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
}

/** The one place where a known value may end. */
function endingOf(value: string, text: string, from: number, literal: string): number[] {
  return text.startsWith(`${value}${literal}`, from) ? [from + value.length] : [];
}

/** Where a value that begins at `from` may end so that the next fixed text follows; the last one ends the text. */
function* endings(text: string, from: number, end: number, literal: string, isLast: boolean): Generator<number> {
  if (isLast) {
    const to = text.length - literal.length;
    if (to > from && to <= end && text.endsWith(literal)) yield to;
    return;
  }
  // At the very end nothing is left for the next variable, and an empty text would be found there for ever.
  for (let to = text.indexOf(literal, from + 1); to >= 0 && to <= end && to < text.length; to = text.indexOf(literal, to + 1)) yield to;
}
