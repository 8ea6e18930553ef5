import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import { forget } from '../uninstall.ts';
import type { PipedriveWorld } from '../world.ts';

/** Ends a token; one that was never known also answers 200. A refresh token takes the app away from its user. */
export const revokeToken =
  (world: PipedriveWorld): OperationHandler<OperationTypes['revokeToken']> =>
  ({ body }) => {
    const owner = world.tokens.revoke(body.token);
    if (owner) forget(world, owner);
    return { status: 200, body: { success: true } };
  };
