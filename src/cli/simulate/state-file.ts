import { readFile, rename, writeFile } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

/** The state that an earlier run saved; undefined when there is no such file. Throws UsageError for a file that holds something else. */
export async function readState<T>(file: string): Promise<T | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`--state ${file} cannot be read: ${(error as Error).message}`, 1);
  }
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new UsageError(`--state ${file} is no saved state. Delete it, or name another file.`, 1);
  }
}

/** Replaces the file as a whole, readable by the owner only: it holds secrets and messages. */
export async function writeState(file: string, state: unknown): Promise<void> {
  const next = `${file}.next`;
  await writeFile(next, JSON.stringify(state), { mode: 0o600 });
  await rename(next, file);
}
