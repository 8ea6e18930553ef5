import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { channelOfOwner } from '../channel-of-caller.ts';
import { channelsFailure } from '../pipedrive-failure.ts';
import type { PipedriveWorld } from '../world.ts';

/** Removes one conversation with its messages. Only the user who installed the app may. */
export const deleteConversation =
  (world: PipedriveWorld): OperationHandler<OperationTypes['deleteConversation']> =>
  ({ headers, params: { channelId, conversationId } }) => {
    const { inbox } = channelOfOwner(world, headers, channelId, 'conversations');
    if (!inbox.remove(conversationId)) throw channelsFailure(404, 'NOT_FOUND', 'The conversation was not found');
    return { status: 200, body: { success: true } };
  };
