import type { ConsoleHandler, ConsoleServices } from './console-services.ts';
import { presentInstallation } from './present-installation.ts';

export const listInstallations =
  ({ store }: ConsoleServices): ConsoleHandler<'listInstallations'> =>
  async () => {
    const [installations, channels] = await Promise.all([store.installations(), store.channels()]);
    return { status: 200, body: { installations: installations.map((installation) => presentInstallation(installation, channels)) } };
  };
