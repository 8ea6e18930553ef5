import { relative } from 'node:path';
import { type App, createApp, version } from '../app.ts';
import { ConfigError, describeSettings, type Environment, isSandbox, readConfig } from '../config.ts';
import { ensureChannel } from '../domain/channels.ts';
import { createPlaces } from '../domain/places.ts';
import type { ChannelId } from '../store/ids.ts';
import { WrongKey } from '../store/secrets.ts';
import type { Store } from '../store/store.ts';
import { createLog } from '../telemetry/log.ts';

/** How long a stop may take before connections and lanes are left to the next start. */
const DRAIN_MS = 25_000;
const SANDBOX_POLL_MS = 3_600_000;

/** Why nothing was started, in words for the person at the keyboard. */
class StartRefused extends Error {}

/** A provider that runs, and how to stop it. */
export interface Running {
  stop(): Promise<void>;
}

/** Starts what the settings ask for: the sandbox without credentials, the live provider with them. Throws ConfigError, and StartRefused when a sandbox runs on the same folder. */
export async function serve(env: Environment): Promise<Running> {
  return isSandbox(env) ? startSandbox(env) : startLive(env);
}

async function startLive(env: Environment): Promise<Running> {
  const config = readConfig(env, 'live');
  const log = createLog({ level: config.logLevel, pretty: process.stdout.isTTY === true });
  const app = await createApp(config, { log });
  const port = await app.start();
  log.info({ version, port, host: config.host, channelId: app.channel.id, settings: describeSettings(env) }, 'provider started');
  const isConnected = (await app.store.installations()).some(({ state }) => state === 'active');
  if (config.pipedrive.channels !== 'off' && !isConnected) {
    log.warn(
      `no Pipedrive company is connected: messages are kept until an administrator of one opens ${config.publicUrl}/auth/pipedrive and allows the app; that company gets this channel`,
    );
  }
  return app;
}

async function startSandbox(env: Environment): Promise<Running> {
  // Only the sandbox needs the simulators, so a live process never loads them.
  const [{ startSandboxPeers }, { createPlayground }, { runningSandbox }] = await Promise.all([
    import('../../mocks/sandbox.ts'),
    import('../../mocks/playground.ts'),
    import('../../mocks/running-sandbox.ts'),
  ]);
  const requested = readConfig(env, 'sandbox');
  const dataDir = `${requested.dataDir}/sandbox`;
  const other = await runningSandbox(dataDir);
  if (other) {
    throw new StartRefused(
      `A sandbox already runs here at ${other.url} (process ${other.pid}). Stop it, or give this one a folder and a port of its own: DATA_DIR=./data-2 PORT=3100 npm start`,
    );
  }
  let port = 0;
  const peers = await startSandboxPeers({
    dataDir,
    providerUrl: () => (port === 0 ? '' : `http://127.0.0.1:${port}`),
    publicUrl: requested.publicUrl,
    // Beside the provider, so that it is where the README says; any free port when that one is taken.
    preferredControlPort: requested.port === 0 || requested.port > 64_535 ? undefined : requested.port + 1000,
  });
  const config = readConfig({ ...env, ...peers.settings, DATA_DIR: dataDir }, 'sandbox');
  let app: App | undefined;
  try {
    app = await createApp(config, {
      // The provider lives in the simulators' time. Nobody else writes to its store, so it need not look for work every second of a virtual day.
      clock: peers.clock,
      pollMs: SANDBOX_POLL_MS,
      playground: ({ store, channel }) => createPlayground(peers, createPlaces(store, channel)),
    });
    const { channel, store } = app;
    const second = await ensureChannel(
      store,
      { ...config.whatsapp, name: 'WhatsApp Service', phoneNumberId: peers.secondNumber.id },
      peers.clock.now(),
    );
    await app.start(async (listening) => {
      port = listening;
      await peers.recall();
      for (const { id, name } of [channel, second]) {
        peers.connect({ name, provider_channel_id: id, provider_type: 'whatsapp', template_support: true });
      }
      await peers.install();
      await shareInstallation(store, channel.id, second.id, peers.clock.now());
      await peers.announce();
      // Last, so that everything it says to try works at once.
      console.log(welcome(port, channel.id, peers.controlUrl, relative(process.cwd(), dataDir) || dataDir));
    });
  } catch (error) {
    await app?.stop();
    await peers.stop();
    throw error;
  }
  const running = app;
  return {
    async stop() {
      await running.stop();
      await peers.stop();
    },
  };
}

/** The company that has the first channel gets the other one as well. */
async function shareInstallation(store: Store, first: ChannelId, other: ChannelId, now: number): Promise<void> {
  const installation = await store.installationOf(first);
  if (!installation) return;
  await store.transaction(async (tx) => {
    await tx.setChannelInstallation(other, installation.id);
    await tx.setRegistration(other, { state: 'registered', note: null, at: now });
  });
}

function welcome(port: number, channelId: string, controlUrl: string, dataDir: string): string {
  const url = `http://localhost:${port}`;
  return `
pipedrive-messaging-provider ${version}: sandbox (no credentials set, so WhatsApp and Pipedrive are simulated on this machine)

  provider   ${url}   manifest ${url}/manifest.json   health ${url}/health/ready
  channel    ${channelId}   data ${dataDir}
  install    ${url}/auth/pipedrive   the app in a simulated company; done already for the first one
  control    ${controlUrl}   people, inbox, clock, faults of the simulators (openapi/simulators.yaml)

Try in a second terminal:
  npm run trigger -- text --from 15551230001 --body "hello"    a customer writes
  npm run trigger -- reply --to 15551230001 --body "hi"        the salesperson answers
  npm run trigger -- show                                      what the inbox and the phone show
  npm run trigger -- --help                                    files, reactions, templates, time, faults

The credentials of both far ends are in ${dataDir}/sandbox.json. Ctrl-C stops it: messages, phones and inbox stay in ${dataDir}.
`;
}

/**
 * Runs until the process is told to stop. Sets the exit code: 0 stopped, 1 the start or the stop failed, 2 the command is wrong; says in words what is.
 */
export async function serveUntilStopped(args: readonly string[], env: Environment): Promise<void> {
  if (args.length > 0) {
    console.error(
      `npm start takes no arguments, so nothing was started: ${args.join(' ')}\nSettings come from the environment or a file .env, for example PORT=3100 npm start; the README lists them under "Going live".`,
    );
    process.exitCode = 2;
    return;
  }
  // Before anything is printed: whoever reads the welcome may signal at once.
  const starting = serve(env);
  stopOnSignal(starting);
  try {
    await starting;
  } catch (error) {
    console.error(explain(error, env));
    process.exit(1);
  }
}

/** A stop that comes during the start takes place after it. A second signal ends the process at once. */
function stopOnSignal(starting: Promise<Running>): void {
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), DRAIN_MS).unref();
    // A start that fails is explained where it is awaited.
    const running = await starting;
    try {
      await running.stop();
      process.exit(0);
    } catch (error) {
      console.error(`The stop after ${signal} failed:`, error);
      process.exit(1);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

function explain(error: unknown, env: Environment): string {
  if (error instanceof StartRefused || error instanceof WrongKey) return error.message;
  if (error instanceof ConfigError) {
    const sandbox = env['NODE_ENV'] === 'production' ? '' : ' Without any credential the sandbox starts.';
    return `${error.message}\nSettings come from the environment or a file .env; the README lists them.${sandbox}`;
  }
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    return `Port ${env['PORT'] ?? 3000} is in use. Stop the other program or choose another port: PORT=3100 npm start`;
  }
  const { code, errcode } = error as { code?: string; errcode?: number };
  const unusable =
    ['EACCES', 'EEXIST', 'ENOTDIR', 'EPERM', 'EROFS', 'ENOSPC'].includes(code ?? '') ||
    (code === 'ERR_SQLITE_ERROR' && [8, 10, 13, 14, 23, 26].includes((errcode ?? 0) & 0xff));
  if (unusable) {
    return `DATA_DIR (${env['DATA_DIR'] ?? './data'}) cannot be used: ${(error as Error).message}. Name a folder that this user may write to: DATA_DIR=/some/folder`;
  }
  return `The start failed: ${(error as Error).stack ?? String(error)}`;
}
