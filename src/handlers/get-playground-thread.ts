import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** A page of a conversation as the simulated inbox shows it. */
export const getPlaygroundThread =
  (services: PlaygroundServices): OperationHandler<OperationTypes['getPlaygroundThread']> =>
  async ({ params, query }) => ({
    status: 200,
    body: await openPlayground(services).thread(params, { ...query, limit: query.limit ?? 50 }),
  });
