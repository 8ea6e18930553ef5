import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { Playground } from '../domain/playground.ts';
import { AppError } from '../errors.ts';

/** Lets the simulated WhatsApp deliver a webhook, and passes on what our webhook answered. */
export const sendPlaygroundDelivery =
  ({ playground }: { playground: Playground | undefined }): OperationHandler<OperationTypes['sendPlaygroundDelivery']> =>
  async ({ body }) => {
    if (!playground)
      throw new AppError('NOT_FOUND', 'There is no playground here: this provider talks to the real WhatsApp and Pipedrive.');
    return { status: 200, body: await playground.deliver(body) };
  };
