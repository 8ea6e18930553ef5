import { traceMessage as trace } from '../domain/trace.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentTrace, traceServices } from './present-trace.ts';

export const traceMessage =
  (services: ConsoleServices): ConsoleHandler<'traceMessage'> =>
  async ({ params }) => ({ status: 200, body: presentTrace(await trace(traceServices(services), params.messageId)) });
