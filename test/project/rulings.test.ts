import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The keys of the table of contradictions in openapi/README.md. */
function documented(): string[] {
  const [, table = ''] = readFileSync(join(root, 'openapi/README.md'), 'utf8').split('## Where the vendors contradict themselves');
  return [...table.matchAll(/^\| ([^|]+) \|/gm)]
    .map(([, name]) => name as string)
    .filter((name) => name !== 'name' && !name.startsWith('---'));
}

/** The keys of the tests that name a ruling. */
function tested(): string[] {
  const folder = join(root, 'test/contract');
  return readdirSync(folder)
    .filter((name) => name.startsWith('rulings'))
    .flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/test\(\s*'ruling "([^"]+)"/g)].map(([, name]) => name as string),
    );
}

test('openapi/README.md: every ruling has a test that names it, and every such test its ruling', () => {
  expect(documented().length).toBeGreaterThan(15);
  expect([...new Set(tested())].sort()).toEqual(documented().sort());
});
