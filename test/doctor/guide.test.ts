import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { settingNames } from '../../src/config.ts';
import { faults } from '../../src/doctor/faults.ts';

const guide = await readFile(fileURLToPath(new URL('../../openapi/going-live.md', import.meta.url)), 'utf8');
const rows = guide.split('\n').filter((line) => line.startsWith('|'));

test('set-up guide: names every fault of the doctor, and no other', () => {
  const named = rows.flatMap((row) =>
    [...(row.split('|').at(-2) ?? '').matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, name]) => name as string),
  );
  expect([...new Set(named)].sort()).toEqual(Object.keys(faults).sort());
});

test('set-up guide: names settings that there are', () => {
  const named = [...guide.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name]) => name as string);
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((name) => !(settingNames as readonly string[]).includes(name))).toEqual([]);
});
