import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { Handlers } from '../../../src/contract/operation.ts';
import type { PipedriveWorld } from '../world.ts';
import { addChannel } from './add-channel.ts';
import { authorize } from './authorize.ts';
import { deleteChannel } from './delete-channel.ts';
import { deleteConversation } from './delete-conversation.ts';
import { getCurrentUser } from './get-current-user.ts';
import { receiveMessage } from './receive-message.ts';
import { requestToken } from './request-token.ts';
import { revokeToken } from './revoke-token.ts';

/** Every operation of pipedrive-api.yaml, played by the simulator. */
export const pipedriveHandlers = (world: PipedriveWorld) =>
  ({
    authorize: authorize(world),
    requestToken: requestToken(world),
    revokeToken: revokeToken(world),
    getCurrentUser: getCurrentUser(world),
    addChannel: addChannel(world),
    deleteChannel: deleteChannel(world),
    receiveMessage: receiveMessage(world),
    deleteConversation: deleteConversation(world),
  }) satisfies Handlers<OperationTypes>;
