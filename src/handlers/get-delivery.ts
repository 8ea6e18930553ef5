import { rawDelivery } from '../domain/replay-delivery.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const getDelivery =
  ({ store }: ConsoleServices): ConsoleHandler<'getDelivery'> =>
  async ({ params }) => {
    const { id, receivedAt, body } = await rawDelivery(store, params.deliveryId);
    return {
      status: 200,
      body: { id, receivedAt: new Date(receivedAt).toISOString(), size: body.length, body: body.toString('utf8') },
    };
  };
