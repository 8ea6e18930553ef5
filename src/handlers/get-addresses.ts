import type { ConsoleHandler, ConsoleServices } from './console-services.ts';

export const getAddresses =
  ({ version, mode, publicUrl }: ConsoleServices): ConsoleHandler<'getAddresses'> =>
  () => ({
    status: 200,
    body: {
      name: 'pipedrive-messaging-provider',
      version,
      mode,
      links: {
        page: `${publicUrl}/`,
        manifest: `${publicUrl}/manifest.json`,
        ready: `${publicUrl}/health/ready`,
        live: `${publicUrl}/health/live`,
        metrics: `${publicUrl}/metrics`,
        webhook: `${publicUrl}/webhooks/whatsapp`,
        install: `${publicUrl}/auth/pipedrive`,
      },
    },
  });
