import { eraseInstallationNow } from '../domain/erasure.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentErasure } from './get-erasure.ts';

export const eraseInstallation =
  ({ store, clock, onErasure }: ConsoleServices): ConsoleHandler<'eraseInstallation'> =>
  async ({ params, body }) => {
    const erasure = await eraseInstallationNow(store, params.installationId, body.companyId, clock.now());
    onErasure();
    return { status: 202, body: presentErasure(erasure) };
  };
