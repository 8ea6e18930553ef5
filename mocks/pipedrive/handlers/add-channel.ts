import { randomUUID } from 'node:crypto';
import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { openChannel, type PipedriveWorld } from '../world.ts';
import { user } from './get-current-user.ts';

/** Registers a channel; once the answer is out, Pipedrive reads conversations and templates. */
export const addChannel =
  (world: PipedriveWorld): OperationHandler<OperationTypes['addChannel']> =>
  ({ body, onAnswered }) => {
    onAnswered(openChannel(world, body));
    return {
      status: 200,
      body: {
        success: true,
        data: {
          id: randomUUID(),
          name: body.name,
          avatar_url: body.avatar_url ?? null,
          provider_channel_id: body.provider_channel_id,
          marketplace_client_id: world.clientId,
          pd_company_id: user.company_id,
          pd_user_id: user.id,
          created_at: new Date(world.clock.now()).toISOString().slice(0, 19).replace('T', ' '),
          provider_type: body.provider_type ?? 'other',
          template_support: body.template_support ?? false,
        },
      },
    };
  };
