import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asideReasons } from '../../src/domain/rendering/aside.ts';
import { marks } from '../../src/domain/rendering/marks.ts';
import { table } from '../../src/domain/rendering/table.ts';
import { readCase } from './read-case.ts';
import { runCase } from './run-case.ts';

const folder = new URL('./', import.meta.url);
const cases = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ file, ...readCase(readFileSync(new URL(file, folder), 'utf8')) }));

const seen = new Set<string>();

describe('cases', () => {
  test.each(cases)('$file: $title', async (one) => {
    const { shown, ...found } = await runCase(one);
    for (const name of [...shown, ...found.aside.split('\n')]) seen.add(name);
    const { inbox, aside, window = found.window, conversations = found.conversations, announced = found.announced } = one;
    expect(found).toEqual({ inbox, aside, window, conversations, announced });
  });

  test('every row and every mark of the table, and every reason to set something aside, has a case', () => {
    // What nobody foresees cannot be written down; test/domain/inbound.test.ts makes the store fail instead.
    const wanted = [...Object.keys(table), ...Object.keys(marks), ...Object.keys(asideReasons)].filter(
      // A case is taken in once, and nothing unforeseen happens to it.
      (name) => !['unexpected', 'another-company', 'not-in-delivery'].includes(name),
    );
    expect(wanted.filter((name) => !seen.has(name))).toEqual([]);
  });

  test.each([
    ['a section nobody knows', 'Title\n=== massage\n{}', 'massage'],
    ['a step that is no JSON', 'Title\n=== message\nhello', 'JSON'],
    ['a setting nobody knows', 'Title\n=== settings\n{"GROUPS": "on"}\n=== message\n{}', 'GROUPS'],
    ['no step', 'Title\n=== inbox\n', 'at least one step'],
  ])('readCase: refuses %s', (_what, text, reason) => {
    expect(() => readCase(text)).toThrow(reason);
  });
});
