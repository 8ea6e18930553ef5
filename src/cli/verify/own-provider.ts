import { type ChildProcess, fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createMovableClock, type MovableClock } from '../../../mocks/clock.ts';
import { type SandboxPeers, sandboxNumber, startSandboxPeers } from '../../../mocks/sandbox.ts';
import { systemClock } from '../../clock.ts';
import { freePort } from './free-port.ts';
import type { Answer, Order } from './own-provider-process.ts';
import type { VerifyTarget } from './target.ts';

export interface OwnProvider {
  /** With every power but `destructive`, which is the run's to grant. */
  target: VerifyTarget;
  /** Stops the process and the simulators, and removes the folder. */
  stop(): Promise<void>;
}

/** A source in a checkout, a compiled file where the package is installed. */
const CHILD = join(import.meta.dirname, `own-provider-child${extname(import.meta.filename)}`);
/** Time passes in so many steps at most, so that provider and simulators meet on the way. */
const MOST_STEPS = 40;
const SMALLEST_STEP_MS = 500;
const SECRET_SETTINGS = /SECRET|TOKEN|KEY/;
/** So many turns of the event loop, about a millisecond each, may one timer of a simulator hold up the clock. */
const LONGEST_HOLD_UP_TURNS = 150;

/**
 * Starts this project's provider as a process of its own (real SQLite in a fresh folder) between both simulators, all on one clock that runs by
 * itself and can be moved.
 */
export async function startOwnProvider(): Promise<OwnProvider> {
  const dataDir = await mkdtemp(join(tmpdir(), 'verify-'));
  const around: { peers?: SandboxPeers; process?: ChildProcess } = {};
  const removeAtOnce = () => {
    around.process?.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  process.on('exit', removeAtOnce);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const clock = createMovableClock({
    running: true,
    settle: () => within(LONGEST_HOLD_UP_TURNS, Promise.all([around.peers?.whatsapp.idle(), around.peers?.pipedrive.idle()])),
  });
  const peers = await startSandboxPeers({ dataDir, clock, providerUrl: () => url, publicUrl: url });
  around.peers = peers;
  const { settings, whatsapp, pipedrive } = peers;
  const env = {
    PATH: process.env['PATH'] ?? '',
    ...settings,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    // A forked process records the contracts it exercises where its parent does.
    ...given('CONTRACT_COVERAGE', 'CONTRACT_COVERAGE_SOURCE'),
  };
  let child: Child | undefined;
  const start = async () => {
    if (stopping) throw new Error('the run is over; nothing is started any more');
    child = await startChild(env, clock, (process) => {
      around.process = process;
    });
    return child;
  };
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= end();
    return stopping;
  };
  const end = async () => {
    await child?.kill();
    await peers.stop();
    await rm(dataDir, { recursive: true, force: true });
    process.off('exit', removeAtOnce);
  };
  try {
    const { channelId } = await start();
    await peers.install();
    pipedrive.registerChannel({ name: 'WhatsApp', provider_channel_id: channelId, provider_type: 'whatsapp', template_support: true });
    await pipedrive.idle();
    const target: VerifyTarget = {
      url,
      clientId: settings['PIPEDRIVE_CLIENT_ID'] ?? '',
      clientSecret: settings['PIPEDRIVE_CLIENT_SECRET'] ?? '',
      channelId,
      webhook: {
        url: `${url}/webhooks/whatsapp`,
        appSecret: settings['WHATSAPP_APP_SECRET'] ?? '',
        verifyToken: settings['WHATSAPP_VERIFY_TOKEN'],
        phoneNumberId: sandboxNumber.id,
        businessAccountId: sandboxNumber.businessAccountId,
      },
      whatsapp,
      pipedrive,
      secrets: Object.entries(settings).flatMap(([name, value]) => (SECRET_SETTINGS.test(name) ? value.split(',') : [])),
      now: () => clock.now(),
      settle: async () => child?.order({ kind: 'settle' }),
      async advance(ms) {
        const step = Math.max(SMALLEST_STEP_MS, Math.ceil(ms / MOST_STEPS));
        for (let left = ms; left > 0; left -= step) {
          await child?.order({ kind: 'advance', ms: Math.min(step, left) });
          await clock.advance(Math.min(step, left));
        }
      },
      async restart() {
        await child?.kill();
        await start();
      },
      reconnect: peers.install,
    };
    return { target, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Child {
  channelId: string;
  /** Resolves when the order is carried out. Rejects when the process ends before. */
  order(order: { kind: 'advance'; ms: number } | { kind: 'settle' }): Promise<void>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
}

async function startChild(env: Record<string, string>, clock: MovableClock, onFork: (process: ChildProcess) => void): Promise<Child> {
  const ahead = clock.now() - systemClock.now();
  const child: ChildProcess = fork(CHILD, [], {
    env: { ...env, VERIFY_CLOCK_AHEAD_MS: String(ahead) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  onFork(child);
  const said: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    said.push(chunk.toString('utf8'));
    if (said.length > 50) said.shift();
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const gone = exited.then((): never => {
    throw new Error(`this project's provider ended by itself: ${said.join('')}`);
  });
  // Whoever waits for an answer hears of it; nobody else needs to.
  gone.catch(() => undefined);
  const waiting = new Map<number, () => void>();
  let last = 0;
  const ready = new Promise<string>((resolve) => {
    child.on('message', (message) => {
      const answer = message as Answer;
      if (answer.kind === 'ready') resolve(answer.channelId);
      else waiting.get(answer.id)?.();
    });
  });
  const channelId = await Promise.race([ready, gone]);
  return {
    channelId,
    order(order) {
      const id = ++last;
      const done = new Promise<void>((resolve) => waiting.set(id, resolve)).finally(() => waiting.delete(id));
      child.send({ ...order, id } satisfies Order);
      return Promise.race([done, gone]);
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

const given = (...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name): [string, string][] => (process.env[name] ? [[name, process.env[name]]] : [])));

async function within(mostTurns: number, work: Promise<unknown>): Promise<void> {
  let over = false;
  const ended = work.finally(() => {
    over = true;
  });
  const limit = async (): Promise<void> => {
    for (let turns = 0; turns < mostTurns && !over; turns++) await sleep(1);
  };
  await Promise.race([ended, limit()]);
}
