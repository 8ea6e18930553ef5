import { opendir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Store } from '../store/store.ts';

/** How the files of postMessage are called from their first byte on (http/multipart.ts). No name is ever used twice, unlike those of fetched files. */
const UPLOAD = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A request has five minutes for its form, and afterwards at most asks WhatsApp for its templates before its message is committed. A day is far beyond that, and nobody
 * misses the space so soon.
 */
const OLDEST_REQUEST_MS = 24 * 3_600_000;
const BATCH = 200;

export interface UploadSweepOptions {
  folder: string;
  store: Pick<Store, 'attachedFiles'>;
  /** The time by which the file system dates files, UTC milliseconds: not that of a clock which tests or the sandbox move. */
  fileTime: () => number;
}

/**
 * Removes uploads whose process died before their message was committed: no attachment refers to them, and they are too old to belong to a request that still runs. Safe
 * beside running requests and other processes on the same folder. Returns how many; ends early when `stopping` is aborted.
 */
export function createUploadSweep({ folder, store, fileTime }: UploadSweepOptions): (stopping: AbortSignal) => Promise<number> {
  const isOld = async (name: string): Promise<boolean> => {
    const found = await stat(join(folder, name)).catch(nullIfGone);
    return found?.isFile() === true && found.mtimeMs < fileTime() - OLDEST_REQUEST_MS;
  };
  const removeOrphans = async (names: readonly string[]): Promise<number> => {
    const old: string[] = [];
    for (const name of names) if (await isOld(name)) old.push(name);
    const attached = new Set(old.length === 0 ? [] : await store.attachedFiles(old));
    const orphans = old.filter((name) => !attached.has(name));
    for (const name of orphans) await rm(join(folder, name), { force: true });
    return orphans.length;
  };
  return async (stopping) => {
    let removed = 0;
    let batch: string[] = [];
    const entries = await opendir(folder).catch(nullIfGone);
    for await (const { name } of entries ?? []) {
      if (stopping.aborted) return removed;
      if (!UPLOAD.test(name)) continue;
      batch.push(name);
      if (batch.length < BATCH) continue;
      removed += await removeOrphans(batch);
      batch = [];
    }
    return removed + (await removeOrphans(batch));
  };
}

function nullIfGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
