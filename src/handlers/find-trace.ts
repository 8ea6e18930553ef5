import { findTrace as find } from '../domain/trace.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentTrace, traceServices } from './present-trace.ts';

export const findTrace =
  (services: ConsoleServices): ConsoleHandler<'findTrace'> =>
  async ({ query }) => ({ status: 200, body: presentTrace(await find(traceServices(services), query.id)) });
