import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { callerOf } from '../credentials.ts';
import { channelsFailure } from '../pipedrive-failure.ts';
import { openChannel } from '../reading-in.ts';
import type { PipedriveWorld } from '../world.ts';

/** Registers a channel; once the answer is out (or before, as the settings say), Pipedrive reads conversations, templates and pictures. */
export const addChannel =
  (world: PipedriveWorld): OperationHandler<OperationTypes['addChannel']> =>
  async ({ body, headers, onAnswered }) => {
    const { firstSync, clientId } = world.settings.get();
    const { owner, user } = callerOf(world, headers);
    if (!user.admin) throw channelsFailure(403, 'ADMIN_ONLY', 'Only an administrator can register channels');
    const { uuid, createdAt } = openChannel(world, body, owner);
    const errand = { kind: 'sync', channelId: body.provider_channel_id } as const;
    if (firstSync === 'before-answer') await world.errands.start(errand);
    else world.errands.startOnceAnswered(errand, onAnswered);
    return {
      status: 200,
      body: {
        success: true,
        data: {
          id: uuid,
          name: body.name,
          avatar_url: body.avatar_url ?? null,
          provider_channel_id: body.provider_channel_id,
          marketplace_client_id: clientId,
          pd_company_id: owner.companyId,
          pd_user_id: owner.userId,
          created_at: new Date(createdAt).toISOString().slice(0, 19).replace('T', ' '),
          provider_type: body.provider_type ?? 'other',
          template_support: body.template_support ?? false,
        },
      },
    };
  };
