import type { OperationTypes } from '../../generated/console/index.ts';
import type { OperationHandler } from '../contract/operation.ts';
import { openPlayground, type PlaygroundServices, wholeFile } from './open-playground.ts';

/** A file on a customer's phone. */
export const getPlaygroundFile =
  (services: PlaygroundServices): OperationHandler<OperationTypes['getPlaygroundFile']> =>
  ({ params }) =>
    wholeFile(openPlayground(services).file(params.fileId));
