import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** The customers, and the chats on their phones. */
export const listPlaygroundPeople =
  (services: PlaygroundServices): OperationHandler<OperationTypes['listPlaygroundPeople']> =>
  async ({ query }) => ({ status: 200, body: await openPlayground(services).people({ ...query, limit: query.limit ?? 50 }) });
