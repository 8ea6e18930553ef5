import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { until } from '../support/provider.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const launch = join(root, 'src/cli/launch.cjs');

/** The commands of the README's transcript, each with what it prints there. */
function transcript(): { args: string[]; output: string }[] {
  const block = /```console\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  return block
    .split(/^\$ npm run -s trigger -- /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.split('\n');
      const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
      return { args, output: lines.join('\n').trim() };
    });
}

/** What differs from run to run. */
const normal = (text: string): string =>
  text
    .trim()
    .replace(/\d\d:\d\d:\d\d/g, 'HH:MM:SS')
    .replace(/ms_[\w-]+/g, 'ms_ID');

test('README: the transcript of a conversation works as printed, from a start without settings', async () => {
  const steps = transcript();
  expect(steps.map(({ args }) => args[0])).toEqual(['text', 'reply', 'show']);
  const dataDir = await mkdtemp(join(tmpdir(), 'readme-'));
  const env = { PATH: process.env['PATH'], PORT: '0', DATA_DIR: dataDir };
  const provider = spawn(process.execPath, [launch, join(root, 'src/main.ts')], {
    cwd: dataDir,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let printed = '';
    provider.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
    });
    await until(() => printed.includes('Ctrl-C stops it'), 'the welcome text');
    const run = async (args: string[]) =>
      (await promisify(execFile)(process.execPath, [launch, join(root, 'src/cli/trigger.ts'), ...args], { cwd: root, env })).stdout;
    for (const { args, output } of steps) {
      // Statuses take their two seconds; everything else is there at once.
      if (args[0] === 'show') await until(async () => normal(await run(args)) === normal(output), 'both sides as printed');
      expect(normal(await run(args))).toBe(normal(output));
    }
  } finally {
    provider.kill('SIGTERM');
    if (provider.exitCode === null) await once(provider, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  }
});

test('README: names the two command lines, and CI runs the test command', () => {
  expect(readme).toContain('npm ci && npm start');
  expect(readme).toContain('npm ci && npm test');
  expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain('npm test');
});
