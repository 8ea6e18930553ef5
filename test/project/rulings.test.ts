import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The keys of the table of contradictions in openapi/README.md. */
function documented(): string[] {
  const [, table = ''] = readFileSync(join(root, 'openapi/README.md'), 'utf8').split('## Where the vendors contradict themselves');
  return [...table.matchAll(/^\| ([a-z0-9-]+) \|/gm)].map(([, key]) => key as string).filter((key) => key !== 'key');
}

/** The keys of the tests that name a ruling. */
function tested(): string[] {
  const folder = join(root, 'test/contract');
  return readdirSync(folder)
    .filter((name) => name.startsWith('rulings'))
    .flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/test\(\s*'ruling ([a-z0-9-]+):/g)].map(([, key]) => key as string),
    );
}

test('openapi/README.md: every ruling has a test that names it, and every such test its ruling', () => {
  expect(documented().length).toBeGreaterThan(15);
  expect(tested().sort()).toEqual(documented().sort());
});
