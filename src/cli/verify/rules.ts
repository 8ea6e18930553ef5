import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Rule } from './rule.ts';

const folder = fileURLToPath(new URL('rules', import.meta.url));
const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** What can fail with the simplest provider comes first, so that a run by a beginner tells the nearest step first. */
const FOLDERS = ['contract', 'reliable', 'incidents', 'whatsapp-in-full', 'pipedrive-in-full'] as const;

/**
 * Every rule there is, in a stable order: by folder, then by file, then as they stand in their file. A rule belongs by being exported in a list
 * from a file below rules/. Throws when a name is wrong or taken.
 */
export async function loadRules(): Promise<readonly Rule[]> {
  // Sources in a checkout, compiled files where the package is installed.
  const extension = extname(import.meta.filename);
  const files = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith(extension) && !name.endsWith('.d.ts'))
    .map((name) => name.replaceAll('\\', '/'));
  const placed = files
    .map((name) => ({ name, place: FOLDERS.indexOf((name.split('/')[0] ?? '') as (typeof FOLDERS)[number]) }))
    .sort((one, other) => one.place - other.place || (one.name < other.name ? -1 : 1));
  const rules: Rule[] = [];
  for (const { name, place } of placed) {
    if (place < 0) throw new Error(`rules/${name} is in no folder of rules`);
    const exported: unknown[] = Object.values((await import(pathToFileURL(join(folder, name)).href)) as Record<string, unknown>);
    for (const list of exported) if (Array.isArray(list) && list.every(isRule)) rules.push(...list);
  }
  assertNames(rules);
  // What deletes comes last, the contract's own rules after those that still need the channel alive when they begin.
  const deletes = ({ needs = [] }: Rule) => needs.includes('destructive');
  return [...rules.filter((rule) => !deletes(rule)), ...rules.filter(deletes).reverse()];
}

const isRule = (value: unknown): value is Rule =>
  typeof value === 'object' && value !== null && typeof (value as Rule).check === 'function' && typeof (value as Rule).name === 'string';

function assertNames(rules: readonly Rule[]): void {
  const seen = new Set<string>();
  for (const { name } of rules) {
    if (!NAME.test(name)) throw new Error(`"${name}" is no name for a rule: <subject>/<expectation> in kebab-case`);
    if (seen.has(name)) throw new Error(`there are two rules called ${name}`);
    seen.add(name);
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Whether a name fits one of the patterns: the whole name, `*` for anything; a name without a slash stands for its subject, or for an incident. */
export function fits({ name, incident }: Pick<Rule, 'name' | 'incident'>, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    if (pattern === incident?.name) return true;
    const whole = pattern.includes('/') || pattern.includes('*') ? pattern : `${pattern}/*`;
    return new RegExp(`^${whole.split('*').map(escaped).join('.*')}$`).test(name);
  });
}
