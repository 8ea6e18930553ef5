import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { sandboxOnly } from './sandbox-only.ts';

export const listPlaygroundFaults =
  ({ playground }: ConsoleServices): ConsoleHandler<'listPlaygroundFaults'> =>
  () => ({ status: 200, body: sandboxOnly(playground).controls.faults() });
