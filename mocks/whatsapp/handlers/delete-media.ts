import type { OperationTypes } from '../../../generated/whatsapp-cloud/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { unknownObject } from '../graph-failure.ts';
import type { WhatsAppWorld } from '../world.ts';

/** Removes a file; its addresses stop working at once. */
export const deleteMedia =
  (world: WhatsAppWorld): OperationHandler<OperationTypes['deleteMedia']> =>
  ({ params: { nodeId }, query }) => {
    const file = world.media.find(nodeId);
    if (!file || (query.phone_number_id !== undefined && query.phone_number_id !== file.phoneNumberId)) throw unknownObject(nodeId);
    world.media.remove(nodeId);
    return { status: 200, body: { success: true } };
  };
