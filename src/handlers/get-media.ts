import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

/** The bytes of an attachment; the link's signature was checked before. */
export const getMedia =
  ({ store, mediaFolder }: ConsoleServices): ConsoleHandler<'getMedia'> =>
  async ({ params }) => {
    const attachment = await store.attachment(params.channelId, params.attachmentId);
    if (!attachment) throw new AppError('NOT_FOUND', 'There is no such file.');
    const file = await open(join(mediaFolder, attachment.file)).catch((cause: unknown) => {
      throw new AppError('NOT_FOUND', 'The file of this attachment is no longer in the store.', { cause });
    });
    return {
      status: 200,
      body: file.createReadStream(),
      headers: {
        'Content-Length': String(attachment.size),
        // Never shown in place: a file of a stranger must not run under our origin.
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name).replaceAll("'", '%27')}`,
        'Cache-Control': 'private, max-age=3600',
      },
    };
  };
