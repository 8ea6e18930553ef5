import { replayDelivery as replay } from '../domain/replay-delivery.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const replayDelivery =
  ({ quarantine }: ConsoleServices): ConsoleHandler<'replayDelivery'> =>
  async ({ params }) => ({ status: 200, body: await replay(quarantine, params.deliveryId) });
