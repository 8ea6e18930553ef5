import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulators, type Simulators, type SimulatorsOptions } from '../../mocks/simulators.ts';
import { derivedKeys } from '../../src/app/derived-keys.ts';
import { createBench } from '../../src/app/doctor-bench.ts';
import { type App, createApp } from '../../src/app.ts';
import type { Clock } from '../../src/clock.ts';
import { systemClock } from '../../src/clock.ts';
import { type Config, type Environment, readConfig } from '../../src/config.ts';
import { createHttpClient } from '../../src/delivery/http-client.ts';
import type { Bench } from '../../src/doctor/bench.ts';
import { examine } from '../../src/doctor/doctor.ts';
import { createAvatars } from '../../src/domain/avatars.ts';
import { createMediaLinks } from '../../src/domain/media-links.ts';
import type { Finding } from '../../src/domain/set-up-report.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createLastingAccounts } from '../support/lasting-accounts.ts';
import { type FrontProxy, startProxy } from './proxy.ts';

/** A provider as it runs live, against both simulators, behind a proxy that is its public address. */
export interface DoctorStage {
  app: App;
  simulators: Simulators;
  proxy: FrontProxy;
  /** The settings the provider was started with. */
  settings: Environment;
  /** What the doctor finds under these settings; those of the provider unless changed. */
  examine(changes?: Record<string, string>, parts?: Partial<Pick<Bench, 'uploadedManifest' | 'clock' | 'store'>>): Promise<Finding[]>;
  /** The names of the faults it finds, without the one that an http address always is. */
  faults(changes?: Record<string, string>, parts?: Partial<Pick<Bench, 'uploadedManifest' | 'clock' | 'store'>>): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startDoctorStage({
  publicUrl,
  ...options
}: Pick<SimulatorsOptions, 'phoneNumbers'> & { publicUrl?: string } = {}): Promise<DoctorStage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'doctor-'));
  const proxy = await startProxy();
  const simulators = createSimulators({ ...options, webhookUrl: `${publicUrl ?? proxy.url}/webhooks/whatsapp`, providerUrl: proxy.url });
  const { whatsappUrl, pipedriveUrl } = await simulators.start();
  const { appSecret, verifyToken, whatsappAccessToken, clientId, clientSecret, pipedriveAccessToken } = simulators.credentials;
  const [number] = simulators.phoneNumbers;
  const settings = {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: dataDir,
    PUBLIC_URL: publicUrl ?? proxy.url,
    ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'),
    PIPEDRIVE_CLIENT_ID: clientId,
    PIPEDRIVE_CLIENT_SECRET: clientSecret,
    PIPEDRIVE_OAUTH_URL: pipedriveUrl,
    PIPEDRIVE_API_URL: pipedriveUrl,
    WHATSAPP_API_URL: whatsappUrl,
    WHATSAPP_APP_SECRET: appSecret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
    WHATSAPP_ACCESS_TOKEN: whatsappAccessToken,
    WHATSAPP_PHONE_NUMBER_ID: number?.id ?? '',
    WHATSAPP_BUSINESS_ACCOUNT_ID: number?.businessAccountId ?? '',
    CONSOLE_TOKEN: 'console-token',
  };
  const app = await createApp(readConfig(settings, 'live'), { log: createLog({ level: 'silent', pretty: false, write() {} }) });
  const user = { companyId: 1, userId: 1, companyName: 'Acme', userName: 'Ana', isAdmin: true };
  const scopes = ['base', 'messengers-integration'];
  const grant = {
    accessToken: pipedriveAccessToken,
    refreshToken: 'r',
    accessExpiresAt: Date.UTC(9999, 0),
    apiDomain: pipedriveUrl,
    scopes,
  };
  await app.store.transaction(async (tx) => {
    await tx.setChannelInstallation(app.channel.id, await tx.saveInstallation(user, grant, systemClock.now()));
  });
  proxy.port = await app.start();
  const http = createHttpClient({ connectTimeoutMs: 2000, answerTimeoutMs: 2000 });
  const examineWith: DoctorStage['examine'] = (changes = {}, parts = {}) =>
    examine({ ...benchOf(readConfig({ ...settings, ...changes }, 'live'), app, http, parts.clock ?? systemClock), ...parts });
  return {
    ...{ app, simulators, proxy, settings },
    examine: examineWith,
    async faults(changes, parts) {
      const found = (await examineWith(changes, parts)).flatMap(({ fault }) => fault ?? []);
      return found.filter((fault) => fault !== 'public-url-not-https');
    },
    async stop() {
      await http.close();
      await app.stop();
      await simulators.stop();
      await proxy.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const benchOf = (config: Config, { store }: App, http: Bench['http'], clock: Clock): Bench =>
  createBench({
    ...{ config, clock, store, http },
    avatars: createAvatars({ keys: derivedKeys(config.encryptionKeys, 'avatars'), publicUrl: config.publicUrl }),
    links: createMediaLinks({
      keys: derivedKeys(config.encryptionKeys, 'media links'),
      publicUrl: config.publicUrl,
      now: () => clock.now(),
    }),
    accounts: createLastingAccounts({ store, clock }),
  });
