import { replayItem } from '../domain/quarantine.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const replayQuarantinedItem =
  ({ quarantine }: ConsoleServices): ConsoleHandler<'replayQuarantinedItem'> =>
  async ({ params }) => ({ status: 200, body: await replayItem(quarantine, params.itemId) });
