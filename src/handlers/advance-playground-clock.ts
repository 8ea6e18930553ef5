import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { sandboxOnly } from './sandbox-only.ts';

/** Answered when everything that happens on the way has happened. */
export const advancePlaygroundClock =
  ({ playground, look }: ConsoleServices): ConsoleHandler<'advancePlaygroundClock'> =>
  async ({ body }) => {
    const clock = await sandboxOnly(playground).controls.advance(body.by);
    look.events.publish('clock', { now: clock.now });
    return { status: 200, body: clock };
  };
