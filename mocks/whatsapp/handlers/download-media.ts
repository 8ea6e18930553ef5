import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { AppError } from '../../../src/errors.ts';
import type { WhatsAppWorld } from '../world.ts';

/** The bytes behind an address from `getNode`; 404 once the address is 5 minutes old. */
export const downloadMedia =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['downloadMedia']> =>
  ({ query }) => {
    const file = world.media.open(query);
    if (!file) throw new AppError('NOT_FOUND', 'This media address has expired or was never valid. Read the media node again.');
    return { status: 200, headers: { 'Content-Type': file.mimeType }, body: file.bytes };
  };
