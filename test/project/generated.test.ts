import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stalePages, writePages } from '../../src/cli/generate/pages.ts';
import { generatedFolder, renderAll, staleFiles } from '../../src/cli/generate/render-all.ts';

test('generate --check: what is committed is what the contracts give', async () => {
  expect(await staleFiles()).toEqual([]);
});

test('generate --check: names every stale file, whether changed, missing or left over', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'generated-'));
  try {
    cpSync(generatedFolder, folder, { recursive: true });
    writeFileSync(join(folder, 'console/operations.ts'), '// edited by hand\n');
    writeFileSync(join(folder, 'whatsapp-cloud/types.ts'), '// edited by hand\n');
    rmSync(join(folder, 'redactions.ts'));
    writeFileSync(join(folder, 'left-over.ts'), '');
    expect(await staleFiles(folder)).toEqual(['console/operations.ts', 'left-over.ts', 'redactions.ts', 'whatsapp-cloud/types.ts']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('generate --check: the pages say what the tables in the code say', () => {
  expect(stalePages()).toEqual([]);
});

test('generate --check: names every stale page, whether changed or missing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  try {
    mkdirSync(join(folder, 'openapi'));
    const all = stalePages(folder);
    expect(all).toContain('openapi/errors.md');
    expect(writePages(folder)).toBe(all.length);
    expect(stalePages(folder)).toEqual([]);
    writeFileSync(join(folder, 'openapi/errors.md'), 'edited by hand');
    expect(stalePages(folder)).toEqual(['openapi/errors.md']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('generate: the same contracts give the same bytes', async () => {
  expect([...(await renderAll())]).toEqual([...(await renderAll())]);
});
