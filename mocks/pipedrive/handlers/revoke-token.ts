import type { OperationTypes } from '../../../generated/pipedrive-api/index.ts';
import type { OperationHandler } from '../../../src/contract/operation.ts';
import type { PipedriveWorld } from '../world.ts';

/** Ends a token; one that was never known also answers 200. */
export const revokeToken =
  (world: PipedriveWorld): OperationHandler<OperationTypes['revokeToken']> =>
  ({ body }) => {
    world.tokens.revoke(body.token);
    return { status: 200, body: { success: true } };
  };
