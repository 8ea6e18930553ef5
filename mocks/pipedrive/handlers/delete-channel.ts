import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { channelsFailure } from '../pipedrive-failure.ts';
import type { PipedriveWorld } from '../world.ts';

/** Removes a channel with all its conversations. Only the user who installed the app may. */
export const deleteChannel =
  (world: PipedriveWorld): OperationHandler<OperationTypes['deleteChannel']> =>
  ({ params }) => {
    if (!world.settings.get().owner) throw channelsFailure(403, 'FORBIDDEN_USER_REQUEST', 'Only the owner of the app can delete channels');
    if (!world.channels.delete(params.channelId)) throw channelsFailure(404, 'NOT_FOUND', 'The channel was not found');
    return { status: 200, body: { success: true } };
  };
