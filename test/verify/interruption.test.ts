import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { credentials, startSmallProvider } from './small-provider.ts';

const launcher = fileURLToPath(new URL('../../src/cli/launch.cjs', import.meta.url));
const program = fileURLToPath(new URL('../../src/cli/verify.ts', import.meta.url));

/** Answers until somebody asks for a sender: then a run stands still in the middle. Says where it is by a file. */
const STANDING = `import { createServer } from 'node:http';
import { writeFileSync } from 'node:fs';
const { VERIFY_CLIENT_ID, VERIFY_CLIENT_SECRET, VERIFY_URL, REACHED } = process.env;
const right = 'Basic ' + Buffer.from(VERIFY_CLIENT_ID + ':' + VERIFY_CLIENT_SECRET).toString('base64');
createServer((request, response) => {
  if (request.url.includes('/senders/')) return writeFileSync(REACHED, String(process.pid));
  const known = request.headers.authorization === right;
  response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' }).end('{"success":true,"data":[],"additional_data":{}}');
}).listen(Number(new URL(VERIFY_URL).port), '127.0.0.1');
`;

let folder: string;
let running: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-interrupted-'));
});
afterEach(async () => {
  if (running && running.exitCode === null && running.signalCode === null) {
    running.kill('SIGKILL');
    await once(running, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
});

/** The real command, in a group of its own as in a terminal. */
function begin(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [launcher, program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', VERIFY_CLIENT_SECRET: credentials.clientSecret, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running = child;
  const said = { output: '', complaint: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.output += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.complaint += chunk.toString('utf8');
  });
  return { pid: child.pid ?? 0, said, closed: once(child, 'close') };
}

const isAlive = (pid: number): boolean =>
  spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
    .stdout.trim()
    .replace(/^Z.*/, '') !== '';

const childrenOf = (parent: number): number[] =>
  spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : []));

for (const [signal, whom, code] of [
  ['SIGINT', 'group', 130],
  ['SIGINT', 'process', 130],
  ['SIGTERM', 'process', 143],
] as const) {
  test(`verify ${code}: ${signal} to the ${whom} in the middle of a run ends the provider of --start and says so`, async () => {
    const free = await startSmallProvider();
    await free.stop();
    const script = join(folder, 'standing.mjs');
    const reached = join(folder, 'reached');
    await writeFile(script, STANDING);
    // The shell stays: the provider is a grandchild.
    const command = `"${process.execPath}" "${script}"; true`;
    const { pid, said, closed } = begin([...free.args, '--start', command, '--only', 'errors/unknown-sender'], { REACHED: reached });
    await until(() => existsSync(reached), 'a run in the middle');
    process.kill(whom === 'group' ? -pid : pid, signal);
    expect(await closed).toEqual([code, null]);
    expect(said.complaint).toBe('interrupted\n');
    await until(
      () =>
        fetch(free.url).then(
          () => false,
          () => true,
        ),
      'the end of the provider',
    );
  });
}

test('verify 130: Ctrl-C while a provider of --start is not up yet ends it too', async () => {
  const free = await startSmallProvider();
  await free.stop();
  const reached = join(folder, 'reached');
  const script = join(folder, 'never.mjs');
  await writeFile(
    script,
    `import { writeFileSync } from 'node:fs';\nsetInterval(() => {}, 1000);\nwriteFileSync(process.env.REACHED, '');\n`,
  );
  const { pid, said, closed } = begin([...free.args, '--start', `"${process.execPath}" "${script}"; true`], { REACHED: reached });
  await until(() => existsSync(reached), 'the start');
  const [shell = 0] = childrenOf(pid);
  const [provider = 0] = childrenOf(shell);
  expect([isAlive(shell), isAlive(provider)]).toEqual([true, true]);
  process.kill(-pid, 'SIGINT');
  expect(await closed).toEqual([130, null]);
  expect(said).toEqual({ output: '', complaint: 'interrupted\n' });
  await until(() => !isAlive(provider) && !isAlive(shell), 'the end of the provider');
});

test("verify 143: SIGTERM ends this project's own provider and takes its folder away", async () => {
  const temporary = join(folder, 'temporary');
  await mkdir(temporary);
  const { pid, said, closed } = begin(['--level', 'reliable'], { TMPDIR: temporary });
  await until(() => said.output.includes('✓'), 'a run in the middle');
  const children = childrenOf(pid);
  expect(children.length).toBeGreaterThan(0);
  expect(readdirSync(temporary)).toContainEqual(expect.stringMatching(/^verify-/));
  process.kill(pid, 'SIGTERM');
  expect(await closed).toEqual([143, null]);
  expect(said.complaint).toBe('interrupted\n');
  expect(children.filter(isAlive)).toEqual([]);
  expect(readdirSync(temporary)).toEqual([]);
});
