import { parse } from 'yaml';
import { UnusableDocument } from '../contract-diff/document.ts';
import type { Difference } from './differences.ts';

/** What we decided about some differences. */
export interface Ruling {
  /** The differences it is about; `*` stands for anything, `?` for one character. */
  differences: readonly string[];
  ruling: string;
  /** The name of a ruling in openapi/README.md that says more. */
  reference?: string;
}

export interface Judged {
  /** Each ruling with the differences it settles; a difference belongs to the first that fits. */
  ruled: { ruling: Ruling; differences: Difference[] }[];
  unruled: Difference[];
  /** Patterns that settle nothing. */
  stale: string[];
}

/** Reads the rulings. Throws UnusableDocument when one lacks its reason or refers to a ruling that openapi/README.md does not hold. */
export function readRulings(text: string, readme: string): Ruling[] {
  const rulings = parse(text) as Ruling[];
  const [, table = ''] = readme.split('## Where the vendors contradict themselves');
  const names = [...table.matchAll(/^\| ([^|]+) \|/gm)].map(([, name]) => name);
  for (const { differences, ruling, reference } of rulings) {
    if (!differences?.length || !ruling)
      throw new UnusableDocument(`A ruling lacks its differences or its reason: ${JSON.stringify({ differences, ruling })}`);
    if (reference !== undefined && !names.includes(reference))
      throw new UnusableDocument(`openapi/README.md has no ruling "${reference}".`);
  }
  return rulings;
}

/** Matches differences with rulings. */
export function applyRulings(differences: readonly Difference[], rulings: readonly Ruling[]): Judged {
  const compiled = rulings.map((ruling) => ({
    ruling,
    patterns: ruling.differences.map((text) => ({ text, expression: compile(text), used: false })),
  }));
  const ruled = new Map<Ruling, Difference[]>(rulings.map((ruling) => [ruling, []]));
  const unruled: Difference[] = [];
  for (const difference of differences) {
    const fitting = compiled.flatMap(({ ruling, patterns }) =>
      patterns.filter(({ expression }) => expression.test(difference.key)).map((pattern) => ({ ruling, pattern })),
    );
    for (const { pattern } of fitting) pattern.used = true;
    const [first] = fitting;
    if (first) ruled.get(first.ruling)?.push(difference);
    else unruled.push(difference);
  }
  return {
    ruled: [...ruled].map(([ruling, settled]) => ({ ruling, differences: settled })),
    unruled,
    stale: compiled.flatMap(({ patterns }) => patterns.filter(({ used }) => !used).map(({ text }) => text)),
  };
}

/** `*` is anything, `?` one character. */
const compile = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
