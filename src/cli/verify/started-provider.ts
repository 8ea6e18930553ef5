import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { CannotVerify } from './cannot-verify.ts';

/** A provider that we start from a command of its team. */
export interface StartedProvider {
  start(): Promise<void>;
  /** SIGKILL for it and everything it started; resolves when it is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 100;
const MOST_LINES = 20;

/** Runs the command in a shell, in a group of its own, and resolves once something answers at `url`. */
export async function startProvider(
  command: string,
  { url, env, clean }: { url: string; env: Readonly<Record<string, string>>; clean: (text: string) => string },
): Promise<StartedProvider> {
  let child: ChildProcess | undefined;
  let said: string[] = [];
  const hasEnded = () => child?.exitCode !== null || child.signalCode !== null;

  const start = async (): Promise<void> => {
    said = [];
    child = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said = [...said, ...chunk.toString('utf8').split('\n')].slice(-MOST_LINES);
      });
    }
    const end = performance.now() + START_TIMEOUT_MS;
    while (!(await answers(url))) {
      if (hasEnded())
        throw new CannotVerify(`The command of --start ended before anything answered at ${url}. It said: ${clean(said.join('\n'))}`);
      if (performance.now() > end) {
        await kill();
        throw new CannotVerify(`The command of --start ran for ${START_TIMEOUT_MS / 1000} s and nothing answered at ${url}.`);
      }
      await sleep(LOOK_EVERY_MS);
    }
  };
  const kill = async (): Promise<void> => {
    const running = child;
    if (running?.pid === undefined || hasEnded()) return;
    const exited = new Promise<void>((resolve) => running.once('exit', () => resolve()));
    killGroup(running.pid);
    await exited;
  };

  // Nobody else ends it when this program is interrupted: its group is not the terminal's.
  process.on('exit', () => {
    if (child?.pid !== undefined && !hasEnded()) killGroup(child.pid);
  });
  if (await answers(url)) throw new CannotVerify(`Something answers at ${url} already; with --start we start the provider ourselves.`);
  await start();
  return { start, kill, stop: kill };
}

/** The group: a shell's child outlives its shell. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It ended a moment ago, and we have not been told yet.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const { body } = await request(url, { headersTimeout: 2000, bodyTimeout: 2000 });
    await body.dump();
    return true;
  } catch {
    return false;
  }
}
