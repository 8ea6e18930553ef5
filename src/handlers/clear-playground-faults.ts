import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { sandboxOnly } from './sandbox-only.ts';

export const clearPlaygroundFaults =
  ({ playground }: ConsoleServices): ConsoleHandler<'clearPlaygroundFaults'> =>
  () => ({ status: 200, body: sandboxOnly(playground).controls.clearFaults() });
