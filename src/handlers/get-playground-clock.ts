import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { sandboxOnly } from './sandbox-only.ts';

export const getPlaygroundClock =
  ({ playground }: ConsoleServices): ConsoleHandler<'getPlaygroundClock'> =>
  () => ({ status: 200, body: sandboxOnly(playground).controls.clock() });
