import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** Lets the customer send files, and passes on what our webhook answered. */
export const sendPlaygroundFiles =
  (services: PlaygroundServices): OperationHandler<OperationTypes['sendPlaygroundFiles']> =>
  async ({ params, body: { caption, replyTo, voice }, files }) => {
    const messages = await openPlayground(services).sendFiles(params, { files, caption, replyTo, voice: voice === 'true' });
    return { status: 200, body: { messages } };
  };
