import { findSender as find } from '../domain/people.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const findSender =
  ({ store }: ConsoleServices): ConsoleHandler<'findSender'> =>
  async ({ params, query }) => ({ status: 200, body: await find(store, params.channelId, query) });
