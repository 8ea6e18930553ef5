import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** Makes a customer, or changes one. */
export const putPlaygroundPerson =
  (services: PlaygroundServices): OperationHandler<OperationTypes['putPlaygroundPerson']> =>
  ({ params, body }) => ({ status: 200, body: openPlayground(services).putPerson(params.address, body) });
