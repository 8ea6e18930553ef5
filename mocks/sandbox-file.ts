import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

type Content = Readonly<Record<string, unknown>>;

export interface SandboxFile {
  /** What it held when it was opened; empty when there was none. */
  readonly found: Content;
  /** Writes these fields, beside those that are there. Calls made while one is under way wait for it. */
  put(fields: Content): Promise<void>;
}

/** Opens `sandbox.json`, which holds secrets and is readable by the owner only. Throws for a file that cannot be read. */
export async function openSandboxFile(file: string): Promise<SandboxFile> {
  await mkdir(dirname(file), { recursive: true });
  const found = await read(file);
  let content = found;
  let writing: Promise<void> = Promise.resolve();
  return {
    found,
    put(fields) {
      content = { ...content, ...fields };
      const next = writing.then(() => writeSecretly(file, content));
      // A failed write is its caller's to see; the one after it still takes place.
      writing = next.catch(() => undefined);
      return next;
    },
  };
}

async function read(file: string): Promise<Content> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Content;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${file} cannot be read. Delete it together with its folder to start a new sandbox.`, { cause: error });
  }
}

/** Replaces the file as a whole: a reader, or a crash, never meets half of it. */
async function writeSecretly(file: string, content: Content): Promise<void> {
  const next = `${file}.next`;
  await writeFile(next, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  await chmod(next, 0o600);
  await rename(next, file);
}
