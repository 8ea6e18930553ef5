import { readBalance } from '../domain/balance.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const getBalance =
  ({ store, clock }: ConsoleServices): ConsoleHandler<'getBalance'> =>
  async () => {
    const balance = await readBalance(store, clock.now());
    return { status: 200, body: { ...balance, at: new Date(balance.at).toISOString() } };
  };
