import { endInstallation, noSuchInstallation } from '../domain/installing.ts';
import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentInstallation } from './present-installation.ts';

/** Ends an installation at Pipedrive first, and here only when that is confirmed. */
export const revokeInstallation =
  ({ store, clock, installing }: ConsoleServices): ConsoleHandler<'revokeInstallation'> =>
  async ({ params }) => {
    const installation = await store.installation(params.installationId);
    if (!installation) throw noSuchInstallation();
    const { id } = installation;
    await installing.revoke(id, () =>
      store.transaction((tx) =>
        endInstallation(tx, id, { now: clock.now(), graceDays: installing.graceDays, note: 'revoked in the console' }),
      ),
    );
    const now = await store.installation(id);
    if (!now) throw noSuchInstallation();
    return { status: 200, body: presentInstallation(now, await store.channels()) };
  };
