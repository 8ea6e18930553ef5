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

/** Runs the command in a shell, in a group of its own, and resolves once something answers at `url`. `signal` ends the wait, and the group with it. */
export async function startProvider(
  command: string,
  {
    url,
    env,
    clean,
    signal,
  }: {
    url: string;
    env: Readonly<Record<string, string>>;
    clean: (text: string) => string;
    signal?: AbortSignal | undefined;
  },
): Promise<StartedProvider> {
  let child: ChildProcess | undefined;
  let said: string[] = [];
  const hasEnded = (): boolean => child === undefined || child.exitCode !== null || child.signalCode !== null;

  let isOver = false;
  const giveUp = async (why: string): Promise<never> => {
    await kill();
    throw new CannotVerify(why);
  };

  const start = async (): Promise<void> => {
    if (isOver) throw new CannotVerify('The run is over; nothing is started any more.');
    said = [];
    child = spawn(command, { shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        said = [...said, ...chunk.toString('utf8').split('\n')].slice(-MOST_LINES);
      });
    }
    const end = performance.now() + START_TIMEOUT_MS;
    while (!(await answers(url, signal))) {
      if (signal?.aborted) await giveUp('The start of the provider was interrupted.');
      if (hasEnded())
        await giveUp(`The command of --start ended ${endOf(child)} before anything answered at ${url}${wordsOf(clean, said)}`);
      if (performance.now() > end)
        await giveUp(`The command of --start ran for ${START_TIMEOUT_MS / 1000} s and nothing answered at ${url}${wordsOf(clean, said)}`);
      await sleep(LOOK_EVERY_MS);
    }
  };
  const kill = async (): Promise<void> => {
    const running = child;
    if (running?.pid === undefined) return;
    const exited = hasEnded() ? undefined : new Promise<void>((resolve) => running.once('exit', () => resolve()));
    // A shell that has ended may have left a provider in the background.
    killGroup(running.pid);
    child = undefined;
    await exited;
  };

  // Nobody else ends it when this program is interrupted: its group is not the terminal's.
  const killAtOnce = (): void => {
    if (child?.pid !== undefined) killGroup(child.pid);
  };
  process.on('exit', killAtOnce);
  const stop = async (): Promise<void> => {
    isOver = true;
    await kill();
    process.off('exit', killAtOnce);
  };
  if (await answers(url, signal))
    throw new CannotVerify(`Something answers at ${url} already; with --start we start the provider ourselves.`);
  await start();
  return { start, kill, stop };
}

const endOf = (child: ChildProcess | undefined): string =>
  child?.signalCode ? `by ${child.signalCode}` : `with exit code ${child?.exitCode}`;

const wordsOf = (clean: (text: string) => string, said: readonly string[]): string => {
  const words = clean(said.join('\n')).trim();
  return words === '' ? ', and said nothing.' : `. It said: ${words}`;
};

/** The group: a shell's child outlives its shell. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It ended a moment ago, and we have not been told yet.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function answers(url: string, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    const { body } = await request(url, { headersTimeout: 2000, bodyTimeout: 2000, ...(signal ? { signal } : {}) });
    await body.dump();
    return true;
  } catch {
    return false;
  }
}
