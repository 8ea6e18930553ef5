import { constants } from 'node:fs';
import { access, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './usage-error.ts';

/**
 * The state that an earlier run saved; undefined when there is no such file. Throws UsageError for a file that holds something else, and for a place where
 * nothing could be saved: found out at the stop, everything would be lost.
 */
export async function openState<T>(file: string): Promise<T | undefined> {
  await assertWritable(dirname(file));
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

async function assertWritable(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UsageError(`--state: nothing can be saved in the folder ${folder}: ${(error as Error).message}`, 1);
  }
}

/** Replaces the file as a whole, readable by the owner only: it holds secrets and messages. */
export async function writeState(file: string, state: unknown): Promise<void> {
  const next = `${file}.next`;
  await writeFile(next, JSON.stringify(state), { mode: 0o600 });
  await rename(next, file);
}
