import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { channelOfOwner } from '../channel-of-caller.ts';
import type { PipedriveWorld } from '../world.ts';

/** Removes a channel with all its conversations. Only the user who installed the app may. */
export const deleteChannel =
  (world: PipedriveWorld): OperationHandler<OperationTypes['deleteChannel']> =>
  ({ headers, params: { channelId } }) => {
    channelOfOwner(world, headers, channelId, 'channels');
    world.channels.delete(channelId);
    world.changed(channelId);
    return { status: 200, body: { success: true } };
  };
