import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import type { Playground } from '../domain/playground.ts';
import { AppError } from '../errors.ts';

/** Lets the salesperson answer in the simulated inbox, and passes on what postMessage answered. */
export const sendPlaygroundReply =
  ({ playground }: { playground: Playground | undefined }): OperationHandler<OperationTypes['sendPlaygroundReply']> =>
  async ({ body: { phone, text = '' }, files }) => {
    if (!playground)
      throw new AppError('NOT_FOUND', 'There is no playground here: this provider talks to the real WhatsApp and Pipedrive.');
    return { status: 200, body: await playground.reply({ phone, text, files }) };
  };
