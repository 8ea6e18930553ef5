import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('type check: the project compiles, and an unknown operationId, a missing handler or a wrongly typed response does not', async () => {
  // test/types holds one @ts-expect-error for each mistake: a mistake that compiles is an error of the type check.
  const tsc = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));
  const { stdout } = await promisify(execFile)(tsc, ['-p', root], { cwd: root }).catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});
