import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file on the disk that is not kept yet. */
export interface ArrivedFile {
  path: string;
  size: number;
  /** SHA-256 of the bytes, hex. */
  sha256: string;
  /** Gives it its place by its content, durable, and returns its name in the folder. The same content twice is one file. */
  keep(): Promise<string>;
  discard(): Promise<void>;
}

/** More bytes came than may be kept. */
export class TooLarge extends Error {
  constructor() {
    super('the file is larger than a file may be');
    this.name = 'TooLarge';
  }
}

export interface MediaShelf {
  /** Writes a stream to the disk, hashing on the way. Throws TooLarge, and what the stream or the disk throws; then nothing stays behind. */
  receive(stream: Readable, maxBytes: number): Promise<ArrivedFile>;
  /** Removes what dead processes left half written. */
  sweep(): Promise<void>;
}

const PART = /^fetch-(\d+)-[\w-]+\.part$/;

/** Where fetched files are kept: under the name of their SHA-256. */
export function createMediaShelf(folder: string): MediaShelf {
  return {
    async receive(stream, maxBytes) {
      const path = join(folder, `fetch-${process.pid}-${randomUUID()}.part`);
      const hash = createHash('sha256');
      let size = 0;
      try {
        await mkdir(folder, { recursive: true });
        await pipeline(
          stream,
          async function* measure(source) {
            for await (const chunk of source as AsyncIterable<Buffer>) {
              size += chunk.length;
              if (size > maxBytes) throw new TooLarge();
              hash.update(chunk);
              yield chunk;
            }
          },
          createWriteStream(path, { flags: 'wx', mode: 0o600 }),
        );
      } catch (error) {
        stream.destroy();
        await rm(path, { force: true });
        throw error;
      }
      const sha256 = hash.digest('hex');
      return {
        path,
        size,
        sha256,
        async keep() {
          await flush(path, 'r+');
          await rename(path, join(folder, sha256));
          // Windows flushes no folders, and needs no telling.
          if (process.platform !== 'win32') await flush(folder, 'r');
          return sha256;
        },
        discard: () => rm(path, { force: true }),
      };
    },
    async sweep() {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      for (const name of names) {
        const pid = PART.exec(name)?.[1];
        // A process that has just begun has none of its own: in a container every process has the same number.
        if (pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid)))) await rm(join(folder, name), { force: true });
      }
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function flush(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
