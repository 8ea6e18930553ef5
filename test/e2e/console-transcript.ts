import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { request } from 'undici';
import { expect } from 'vitest';
import { until } from '../support/provider.ts';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
const launch = join(root, 'src/cli/launch.cjs');

/** One command of a page, and what the page says it prints. */
export interface Step {
  args: string[];
  output: string;
}

/** The `npm run trigger` commands in the console blocks of a page, in their order. */
export function stepsOf(page: string): Step[] {
  const blocks = [...readFileSync(join(root, page), 'utf8').matchAll(/```console\n([\s\S]*?)```/g)].map(([, block = '']) => block);
  return blocks.flatMap((block) =>
    block
      .split(/^\$ npm run -s trigger -- /m)
      .slice(1)
      .map((part) => {
        const [command = '', ...lines] = part.split('\n');
        const args = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
        return { args, output: lines.join('\n').trim() };
      }),
  );
}

/** What differs from run to run. */
const normal = (text: string): string =>
  text
    .trim()
    .replace(/\d{4}-\d\d-\d\d/g, 'YYYY-MM-DD')
    .replace(/\d\d:\d\d:\d\d/g, 'HH:MM:SS')
    .replace(/\d+ h \d+ min/g, 'H h M min')
    .replace(/ms_[\w-]+/g, 'ms_ID');

/** Starts the sandbox as `npm start` does, in a folder of its own, and plays the steps: each must print what its page says. */
export async function playSteps(steps: readonly Step[]): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'transcript-'));
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
    for (const { args, output } of steps) {
      // Statuses take their two seconds; everything else is there at once.
      if (args[0] === 'show') await until(async () => normal(await runTrigger(args, env)) === normal(output), 'both sides as printed');
      expect(normal(await runTrigger(args, env))).toBe(normal(output));
      await arrived(dataDir);
    }
  } finally {
    provider.kill('SIGTERM');
    if (provider.exitCode === null) await once(provider, 'exit');
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What the command prints, on either stream: what was refused belongs to the page too. */
async function runTrigger(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [launch, join(root, 'src/cli/trigger.ts'), ...args], { cwd: root, env });
    return stdout;
  } catch (error) {
    return (error as { stderr?: string }).stderr ?? String(error);
  }
}

/** A person types slower than a message takes into the inbox; the next step would overtake it there. */
async function arrived(dataDir: string): Promise<void> {
  const { providerUrl } = JSON.parse(await readFile(join(dataDir, 'sandbox/sandbox.json'), 'utf8')) as { providerUrl: string };
  await until(async () => {
    const answer = await request(`${providerUrl}/playground/conversations/15551230001`);
    const { inbox, handset } = (await answer.body.json()) as { inbox: unknown[]; handset: unknown[] };
    return inbox.length === handset.length;
  }, 'the message in the inbox');
}
