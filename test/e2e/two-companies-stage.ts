import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { createSimulators, type Simulators } from '../../mocks/simulators.ts';
import { type App, createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

export const START = Date.UTC(2026, 10, 20, 9);
const CONSOLE_TOKEN = 'console-token';

export const ACME = { id: 501, number: { id: '106540352242922', displayNumber: '15550783881', businessAccountId: '102290129340398' } };
export const GLOBEX = { id: 502, number: { id: '206540352242922', displayNumber: '15550783882', businessAccountId: '202290129340398' } };
export const ANA = 11;
export const BEN = 12;
export const GUS = 21;

/** A provider as it runs live, both simulators with two companies, and a clock that only moves when it is told to. */
export interface TwoCompanies {
  app: App;
  url: string;
  clock: VirtualClock;
  simulators: Simulators;
  logLines: string[];
  /** Calls the provider as an operator. */
  operator<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<{ status: number; body: T }>;
  /** Installs the app as this user does: from our own start, or from the Marketplace, without a state of ours. */
  install(userId: number, from?: 'start' | 'marketplace'): Promise<{ status: number; body: string }>;
  /** What stands on the disk: database, write-ahead log, and the names of the files. */
  disk(): Promise<Buffer>;
  stop(): Promise<void>;
}

export async function startTwoCompanies(): Promise<TwoCompanies> {
  const dataDir = await mkdtemp(join(tmpdir(), 'two-companies-'));
  const clock = createVirtualClock(START);
  let url = '';
  const simulators = createSimulators({
    clock,
    webhookUrl: () => `${url}/webhooks/whatsapp`,
    providerUrl: () => url,
    phoneNumbers: [ACME.number, GLOBEX.number],
    whatsapp: { limits: false },
    pipedrive: {
      limits: true,
      rotateRefreshTokens: true,
      firstSync: 'before-answer',
      callbackUrl: 'http://provider.example/auth/pipedrive/callback',
      companies: [
        {
          id: ACME.id,
          name: 'Acme',
          slug: 'acme',
          plan: 'growth',
          users: [
            { id: ANA, name: 'Ana Admin', admin: true },
            { id: BEN, name: 'Ben' },
          ],
        },
        { id: GLOBEX.id, name: 'Globex', slug: 'globex', plan: 'lite', users: [{ id: GUS, name: 'Gus', admin: true }] },
      ],
    },
  });
  const { whatsappUrl, pipedriveUrl } = await simulators.start();
  const { appSecret, verifyToken, whatsappAccessToken, clientId, clientSecret } = simulators.credentials;
  const config = readConfig(
    {
      ...{ NODE_ENV: 'production', HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, PUBLIC_URL: 'http://provider.example', CONSOLE_TOKEN },
      ...{ ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64'), PIPEDRIVE_CLIENT_ID: clientId, PIPEDRIVE_CLIENT_SECRET: clientSecret },
      ...{ PIPEDRIVE_OAUTH_URL: pipedriveUrl, PIPEDRIVE_API_URL: pipedriveUrl, PIPEDRIVE_CHANNELS: 'on', WHATSAPP_API_URL: whatsappUrl },
      ...{ WHATSAPP_APP_SECRET: appSecret, WHATSAPP_VERIFY_TOKEN: verifyToken, WHATSAPP_ACCESS_TOKEN: whatsappAccessToken },
      ...{ WHATSAPP_PHONE_NUMBER_ID: ACME.number.id, WHATSAPP_BUSINESS_ACCOUNT_ID: ACME.number.businessAccountId },
      ...{ WHATSAPP_MESSAGES_PER_SECOND: '1000', UNINSTALL_GRACE_DAYS: '5' },
    },
    'live',
  );
  const logLines: string[] = [];
  const log = createLog({ level: 'debug', pretty: false, write: (line) => logLines.push(line) });
  // Virtual days pass in real seconds: a claim must not run out while one real request is under way.
  const app = await createApp(config, { clock, log, pollMs: 24 * 3_600_000, leaseMs: 24 * 3_600_000, busyShare: () => 0 });
  url = `http://127.0.0.1:${await app.start()}`;
  const agent = new Agent();
  const ask = async (method: 'GET' | 'POST' | 'DELETE', address: string, headers: Record<string, string>, body?: string) => {
    const answer = await request(address, { method, headers, dispatcher: agent, ...(body === undefined ? {} : { body }) });
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() };
  };
  /** The public address leads nowhere from here; what is on it is asked where the provider listens. */
  const here = (address: string) => `${url}${new URL(address).pathname}${new URL(address).search}`;

  return {
    ...{ app, url, clock, simulators, logLines },
    async operator(method, path, body) {
      const headers = { authorization: `Bearer ${CONSOLE_TOKEN}`, 'content-type': 'application/json' };
      const { status, text } = await ask(method, `${url}${path}`, headers, body === undefined ? undefined : JSON.stringify(body));
      return { status, body: (text === '' ? undefined : JSON.parse(text)) as never };
    },
    async install(userId, from = 'start') {
      const { pipedrive } = simulators;
      const first =
        from === 'start'
          ? await ask('GET', `${url}/auth/pipedrive`, {})
          : await ask('GET', here(pipedrive.installFromMarketplace({ userId })), {});
      if (first.status !== 302) throw new Error(`the way to Pipedrive's consent was answered ${first.status}: ${first.text}`);
      const state = new URL(String(first.headers['location'])).searchParams.get('state') ?? '';
      const [cookie = ''] = String([first.headers['set-cookie'] ?? ''].flat()[0]).split(';');
      const { status, text } = await ask('GET', here(pipedrive.consent({ userId, state, decision: 'allow' })), { cookie });
      return { status, body: text };
    },
    async disk() {
      const parts = ['provider.db', 'provider.db-wal'].map((name) => readFile(join(dataDir, name)).catch(() => Buffer.alloc(0)));
      return Buffer.concat(await Promise.all(parts));
    },
    async stop() {
      await app.stop();
      await agent.destroy();
      await simulators.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
