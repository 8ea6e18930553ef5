import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBare } from './bare.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.stopAll());

const ask = (path: string, headers: Record<string, string> = {}) => stage.call(path, { auth: null, headers });

/** Addresses in a page, a module or a style sheet. */
const namedIn = (text: string): string[] => [...text.matchAll(/["'(](\/assets\/[a-z0-9./-]+)["')]/g)].map(([, path]) => path as string);

test('getAsset 200: everything that the page loads is there, as browsers want it', async () => {
  const found = new Set(namedIn((await ask('/')).text));
  for (const path of found) {
    const answer = await ask(path);
    proves(answer);
    const types = { ts: 'text/javascript', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' } as const;
    expect(answer.headers['content-type'], path).toBe(`${types[path.split('.').at(-1) as 'ts']}; charset=utf-8`);
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(/sourceMappingURL|process\.env/.exec(answer.text), path).toBeNull();
    // Libraries name addresses in their warnings; the policy above keeps the page from fetching any of them.
    if (!path.startsWith('/assets/lib/')) expect(/https?:\/\/(?!www\.w3\.org)[a-z.]+\/[^\s]*\.js/.exec(answer.text), path).toBeNull();
    for (const next of namedIn(answer.text)) found.add(next);
  }
  expect([...found]).toEqual(expect.arrayContaining(['/assets/shell/main.ts', '/assets/lib/lit-html.js', '/assets/styles/tokens.css']));
});

test('getAsset 200: types are gone, and imports are addresses', async () => {
  const { text } = proves(await ask('/assets/shell/api.ts'));
  expect(text).not.toMatch(/\binterface\b.*\{|import type|: Promise<Response>/);
  expect(text).toContain("from '/assets/contract/operations.ts'");
});

test.each([
  ['br', brotliDecompressSync, 'gzip, deflate, br'],
  ['gzip', gunzipSync, 'gzip;q=0.5, br;q=0'],
] as const)('getAsset 200: compressed with %s when the browser reads it', async (encoding, decompress, accepted) => {
  const path = '/assets/lib/virtual-index.js';
  const plain = await ask(path);
  const packed = await ask(path, { 'accept-encoding': accepted });
  proves(packed);
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect(packed.headers['content-encoding']).toBe(encoding);
  expect(packed.headers['vary']).toBe('Accept-Encoding');
  expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
  expect(decompress(packed.bytes).equals(plain.bytes)).toBe(true);
  expect(packed.headers['etag']).not.toBe(plain.headers['etag']);
});

test('getAsset 304: a file that the browser has is not sent again', async () => {
  const path = '/assets/shell/main.ts';
  const etag = String((await ask(path)).headers['etag']);
  const again = await ask(path, { 'if-none-match': etag });
  proves(again);
  expect(again.bytes).toHaveLength(0);
});

test('getAsset 404: nothing but what is on the list', async () => {
  const asked = [
    'shell/none.ts',
    'shell/index.html',
    'shell/..%2Findex.html',
    'shell/tsconfig.json',
    '..%2F..%2F/package.json',
    '.%2E/index.html',
    'none/main.ts',
    'lib/package.json',
    'lib/unsafe-html.js',
    'contract/types.ts',
    'shell/MAIN.TS',
    'shell/main.ts%00.css',
    'constructor/name',
    '__proto__/x.ts',
  ];
  for (const path of asked) {
    const answer = await ask(`/assets/${path}`);
    proves(answer);
    expect(answer.json.code, path).toBe('NOT_FOUND');
  }
});

test('getAsset 400: a name that is too long', async () => {
  expect(proves(await ask(`/assets/shell/${'x'.repeat(65)}.ts`)).json.code).toBe('INVALID_REQUEST');
});

test('getAsset 500: a fault of ours keeps its words inside', async () => {
  const bare = await startBare('console', 'getAsset');
  try {
    expect(proves(await bare.call('/assets/shell/main.ts')).json.code).toBe('INTERNAL_ERROR');
  } finally {
    await bare.stop();
  }
});
