import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices } from './open-playground.ts';

/** Lets the salesperson open the conversation. */
export const readPlaygroundThread =
  (services: PlaygroundServices): OperationHandler<OperationTypes['readPlaygroundThread']> =>
  ({ params }) => {
    openPlayground(services).readThread(params);
    return { status: 204 };
  };
