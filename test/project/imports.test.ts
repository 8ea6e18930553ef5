import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const src = fileURLToPath(new URL('../../src/', import.meta.url));

/** What each part may import. Leaves may be imported by everybody; only app.ts with app/ and the command line put parts together. */
const leaves = ['errors.ts', 'clock.ts', 'config.ts', 'whatsapp-errors', 'telemetry', 'journal', 'generated'];
const allowed: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'clock.ts': [],
  'config.ts': [],
  'whatsapp-errors': [],
  telemetry: ['generated'],
  journal: ['clock.ts', 'telemetry', 'generated'],
  store: ['errors.ts', 'clock.ts'],
  domain: [...leaves, 'store'],
  // The client is typed by the same shapes as the handlers.
  delivery: [...leaves, 'store', 'contract'],
  doctor: [...leaves, 'domain', 'delivery', 'store'],
  contract: leaves,
  handlers: [...leaves, 'contract', 'domain', 'store', 'console'],
  // The page's own modules run in a browser; what they take from elsewhere are types and the operations table.
  console: ['generated'],
  http: [...leaves, 'contract'],
};

function partOf(file: string): string {
  const path = relative(src, file);
  if (path.startsWith('../generated')) return 'generated';
  if (path.startsWith('..')) return path.split('/')[1] ?? path;
  return path.split('/')[0] ?? path;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(src, name));

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path]) =>
    resolve(dirname(file), path as string),
  );

test('imports: every part imports only what lies to its right', () => {
  const wrong = files.flatMap((file) => {
    const part = partOf(file);
    const rule = allowed[part];
    if (!rule) return [];
    return importsOf(file)
      .filter((target) => partOf(target) !== part && !rule.includes(partOf(target)))
      .map((target) => `${relative(src, file)} → ${relative(src, target)}`);
  });
  expect(wrong).toEqual([]);
});

test('imports: the rule covers every part but those that compose', () => {
  const parts = new Set(files.map(partOf));
  expect([...parts].filter((part) => !(part in allowed)).sort()).toEqual(['app', 'app.ts', 'cli', 'main.ts']);
});

test('imports: a live provider never loads the simulators', () => {
  // Static imports only: the sandbox loads them by `import()`, when it is one.
  const loadedWith = (file: string): string[] =>
    [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) [^;]*?from '(\.[^']+)'/gm)].map(([, path]) =>
      resolve(dirname(file), path as string),
    );
  const loaded = new Set([join(src, 'main.ts')]);
  for (const file of loaded) if (file.endsWith('.ts')) for (const target of loadedWith(file)) loaded.add(target);
  expect(loaded).toContain(join(src, 'app.ts'));
  expect([...loaded].filter((file) => partOf(file) === 'mocks')).toEqual([]);
  const naming = files.filter((file) => /^import .*mocks\//m.test(readFileSync(file, 'utf8')));
  expect(naming.filter((file) => partOf(file) !== 'cli')).toEqual([]);
});
