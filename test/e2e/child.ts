import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { markSettings, recordLine } from '../log-audit/log-audit.ts';

/** What the process says about itself once it listens. */
export interface Ready {
  port: number;
  channelId: string;
}

export interface Child extends Ready {
  process: ChildProcess;
  /** Resolves when the process is gone. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts a program of this repository as a child process and resolves with the first line in which it names its port. */
export async function startChild(
  program: string,
  env: Record<string, string>,
  cwd: string,
  nodeFlags: readonly string[] = [],
): Promise<Child> {
  const child = spawn(process.execPath, [...nodeFlags, fileURLToPath(new URL(`../../${program}`, import.meta.url))], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<Awaited<Child['exited']>>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  const said: string[] = [];
  markSettings(env);
  child.stderr.on('data', (chunk: Buffer) => {
    recordLine(chunk.toString('utf8'));
    said.push(chunk.toString('utf8'));
  });
  const lines = createInterface({ input: child.stdout });
  const ready = new Promise<Ready>((resolve) => {
    lines.on('line', (line) => {
      recordLine(line);
      said.push(line);
      const { port, channelId } = parse(line);
      if (typeof port === 'number' && typeof channelId === 'string') resolve({ port, channelId });
    });
  });
  const gone = exited.then(({ code, signal }) => {
    throw new Error(`${program} ended before it listened (${signal ?? code}): ${said.join('\n')}`);
  });
  return { ...(await Promise.race([ready, gone])), process: child, exited };
}

function parse(line: string): Partial<Record<keyof Ready, unknown>> {
  try {
    return JSON.parse(line) as Partial<Record<keyof Ready, unknown>>;
  } catch {
    return {};
  }
}
