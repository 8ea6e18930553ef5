import { cp, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chooseEncoding } from '../../src/console/encodings.ts';
import { createPageFiles, type PageFiles } from '../../src/console/page-files.ts';

const sources = fileURLToPath(new URL('../../src/console/page', import.meta.url));
let root: string;
let folder: string;
let files: PageFiles;
/** A copy of the page, where a test may change it. */
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'page-'));
  folder = join(root, 'src/console/page');
  await cp(sources, folder, { recursive: true });
  await symlink(fileURLToPath(new URL('../../generated', import.meta.url)), join(root, 'generated'));
  files = createPageFiles(folder);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const text = async (group: string, name: string) => (await files.asset(group, name, undefined))?.bytes.toString('utf8');
const put = (path: string, source: string) => writeFile(join(folder, path), source);

test('page files: a changed file is served changed, and under another tag', async () => {
  const before = await files.asset('styles', 'talk.css', undefined);
  await put('styles/talk.css', '.talk { color: var(--accent); }');
  await utimes(join(folder, 'styles/talk.css'), 1, 1);
  const after = await files.asset('styles', 'talk.css', undefined);
  expect(after?.bytes.toString()).toBe('.talk { color: var(--accent); }');
  expect(after?.etag).not.toBe(before?.etag);
});

test('page files: types go, and every way to import becomes an address', async () => {
  await put(
    'views/odd.ts',
    [
      `import type { View } from '../shell/context.ts';`,
      `import { html, type TemplateResult } from 'lit-html';`,
      `import './talk.ts';`,
      `export { frame } from '../shell/frame.ts';`,
      `export * from "../shell/state.ts";`,
      `export const lazy = () => import('../components/time.ts');`,
      `export const id: View['id'] = 'talk';`,
      `export const said: TemplateResult = html\`<p>import this from 'nowhere' at once</p>\`;`,
    ].join('\n'),
  );
  const served = (await text('views', 'odd.ts')) as string;
  expect([...served.matchAll(/'(\/assets[^']+)'|"(\/assets[^"]+)"/g)].map(([, one, two]) => one ?? two)).toEqual([
    '/assets/lib/lit-html.js',
    '/assets/views/talk.ts',
    '/assets/shell/frame.ts',
    '/assets/shell/state.ts',
    '/assets/components/time.ts',
  ]);
  expect(served).not.toMatch(/TemplateResult|View\b|context\.ts|as number/);
});

test.each([
  ['a package that is not on the list', `import { readFile } from 'node:fs';`],
  ['a file of a package that is not on the list', `import { unsafeHTML } from 'lit-html/directives/unsafe-html.js';`],
  ['a file of the server', `import { securityHeaders } from '../../security-headers.ts';`],
  ['a place outside', `import x from '../../../../../../etc/passwd';`],
])('page files: a module that imports %s is not served', async (_what, source) => {
  await put('views/odd.ts', source);
  await expect(files.asset('views', 'odd.ts', undefined)).rejects.toThrow('is not on the list of what the page may load');
});

test('page files: the page asks at once for all that its first module brings along, and for nothing that comes later', async () => {
  await put('shell/main.ts', `import '../views/one.ts';`);
  await put('views/one.ts', `import { html } from 'lit-html'; export const lazy = () => import('./two.ts'); export { html };`);
  await put('views/two.ts', 'export const two = 2;');
  const html = (await files.index(undefined))?.bytes.toString() as string;
  expect([...html.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
    '/assets/shell/main.ts',
    '/assets/views/one.ts',
    '/assets/lib/lit-html.js',
  ]);
});

test('page files: without sources, as in the npm package, there is no page and nothing breaks', async () => {
  const none = createPageFiles(join(root, 'elsewhere'));
  expect(await none.index('br')).toBeUndefined();
  expect(await none.asset('shell', 'main.ts', 'br')).toBeUndefined();
});

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['gzip, deflate, br, zstd', 'br'],
  ['BR;q=0.1, gzip;q=1', 'br'],
  ['br;q=0, *', 'gzip'],
  ['*', 'br'],
  ['identity', 'identity'],
  ['br; q=0.000, gzip; q=0', 'identity'],
])('page files: %j is answered with %s', (accepted, encoding) => {
  expect(chooseEncoding(accepted, 5000)).toBe(encoding);
  expect(chooseEncoding(accepted, 500)).toBe('identity');
});

test('page files: a library of one CommonJS file is a module with a default export, and nothing in it is rewritten', async () => {
  const served = (await text('lib', 'swagger-ui.js')) as string;
  expect(served.startsWith('const module = { exports: {} };')).toBe(true);
  expect(served).toMatch(/export default module\.exports;\n$/);
  expect(served).not.toContain('sourceMappingURL');
  expect((await files.asset('lib', 'swagger-ui.css', undefined))?.contentType).toBe('text/css; charset=utf-8');
});
