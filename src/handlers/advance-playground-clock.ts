import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { sandboxOnly } from './sandbox-only.ts';

/** Answered when everything that happens on the way has happened. */
export const advancePlaygroundClock =
  ({ playground }: ConsoleServices): ConsoleHandler<'advancePlaygroundClock'> =>
  async ({ body }) => ({ status: 200, body: await sandboxOnly(playground).controls.advance(body.by) });
