import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** Lets the customer open the chat. */
export const readPlaygroundChat =
  (services: PlaygroundServices): OperationHandler<OperationTypes['readPlaygroundChat']> =>
  async ({ params }) => ({ status: 200, body: { messageIds: await openPlayground(services).readChat(params) } });
