import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import type { Attachment } from '../store/records.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { etagOf, rangeOf, servedHeaders } from './served-media.ts';

/** The bytes of an attachment, or the part that was asked for; the link's signature was checked before. */
export const getMedia =
  ({ store, mediaFolder }: ConsoleServices): ConsoleHandler<'getMedia'> =>
  async ({ params, headers, method }) => {
    const attachment = await store.attachment(params.channelId, params.attachmentId);
    if (!attachment) throw new AppError('NOT_FOUND', 'There is no such file.');
    const file = await open(join(mediaFolder, attachment.file)).catch((cause: unknown) => {
      throw new AppError('NOT_FOUND', 'The file of this attachment is no longer in the store.', { cause });
    });
    try {
      return await answerFrom(file, attachment, rangeHeaderOf(method, headers, attachment));
    } catch (error) {
      await file.close();
      throw error;
    }
  };

async function answerFrom(file: FileHandle, attachment: Attachment, rangeHeader: string | undefined) {
  // The disk's word, so that the length always fits the bytes that follow.
  const { size } = await file.stat();
  const headers = servedHeaders(attachment);
  const range = rangeOf(rangeHeader, size);
  if (range === 'unsatisfiable') throw new AppError('RANGE_NOT_SATISFIABLE', `The file has ${size} bytes.`, { totalBytes: size });
  if (!range) return { status: 200 as const, body: file.createReadStream(), headers: { ...headers, 'Content-Length': String(size) } };
  const { start, end } = range;
  return {
    status: 206 as const,
    body: file.createReadStream({ start, end }),
    headers: { ...headers, 'Content-Length': String(end - start + 1), 'Content-Range': `bytes ${start}-${end}/${size}` },
  };
}

/** Ranges are defined for GET alone; one that is meant for another content is not heeded (If-Range). */
function rangeHeaderOf(
  method: string,
  headers: { range?: string | undefined; 'if-range'?: string | string[] | undefined },
  { sha256 }: Attachment,
): string | undefined {
  const meantFor = headers['if-range'];
  const isMeant = meantFor === undefined || meantFor === etagOf(sha256);
  return method === 'GET' && isMeant ? headers.range : undefined;
}
