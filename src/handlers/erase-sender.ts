import { erasePerson } from '../domain/erasure.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentErasure } from './get-erasure.ts';

/** 202: the person is out, the rest follows. */
export const eraseSender =
  ({ store, clock, onErasure }: ConsoleServices): ConsoleHandler<'eraseSender'> =>
  async ({ params }) => {
    const erasure = await erasePerson(store, params.channelId, params.senderId, clock.now());
    onErasure();
    return { status: 202, body: presentErasure(erasure) };
  };
