import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

interface Question {
  id: number;
  what: string;
  details: unknown;
}

interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}

/** A program of the benchmark in a process of its own. */
export interface Child<Ready> {
  pid: number;
  ready: Ready;
  ask<T>(what: string, details?: unknown): Promise<T>;
  /** Asks it to stop and resolves when the process is gone. */
  stop(): Promise<void>;
}

/** Processor time in milliseconds and memory in megabytes, as a child reports of itself. */
export interface Usage {
  cpuMs: number;
  rssMb: number;
  maxRssMb: number;
}

const ANSWER_MS = 300_000;

/** What the launcher gives a service: compiled code that is kept, and few heaps of the C library. */
const serviceEnv = {
  MALLOC_ARENA_MAX: '2',
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/compile', import.meta.url)),
};

/** Starts a file of this folder. Resolves once it says that it is ready. */
export async function startChild<Ready>(file: string, details: unknown, execArgv: string[] = []): Promise<Child<Ready>> {
  const env = { ...serviceEnv, ...process.env };
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(details)], { execArgv, env });
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let exited = false;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      exited = true;
      for (const { reject } of open.values()) reject(new Error(`${file} ended (${signal ?? code}) before it answered`));
      resolve();
    });
  });
  child.on('message', (reply: Reply) => {
    const waiting = open.get(reply.id);
    open.delete(reply.id);
    if (reply.error === undefined) waiting?.resolve(reply.value);
    else waiting?.reject(new Error(`${file}: ${reply.error}`));
  });
  let lastId = 0;
  const expect = <T>(id: number) =>
    new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${file} did not answer`)), ANSWER_MS);
      const settle =
        <V>(then: (value: V) => void) =>
        (value: V) => {
          clearTimeout(timer);
          then(value);
        };
      open.set(id, { resolve: settle(resolve as (value: unknown) => void), reject: settle(reject) });
    });
  const ask = <T>(what: string, given?: unknown): Promise<T> => {
    if (exited) return Promise.reject(new Error(`${file} has ended`));
    lastId += 1;
    const answer = expect<T>(lastId);
    child.send({ id: lastId, what, details: given } satisfies Question);
    return answer;
  };
  const ready = await expect<Ready>(0);
  return {
    pid: child.pid as number,
    ready,
    ask,
    async stop() {
      if (exited) return;
      await ask('stop').catch(() => {});
      child.disconnect();
      const timer = setTimeout(() => (child as ChildProcess).kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(timer);
    },
  };
}

/** The child's side: says `ready`, then answers questions. Ends with the parent. */
export function answerParent(ready: unknown, answers: Record<string, (details: never) => unknown> & { stop(): unknown }): void {
  const send = (reply: Reply) => process.send?.(reply);
  const all: Record<string, (details: never) => unknown> = { usage, ...answers };
  process.on('message', async ({ id, what, details }: Question) => {
    try {
      send({ id, value: await all[what]?.(details as never) });
    } catch (error) {
      send({ id, error: String((error as Error).stack ?? error) });
    }
  });
  process.on('disconnect', () => process.exit());
  send({ id: 0, value: ready });
}

export const childDetails = <T>(): T => JSON.parse(process.argv[2] as string) as T;

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, rssMb: process.memoryUsage.rss() / 1048576, maxRssMb: process.resourceUsage().maxRSS / 1024 };
}
