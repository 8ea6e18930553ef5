import { replayDelivery as replay } from '../domain/replay-delivery.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const replayDelivery =
  ({ inbound }: ConsoleServices): ConsoleHandler<'replayDelivery'> =>
  async ({ params }) => ({ status: 200, body: await replay(inbound, params.deliveryId) });
