import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** Opens the template menu of the simulated inbox, and passes on what getTemplates answered. */
export const getPlaygroundTemplates =
  (services: PlaygroundServices): OperationHandler<OperationTypes['getPlaygroundTemplates']> =>
  async ({ query }) => ({ status: 200, body: await openPlayground(services).templates(query.channelId) });
