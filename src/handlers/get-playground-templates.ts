import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { Playground } from '../domain/playground.ts';
import { AppError } from '../errors.ts';

/** Opens the template menu of the simulated inbox, and passes on what getTemplates answered. */
export const getPlaygroundTemplates =
  ({ playground }: { playground: Playground | undefined }): OperationHandler<OperationTypes['getPlaygroundTemplates']> =>
  async () => {
    if (!playground)
      throw new AppError('NOT_FOUND', 'There is no playground here: this provider talks to the real WhatsApp and Pipedrive.');
    return { status: 200, body: await playground.templates() };
  };
