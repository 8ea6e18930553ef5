import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { GraphFailure, noObject } from '../graph-failure.ts';
import type { WhatsAppWorld } from '../world.ts';

/** The bytes behind an address from `getNode`; 404 once the address is 5 minutes old. */
export const downloadMedia =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['downloadMedia']> =>
  ({ query }) => {
    const file = world.media.open(query);
    if (!file) {
      const details = 'This media address has expired or was never valid. Read the media node again.';
      throw new GraphFailure({ ...noObject, status: 404, details });
    }
    return { status: 200, headers: { 'Content-Type': file.mimeType }, body: file.bytes };
  };
