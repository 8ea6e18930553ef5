import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { sandboxOnly } from './sandbox-only.ts';

export const setPlaygroundFault =
  ({ playground }: ConsoleServices): ConsoleHandler<'setPlaygroundFault'> =>
  ({ params }) => ({ status: 200, body: sandboxOnly(playground).controls.setFault(params.faultName) });
