import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** A file on the disk that is not kept yet. */
export interface ArrivedFile {
  path: string;
  size: number;
  /** SHA-256 of the bytes, hex. */
  sha256: string;
  /** All of it, when it is small: then nobody has to read it back. */
  bytes: Buffer | undefined;
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

/** What is looked at in memory; larger files are read from the disk where they must be. */
const SMALL_BYTES = 64 * 1024;

/** Where fetched files are kept: under the name of their SHA-256. */
export function createMediaShelf(folder: string): MediaShelf {
  /** The folder is there unless somebody took it away. */
  const create = async (path: string): Promise<FileHandle> => {
    try {
      return await open(path, 'wx', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await mkdir(folder, { recursive: true });
      return open(path, 'wx', 0o600);
    }
  };

  return {
    async receive(stream, maxBytes) {
      const path = join(folder, `fetch-${process.pid}-${randomUUID()}.part`);
      // It may break off before it is read.
      stream.on('error', () => {});
      let handle: FileHandle | undefined;
      const discard = async () => {
        try {
          await handle?.close();
        } finally {
          await rm(path, { force: true });
        }
      };
      try {
        handle = await create(path);
        const file = handle;
        const content = await write(stream, file, maxBytes);
        return {
          path,
          ...content,
          async keep() {
            await file.sync();
            await file.close();
            await rename(path, join(folder, content.sha256));
            // Windows flushes no folders, and needs no telling.
            if (process.platform !== 'win32') await flushFolder(folder);
            return content.sha256;
          },
          discard,
        };
      } catch (error) {
        stream.destroy();
        await discard();
        throw error;
      }
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

/** Writes all that comes, and says what it was. */
async function write(stream: Readable, file: FileHandle, maxBytes: number): Promise<Pick<ArrivedFile, 'size' | 'sha256' | 'bytes'>> {
  const hash = createHash('sha256');
  const small: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new TooLarge();
    hash.update(chunk);
    if (size <= SMALL_BYTES) small.push(chunk);
    else small.length = 0;
    await file.writeFile(chunk);
  }
  return { size, sha256: hash.digest('hex'), bytes: size <= SMALL_BYTES ? Buffer.concat(small) : undefined };
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
