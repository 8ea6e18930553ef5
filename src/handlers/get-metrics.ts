import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const getMetrics =
  ({ exposeMetrics }: ConsoleServices): ConsoleHandler<'getMetrics'> =>
  async () => ({ status: 200, body: await exposeMetrics(), headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' } });
