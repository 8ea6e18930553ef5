import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, type Dispatcher, request } from 'undici';
import type { MovableClock } from '../../mocks/clock.ts';
import { createPlayground } from '../../mocks/playground.ts';
import { type SandboxPeers, startSandboxPeers } from '../../mocks/sandbox.ts';
import { type App, type AppParts, createApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { connectLastingly } from '../../src/domain/lasting-installation.ts';
import { createPlaces } from '../../src/domain/places.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { markSettings, recordLine } from '../log-audit/log-audit.ts';

export interface ProviderOptions {
  /** Of the provider and of the simulators; without it each has the machine's time. */
  clock?: MovableClock;
  /** A folder to use again after a stop; a fresh one otherwise, removed at the end. */
  dataDir?: string;
  env?: Record<string, string>;
  parts?: Omit<AppParts, 'clock' | 'log'>;
  /** Peers of an earlier provider, to go on with: they find the new one by themselves. */
  peers?: TestPeers;
}

export interface TestAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape, wrong ones included
  json: any;
}

/** The simulators, and where the provider they talk to listens at the moment. */
export interface TestPeers extends SandboxPeers {
  provider: { port: number };
}

/** Starts the simulators alone, for providers that are started and stopped around them. */
export async function startPeers(dataDir: string, clock?: MovableClock): Promise<TestPeers> {
  const provider = { port: 0 };
  const providerUrl = () => (provider.port === 0 ? '' : `http://127.0.0.1:${provider.port}`);
  return { ...(await startSandboxPeers({ dataDir, clock, providerUrl })), provider };
}

/** A provider on a random port, with both simulators, as the sandbox composes them. */
export interface TestProvider {
  app: App;
  config: Config;
  url: string;
  channelId: string;
  peers: TestPeers;
  /** Every log line, as written. */
  logLines: string[];
  call(path: string, options?: CallOptions): Promise<TestAnswer & { bytes: Buffer }>;
  /** Signs the bytes and posts them to the webhook. */
  deliver(body: unknown, options?: { secret?: string; headers?: Record<string, string> }): Promise<TestAnswer>;
  /** Stops the provider; the simulators go on unless `everything`. */
  stop(): Promise<void>;
  stopAll(): Promise<void>;
}

interface CallOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: Dispatcher.RequestOptions['body'] | FormData;
  /** Basic credentials of the app; `null` sends none. */
  auth?: string | null;
}

export const phoneNumberId = '106540352242922';

export async function startProvider(options: ProviderOptions = {}): Promise<TestProvider> {
  const clock = options.clock ?? systemClock;
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'provider-')));
  const peers = options.peers ?? (await startPeers(dataDir, options.clock));
  // While a virtual clock stands still no budget refills: the largest lets a test send what it likes.
  const pace = options.clock ? { WHATSAPP_MESSAGES_PER_SECOND: '1000' } : {};
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', ...pace, ...peers.settings, DATA_DIR: dataDir, ...options.env }, 'sandbox');
  const logLines: string[] = [];
  markSettings({ ...peers.settings, ...options.env, TEST_PIPEDRIVE_TOKEN: peers.pipedriveAccessToken });
  const app = await createApp(config, {
    // On a virtual clock nobody else writes to the store, so looking every second would only burn turns.
    ...(options.clock ? { pollMs: 24 * 3_600_000, busyShare: () => 0 } : {}),
    ...options.parts,
    clock,
    log: createLog({
      level: 'debug',
      pretty: false,
      write(line) {
        recordLine(line);
        logLines.push(line);
      },
    }),
    playground: ({ store, channel }) => createPlayground(peers, createPlaces(store, channel)),
  });
  const grant = { accessToken: peers.pipedriveAccessToken, apiDomain: config.pipedrive.apiUrl };
  await app.store.transaction((tx) => connectLastingly(tx, app.channel.id, grant));
  peers.provider.port = await app.start();
  const url = `http://127.0.0.1:${peers.provider.port}`;
  peers.pipedrive.registerChannel({ name: 'WhatsApp', provider_channel_id: app.channel.id, provider_type: 'whatsapp' });
  await peers.pipedrive.idle();
  // As the app is registered; the port is not known when the provider is told its own address, so that it is no address to call.
  peers.pipedrive.configure({ callbackUrl: `${config.publicUrl}/auth/pipedrive/callback` });

  const agent = new Agent({ keepAliveTimeout: 1000 });
  const basic = `Basic ${Buffer.from(`${config.pipedrive.clientId}:${config.pipedrive.clientSecret}`).toString('base64')}`;
  const call = async (path: string, { method = 'GET', headers = {}, body, auth = basic }: CallOptions = {}) => {
    const answer = await request(`${url}${path}`, {
      method: method as Dispatcher.HttpMethod,
      dispatcher: agent,
      headers: { ...(auth === null ? {} : { authorization: auth }), ...headers },
      ...(body === undefined ? {} : { body: body as string }),
    });
    const bytes = Buffer.from(await answer.body.arrayBuffer());
    const text = bytes.toString('utf8');
    return { status: answer.statusCode, headers: answer.headers, bytes, text, json: parse(text) };
  };

  const stop = async () => {
    await app.stop();
    await agent.destroy();
  };
  return {
    app,
    config,
    url,
    channelId: app.channel.id,
    peers,
    logLines,
    call,
    deliver(body, { secret = config.whatsapp.appSecrets[0], headers = {} } = {}) {
      const bytes = Buffer.isBuffer(body) || typeof body === 'string' ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
      const signature = createHmac('sha256', secret ?? '')
        .update(bytes)
        .digest('hex');
      return call('/webhooks/whatsapp', {
        method: 'POST',
        auth: null,
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}`, ...headers },
        body: bytes,
      });
    },
    stop,
    async stopAll() {
      await stop();
      await peers.stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Resolves when the condition holds. Turns the event loop instead of sleeping; rejects after thirty seconds of real time. */
export async function until(condition: () => boolean | Promise<boolean>, what = 'the condition'): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`${what} did not come about within 30 s`);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
