import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** Lets the simulated WhatsApp deliver a webhook, and passes on what our webhook answered. */
export const sendPlaygroundDelivery =
  (services: PlaygroundServices): OperationHandler<OperationTypes['sendPlaygroundDelivery']> =>
  async ({ body }) => ({ status: 200, body: await openPlayground(services).deliver(body) });
