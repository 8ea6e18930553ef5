import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const streamEvents =
  ({ look }: ConsoleServices): ConsoleHandler<'streamEvents'> =>
  ({ headers, query }) => {
    const lastId = headers['last-event-id'] ?? query.since;
    return {
      status: 200,
      // Proxies that collect answers would keep events back.
      headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
      body: look.streams.open(typeof lastId === 'string' ? lastId : undefined),
    };
  };
