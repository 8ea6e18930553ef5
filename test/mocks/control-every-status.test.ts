import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { contract } from '../../generated/simulators/index.ts';
import type { OperationsTable } from '../../src/contract/operation.ts';

const folder = new URL('.', import.meta.url);
const operations: OperationsTable = contract.operations;
/** Statuses that control-refusals.test.ts meets for every operation that documents them, straight from the contract. */
const SHARED = ['403', '408', '413', '415', '500'];

const sources = async () => {
  const names = (await readdir(folder)).filter((name) => name.startsWith('control-') && name.endsWith('.test.ts'));
  return Promise.all(names.map(async (name) => ({ name, source: await readFile(new URL(name, folder), 'utf8') })));
};

test('every status of simulators.yaml has a test that produced it, and no other has', async () => {
  const tested = new Set<string>();
  for (const { source } of await sources()) {
    for (const [, id, status] of source.matchAll(/^ *(?:test\(|\]\)\()\s*['"`]([a-z][A-Za-z]+) (\d{3}): /gm)) {
      if (id && id in operations) tested.add(`${id} ${status}`);
    }
  }
  const documented = Object.entries(operations).flatMap(([id, { responses }]) =>
    Object.keys(responses)
      .filter((status) => !SHARED.includes(status))
      .map((status) => `${id} ${status}`),
  );
  expect(documented.length).toBeGreaterThan(80);
  expect([...tested].toSorted()).toEqual(documented.toSorted());
});

test('the shared refusals are met for every operation that documents them', async () => {
  const refusals = (await sources()).find(({ name }) => name === 'control-refusals.test.ts')?.source ?? '';
  for (const status of SHARED) expect(refusals).toContain(`test.each(documenting(${status}))('%s ${status}: `);
  for (const { responses } of Object.values(operations)) expect(Object.keys(responses)).toEqual(expect.arrayContaining(['403', '500']));
});

test('no test of the control API is skipped or left for later', async () => {
  const word = ['skip', 'only', 'todo', 'fails'].join('|');
  for (const { name, source } of await sources()) expect(source, name).not.toMatch(new RegExp(`\\b(?:test|describe|it)\\.(?:${word})\\b`));
});
