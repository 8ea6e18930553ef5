import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { ready, run, useFolder } from './simulate-programs.ts';

const folder = useFolder();
const start = (args: string[] = [], port = '0') => run('src/main.ts', args, { PORT: port });
const file = () => readFile(join(folder(), 'sandbox', 'sandbox.json'), 'utf8');

test('npm start: on a folder where a sandbox runs it refuses, says where that one is, and changes nothing', async () => {
  await ready(start());
  const before = await file();
  const { providerUrl, pid } = JSON.parse(before) as { providerUrl: string; pid: number };

  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.err).toMatch(/^A sandbox already runs here at \S+ \(process \d+\)\. Stop it, or .*DATA_DIR=.*\n$/);
  expect(second.err).toContain(`${providerUrl} (process ${pid})`);
  expect(second.out).toBe('');
  expect(await file()).toBe(before);
  expect((await fetch(`${providerUrl}/health/ready`)).status).toBe(200);
});

test('npm start: works again right after a stop, and right after a crash', async () => {
  const first = await ready(start());
  first.process.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  const second = await ready(start());
  second.process.kill('SIGKILL');
  await second.ended;
  await ready(start());
});

test('npm start: a signal that comes with the first word of the welcome ends it properly', async () => {
  const sandbox = start();
  await until(() => sandbox.out !== '', 'the first word');
  sandbox.process.kill('SIGTERM');
  expect(await sandbox.ended).toBe(0);
  expect(sandbox.err).toBe('');
});

test('npm start: an argument is refused with exit code 2, and says where settings come from', async () => {
  const program = start(['--port', '5']);
  expect(await program.ended).toBe(2);
  expect(program.out).toBe('');
  expect(program.err).toContain('npm start takes no arguments, so nothing was started: --port 5\n');
  expect(program.err).toMatch(/PORT=\d+ npm start.*README/);
});

test('npm start: reads neither a second undici nor what may never be asked for', async () => {
  const list = join(folder(), 'read.json');
  const hook = fileURLToPath(new URL('list-what-is-read.cjs', import.meta.url));
  const sandbox = await ready(run('src/main.ts', [], { PORT: '0', NODE_OPTIONS: `--require ${hook}`, READ_LIST: list }));
  sandbox.process.kill('SIGTERM');
  expect(await sandbox.ended).toBe(0);
  const read = JSON.parse(await readFile(list, 'utf8')) as string[];
  const named = (part: RegExp) => read.filter((name) => part.test(name));
  // They are in the list by these names when they are read.
  expect(named(/NativeModule http$/)).toHaveLength(1);
  expect(named(/node_modules\/undici\/index\.js$/)).toHaveLength(1);
  // Installing the app at the start has spoken OAuth, which uses the global Headers and Response.
  expect(named(/node_modules\/oauth4webapi\//)).not.toEqual([]);
  expect(named(/NativeModule internal\/deps\/undici/)).toEqual([]);
  expect(named(/node_modules\/(jdenticon|file-type)\/|src\/doctor\/doctor/)).toEqual([]);
});
