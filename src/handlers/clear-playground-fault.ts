import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { sandboxOnly } from './sandbox-only.ts';

export const clearPlaygroundFault =
  ({ playground }: ConsoleServices): ConsoleHandler<'clearPlaygroundFault'> =>
  ({ params }) => ({ status: 200, body: sandboxOnly(playground).controls.clearFault(params.faultName) });
