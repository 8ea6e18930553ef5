import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('type check: the project compiles, and an unknown operationId, a missing handler or a wrongly typed response does not', async () => {
  // test/types holds one @ts-expect-error for each mistake: a mistake that compiles is an error of the type check.
  const tsc = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));
  const check = (project: string) => promisify(execFile)(tsc, ['-p', project], { cwd: root }).catch((error: { stdout: string }) => error);
  expect((await check('.')).stdout).toBe('');
  // The page and its tests know the browser's types, which the rest must not see.
  expect((await check('src/console/page')).stdout).toBe('');
});
