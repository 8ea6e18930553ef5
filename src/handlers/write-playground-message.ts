import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** Lets the customer write, and passes on what our webhook answered. */
export const writePlaygroundMessage =
  (services: PlaygroundServices): OperationHandler<OperationTypes['writePlaygroundMessage']> =>
  async ({ params, body }) => ({ status: 200, body: await openPlayground(services).write(params, body) });
