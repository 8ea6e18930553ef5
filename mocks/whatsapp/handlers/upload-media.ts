import { readFile } from 'node:fs/promises';
import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { GraphFailure, invalidParameter } from '../graph-failure.ts';
import { businessNumber, type WhatsAppWorld } from '../world.ts';

const MB = 1024 * 1024;

/** The largest file Meta takes of any kind. */
export const LARGEST_FILE_BYTES = 100 * MB;

/** Stores one file for 30 days. The form is judged here, because the contract's validators see JSON bodies only. */
export const uploadMedia =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['uploadMedia']> =>
  async ({ params, body, files }) => {
    const number = businessNumber(world, params.phoneNumberId);
    if (body.messaging_product !== 'whatsapp') throw invalidParameter('(#100) The parameter messaging_product is required.');
    const [file] = files;
    if (!file || files.length > 1) throw invalidParameter('(#100) The parameter file is required, exactly once.');
    const mimeType = body.type ?? file.contentType;
    if (['audio/ogg', 'audio/opus'].includes(mimeType))
      throw invalidParameter(`Param file must be a file with one of the known types. Received file of type '${mimeType}'.`);
    const bytes = await readFile(file.path);
    const limit = largestBytes(mimeType, bytes);
    if (bytes.length > limit) {
      throw new GraphFailure({
        status: 400,
        code: 131053,
        details: `A file of type ${mimeType} may have ${limit} bytes, this one has ${bytes.length}.`,
      });
    }
    return { status: 200, body: { id: world.media.add({ bytes, mimeType, phoneNumberId: number.id, origin: 'upload' }).id } };
  };

/** Meta's limits by kind: image 5 MB, audio and video 16 MB, document 100 MB, sticker 100 KB, animated sticker 500 KB. */
function largestBytes(mimeType: string, bytes: Buffer): number {
  if (mimeType === 'image/webp') return (bytes.subarray(0, 64).includes('ANIM') ? 500 : 100) * 1024;
  if (mimeType.startsWith('image/')) return 5 * MB;
  if (mimeType.startsWith('audio/') || mimeType.startsWith('video/')) return 16 * MB;
  return LARGEST_FILE_BYTES;
}
