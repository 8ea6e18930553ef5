import { readFile } from 'node:fs/promises';
import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { invalidParameter, refusal } from '../graph-failure.ts';
import { kindOf, largestBytes } from '../media-types.ts';
import { businessNumber, type WhatsAppWorld } from '../world.ts';

/** Stores one file for 30 days. The form is judged here, because the contract's validators see JSON bodies only. */
export const uploadMedia =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['uploadMedia']> =>
  async ({ params, body, files }) => {
    const number = businessNumber(world, params.phoneNumberId);
    if (body.messaging_product !== 'whatsapp') throw invalidParameter('(#100) The parameter messaging_product is required.');
    const [file] = files;
    if (!file || files.length > 1) throw invalidParameter('(#100) The parameter file is required, exactly once.');
    const mimeType = body.type ?? file.contentType;
    const kind = kindOf(mimeType);
    if (!kind) throw refusal(131053, `A file of type ${mimeType} is not among those that can be sent.`);
    const bytes = await readFile(file.path);
    const limit = largestBytes(kind, bytes);
    if (bytes.length === 0) throw refusal(131053, 'The file is empty.');
    if (bytes.length > limit) throw refusal(131053, `A file of type ${mimeType} may have ${limit} bytes, this one has ${bytes.length}.`);
    return { status: 200, body: { id: world.media.add({ bytes, mimeType, phoneNumberId: number.id, origin: 'upload' }).id } };
  };
