import { manifestFor } from '../domain/manifest.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const getManifest =
  ({ publicUrl }: ConsoleServices): ConsoleHandler<'getManifest'> =>
  () => ({ status: 200, body: manifestFor(publicUrl) });
