import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from './console-stage.ts';
import { proves } from './proof.ts';
import { provesItsFault } from './sandbox-stage.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const get = (fileName: string) => ask(stage, 'GET', `/contracts/${fileName}`);

test('getContract 200: each listed document as it stands in the repository', async () => {
  const { contracts } = (await ask(stage, 'GET', '/contracts')).json;
  for (const { fileName } of contracts) {
    const { text } = proves(await get(fileName));
    expect(text, fileName).toBe(await readFile(new URL(`../../openapi/${fileName}`, import.meta.url), 'utf8'));
  }
});

test('getContract 400: a name beyond 64 characters', async () => {
  proves(await get('x'.repeat(65)));
});

test('getContract 404: nothing but the listed documents', async () => {
  for (const name of ['console', 'README.md', '..%2Fpackage.json', '%2e%2e%2fpackage.json', '.yaml', 'drift%2Frulings.yaml'])
    expect(proves(await get(name)).json.code).toBe('NOT_FOUND');
});

test('getContract 500: a fault of ours keeps its words inside', () => provesItsFault('getContract', '/contracts/console.yaml'));
