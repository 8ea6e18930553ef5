import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { servedContracts } from './proof.ts';

const folder = new URL('.', import.meta.url);
const operations = Object.fromEntries(servedContracts.flatMap((contract) => Object.entries(contract.operations)));

/** "<operationId> <status>" of every test title in this folder. What `proves` in proof.ts adds: a test with such a title fails unless it really saw that status. */
async function tested(): Promise<Set<string>> {
  const found = new Set<string>();
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.test.ts')) continue;
    const source = await readFile(new URL(name, folder), 'utf8');
    for (const [, operationId, status] of source.matchAll(/^ *test(?:\.each\(.*\))?\(\s*['"`]([a-z][A-Za-z]+) (\d{3}): /gm)) {
      if (operationId && operationId in operations) found.add(`${operationId} ${status}`);
    }
  }
  return found;
}

test('every status: each documented status of the three served contracts has a test that produced it, and no other has', async () => {
  const documented = Object.entries(operations).flatMap(([id, { responses }]) => Object.keys(responses).map((status) => `${id} ${status}`));
  expect(documented.length).toBeGreaterThan(100);
  expect([...(await tested())].toSorted()).toEqual(documented.toSorted());
});

test('every status: no test of an operation is skipped or left for later', async () => {
  for (const name of await readdir(folder)) {
    const source = await readFile(new URL(name, folder), 'utf8');
    expect(source, name).not.toMatch(/\b(?:test|describe|it)\.(?:skip|only|todo|fails|concurrent)\b/);
  }
});
