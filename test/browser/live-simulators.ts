import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installApp } from '../../mocks/install-app.ts';
import { createSimulators, type Simulators } from '../../mocks/simulators.ts';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/telemetry/log.ts';

const PUBLIC_URL = 'https://provider.harbour.example';
export const CONSOLE_TOKEN = 'console-token';

/** Providers in live mode, one after the other on the same data, in front of simulators that take the vendors' place. */
export interface LiveSimulators {
  simulators: Simulators;
  /** Starts the provider with these settings beside the right ones, in the place of the one that ran; resolves with its address. */
  start(wrong?: Record<string, string>): Promise<string>;
  app(): App;
  /** A user of the simulated company installs the app. */
  install(): Promise<void>;
  stop(): Promise<void>;
}

export async function startLiveSimulators(): Promise<LiveSimulators> {
  const dataDir = await mkdtemp(join(tmpdir(), 'live-simulators-'));
  let app: App | undefined;
  let url = '';
  const simulators = createSimulators({
    webhookUrl: () => `${url}/webhooks/whatsapp`,
    providerUrl: () => url,
    pipedrive: { callbackUrl: `${PUBLIC_URL}/auth/pipedrive/callback` },
  });
  const { whatsappUrl, pipedriveUrl } = await simulators.start();
  const { appSecret, verifyToken, whatsappAccessToken, clientId, clientSecret } = simulators.credentials;
  const [number] = simulators.phoneNumbers;
  const settings = {
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    PUBLIC_URL,
    ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
    PIPEDRIVE_CLIENT_ID: clientId,
    PIPEDRIVE_CLIENT_SECRET: clientSecret,
    PIPEDRIVE_OAUTH_URL: pipedriveUrl,
    PIPEDRIVE_API_URL: pipedriveUrl,
    PIPEDRIVE_CHANNELS: 'on',
    WHATSAPP_API_URL: whatsappUrl,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
    WHATSAPP_ACCESS_TOKEN: whatsappAccessToken,
    WHATSAPP_PHONE_NUMBER_ID: number?.id ?? '',
    WHATSAPP_BUSINESS_ACCOUNT_ID: number?.businessAccountId ?? '',
    CONSOLE_TOKEN,
  };
  return {
    simulators,
    async start(wrong = {}) {
      await app?.stop();
      app = await createApp(readConfig({ ...settings, ...wrong }, 'live'), {
        log: createLog({ level: 'silent', pretty: false, write() {} }),
      });
      url = `http://127.0.0.1:${await app.start()}`;
      return url;
    },
    app() {
      if (!app) throw new Error('no provider was started');
      return app;
    },
    install: () => installApp({ providerUrl: url, pipedrive: simulators.pipedrive }),
    async stop() {
      await app?.stop();
      await simulators.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
