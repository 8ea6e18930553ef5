import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import koaMulter from '@koa/multer';
import type { Context } from 'koa';
import { MulterError, type StorageEngine } from 'multer';
import type { ReceivedFile } from '../contract/operation.ts';
import { AppError } from '../errors.ts';
import { tooSlow } from './body.ts';

export interface MultipartLimits {
  maxFileBytes: number;
  maxFiles: number;
  maxFieldBytes: number;
  /** Longest the whole form may take to arrive, in milliseconds. */
  timeoutMs: number;
}

export interface MultipartForm {
  fields: Record<string, unknown>;
  files: KeptFile[];
}

/** A received file together with what becomes of it after the answer. */
export interface KeptFile extends ReceivedFile {
  /** Deletes the file unless somebody kept it. */
  discard(): Promise<void>;
}

interface StoredPart {
  path: string;
  size: number;
  sha256: string;
}

/**
 * Reads a multipart form with @koa/multer, each file streamed to `folder` and flushed to the disk before the form counts as read.
 * Throws INVALID_MULTIPART (a form that breaks off included), PAYLOAD_TOO_LARGE, REQUEST_TIMEOUT or STORE_UNAVAILABLE; then no file stays behind.
 */
export function createMultipartReader(folder: string, limits: MultipartLimits): (ctx: Context) => Promise<MultipartForm> {
  const upload = koaMulter({
    storage: durableStorage(folder),
    limits: {
      fileSize: limits.maxFileBytes,
      files: limits.maxFiles,
      fieldSize: limits.maxFieldBytes,
      fields: 100,
      parts: 100 + limits.maxFiles,
    },
    // Multer reads file names as Latin-1; browsers and Pipedrive send UTF-8.
    defParamCharset: 'utf8',
  } as Parameters<typeof koaMulter>[0]).any();

  return async (ctx) => {
    await mkdir(folder, { recursive: true });
    // Multer waits for ever for a caller who had gone before it began.
    if (ctx.req.destroyed) throw new AppError('REQUEST_ABORTED');
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(tooSlow(limits.timeoutMs));
        // Multer ends, and removes what it has written, only when the stream does.
        ctx.req.unpipe();
        ctx.req.emit('aborted');
      }, limits.timeoutMs);
    });
    try {
      const reading = Promise.resolve(upload(ctx as never, async () => {}));
      reading.catch(() => {});
      await Promise.race([reading, deadline]);
    } catch (error) {
      throw multipartError(error, limits);
    } finally {
      clearTimeout(timer);
    }
    const request = ctx.request as unknown as { body?: Record<string, unknown>; files?: unknown };
    const files = (Array.isArray(request.files) ? request.files : []) as (Express.Multer.File & StoredPart)[];
    return { fields: { ...request.body }, files: files.map(keptFile) };
  };
}

function keptFile(part: Express.Multer.File & StoredPart): KeptFile {
  let kept = false;
  return {
    name: part.originalname,
    contentType: part.mimetype,
    size: part.size,
    sha256: part.sha256,
    path: part.path,
    keep() {
      kept = true;
    },
    async discard() {
      if (!kept) await rm(part.path, { force: true });
    },
  };
}

/** Writes each part under a name of ours, hashing on the way, and flushes it: an acknowledged file survives a power cut. */
function durableStorage(folder: string): StorageEngine {
  const store = async (stream: NodeJS.ReadableStream): Promise<StoredPart> => {
    // Such a name says that it may be an orphan one day (delivery/upload-sweep.ts).
    const path = join(folder, randomUUID());
    const hash = createHash('sha256');
    let size = 0;
    try {
      await pipeline(
        stream,
        async function* count(source) {
          for await (const chunk of source as AsyncIterable<Buffer>) {
            hash.update(chunk);
            size += chunk.length;
            yield chunk;
          }
        },
        createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      );
      await flush(path, 'r+');
      // Windows flushes no folders, and needs no telling.
      if (process.platform !== 'win32') await flush(folder, 'r');
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
    return { path, size, sha256: hash.digest('hex') };
  };
  return {
    _handleFile(_request, file, callback) {
      store(file.stream).then(
        (part) => callback(null, part as Partial<Express.Multer.File>),
        (error: Error) => callback(error),
      );
    },
    _removeFile(_request, file, callback) {
      rm(file.path, { force: true }).then(
        () => callback(null),
        (error: Error) => callback(error),
      );
    },
  };
}

async function flush(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function multipartError(error: unknown, limits: MultipartLimits): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof MulterError && error.code.startsWith('LIMIT_')) {
    const { maxFiles, maxFileBytes, maxFieldBytes } = limits;
    return new AppError(
      'PAYLOAD_TOO_LARGE',
      `The form breaks a limit (${error.code}): at most ${maxFiles} files of ${maxFileBytes} bytes, text fields of ${maxFieldBytes} bytes.`,
      { cause: error },
    );
  }
  const code = (error as { code?: string }).code ?? '';
  if (['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EMFILE', 'ENFILE'].includes(code)) {
    return new AppError('STORE_UNAVAILABLE', 'The files could not be written. Nothing was stored; send the message again.', {
      cause: error,
    });
  }
  return new AppError(
    'INVALID_MULTIPART',
    'The body is not a complete multipart/form-data form. Check the boundary and the closing line.',
    { cause: error },
  );
}
