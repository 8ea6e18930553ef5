import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createContractDocuments } from '../../src/app/contract-documents.ts';
import { ask } from './console-stage.ts';
import { provenContracts, proves } from './proof.ts';
import { provesItsFault } from './sandbox-stage.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

interface Listed {
  fileName: string;
  operations: number;
}

test('listContracts 200: the six documents, with as many operations as each has', async () => {
  const { contracts } = proves(await ask(stage, 'GET', '/contracts')).json;
  expect(contracts).toHaveLength(6);
  for (const { name, operations } of provenContracts) {
    const listed = contracts.find(({ fileName }: Listed) => fileName === `${name}.yaml`);
    expect(listed.operations, name).toBe(Object.keys(operations).length);
    expect(listed.title, name).not.toBe('');
    expect(listed.version, name).toMatch(/^\d+\.\d+\.\d+$/);
  }
});

test('listContracts 500: a fault of ours keeps its words inside', () => provesItsFault('listContracts', '/contracts'));

test('the coverage map: told when somebody made it here, and only then', async () => {
  const root = await mkdtemp(join(tmpdir(), 'contracts-'));
  try {
    await symlink(fileURLToPath(new URL('../../openapi', import.meta.url)), join(root, 'openapi'));
    const documents = createContractDocuments(root);
    expect(await documents.coverage()).toBeUndefined();
    await mkdir(join(root, 'coverage'));
    await writeFile(join(root, 'coverage/contract-map.json'), '{"covered":1}');
    expect(await documents.coverage()).toEqual({ covered: 1 });
    await writeFile(join(root, 'coverage/contract-map.json'), '{');
    await expect(documents.coverage()).rejects.toThrow(SyntaxError);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
