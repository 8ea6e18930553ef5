import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** The conversations of the simulated inbox. */
export const listPlaygroundConversations =
  (services: PlaygroundServices): OperationHandler<OperationTypes['listPlaygroundConversations']> =>
  async ({ query }) => ({ status: 200, body: await openPlayground(services).inbox({ ...query, limit: query.limit ?? 50 }) });
