import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { channelsFailure } from '../pipedrive-failure.ts';
import type { PipedriveWorld } from '../world.ts';

/** Removes one conversation with its messages. Only the user who installed the app may. */
export const deleteConversation =
  (world: PipedriveWorld): OperationHandler<OperationTypes['deleteConversation']> =>
  ({ params: { channelId, conversationId } }) => {
    if (!world.settings.get().owner) {
      throw channelsFailure(403, 'FORBIDDEN_USER_REQUEST', 'Only the owner of the app can delete conversations');
    }
    const removed = world.channels.get(channelId)?.inbox.remove(conversationId) ?? false;
    if (!removed) throw channelsFailure(404, 'NOT_FOUND', 'The conversation was not found');
    return { status: 200, body: { success: true } };
  };
