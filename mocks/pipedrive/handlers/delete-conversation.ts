import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { channelsFailure } from '../pipedrive-failure.ts';
import type { PipedriveWorld } from '../world.ts';

/** Removes one conversation with its messages. */
export const deleteConversation =
  (world: PipedriveWorld): OperationHandler<OperationTypes['deleteConversation']> =>
  ({ params: { channelId, conversationId } }) => {
    const removed = world.channels.get(channelId)?.inbox.remove(conversationId) ?? false;
    if (!removed) throw channelsFailure(404, 'NOT_FOUND', 'The conversation was not found');
    return { status: 200, body: { success: true } };
  };
