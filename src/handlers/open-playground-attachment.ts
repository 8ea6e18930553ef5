import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices, wholeFile } from './open-playground.ts';

/** Lets the salesperson open a file. */
export const openPlaygroundAttachment =
  (services: PlaygroundServices): OperationHandler<OperationTypes['openPlaygroundAttachment']> =>
  async ({ params }) =>
    wholeFile(await openPlayground(services).openAttachment(params));
