import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
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

test('generate: the same contracts give the same bytes', async () => {
  expect([...(await renderAll())]).toEqual([...(await renderAll())]);
});
