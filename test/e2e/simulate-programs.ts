import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect } from 'vitest';
import { until } from '../support/provider.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const launch = join(root, 'src/cli/launch.cjs');
const shell = promisify(execFile);

export interface Program {
  process: ChildProcess;
  out: string;
  err: string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
}

export const anyPorts = ['--whatsapp-port', '0', '--pipedrive-port', '0', '--control-port', '0'];

let folder: string;
const programs: Program[] = [];

/** Gives each test of a file a folder of its own to run programs in; stops them and removes it afterwards. */
export function useFolder(): () => string {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simulate-'));
  });
  afterEach(async () => {
    for (const program of programs.splice(0).reverse()) {
      program.process.kill('SIGTERM');
      await program.ended;
    }
    await rm(folder, { recursive: true, force: true });
  });
  return () => folder;
}

/** Starts a program of this repository the way npm does. */
export function run(program: string, args: string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, [launch, join(root, program), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], DATA_DIR: folder, LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running: Program = { process: child, out: '', err: '', ended: once(child, 'exit').then(([code]) => code as number | null) };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    running.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    running.err += text;
  });
  programs.push(running);
  return running;
}

export const simulate = (...args: string[]) => run('src/cli/simulate.ts', args);

/** Waits until the program says that it is there. */
export async function ready(program: Program): Promise<Program> {
  await until(() => program.out.includes('Ctrl-C stops it') || program.process.exitCode !== null, 'the start');
  expect(program.err).toBe('');
  expect(program.process.exitCode).toBe(null);
  return program;
}

/** `--json` came with curl 7.82. */
const hasCurl = (() => {
  const [, major = 0, minor = 0] = /^curl (\d+)\.(\d+)/.exec(spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '') ?? [];
  return Number(major) > 7 || Number(minor) >= 82;
})();

/** The command as a person would type it, over a shell; played by hand where curl is missing or too old. */
export async function type(command: string): Promise<string> {
  if (hasCurl) return (await shell('bash', ['-c', command], { cwd: folder })).stdout;
  const [, url = ''] = /(?:^|\s)(http:\S+)/.exec(command) ?? [];
  const [, body] = /--json '([^']*)'/.exec(command) ?? [];
  const [, header] = /-H '([^']*)'/.exec(command) ?? [];
  const [, method = body === undefined ? 'GET' : 'POST'] = /-X (\w+)/.exec(command) ?? [];
  const [name = '', value = ''] = header?.split(': ') ?? [];
  const answer = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(header === undefined ? {} : { [name]: value }) },
    ...(body === undefined ? {} : { body }),
  });
  return `${await answer.text()}${command.includes('%{http_code}') ? answer.status : ''}`;
}
/** The first group of the pattern. Throws when the text does not match. */
export const found = (pattern: RegExp, text: string): string => {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw new Error(`${pattern} is not in ${text}`);
  return value;
};
