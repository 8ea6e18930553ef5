import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** A page of a chat on a customer's phone. */
export const getPlaygroundChat =
  (services: PlaygroundServices): OperationHandler<OperationTypes['getPlaygroundChat']> =>
  ({ params, query }) => ({ status: 200, body: openPlayground(services).chat(params, { ...query, limit: query.limit ?? 50 }) });
