import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../src/cli/verify/free-port.ts';
import { startFlags } from '../support/start-flags.ts';
import { providerEnvironment } from './provider-environment.ts';
import { aimed, figure, median, ms, printTable, verdict } from './report.ts';

const AIM_MS = 1000;
const GIVE_UP_MS = 30_000;
const fileOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
/** What `npm start` runs: the launcher keeps compiled code from one start to the next. */
const program = [fileOf('src/cli/launch.cjs'), '--service', fileOf('src/main.ts')];

/** Section 6: from the start of the process to the first 200 of /health/live, with an empty data folder, by code that was started before. */
export async function measureColdStart({ root, times }: { root: string; times: number }): Promise<void> {
  const sandbox: number[] = [];
  const live: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const start = async (name: string, env: (dataDir: string, port: number) => Record<string, string>) => {
      const dataDir = join(root, `start-${name}-${n}`);
      mkdirSync(dataDir);
      const port = await freePort();
      return timeToHealth(env(dataDir, port), port, dataDir);
    };
    bare.push(await timeToExit());
    sandbox.push(await start('sandbox', (dataDir, port) => ({ DATA_DIR: dataDir, PORT: String(port) })));
    live.push(
      await start('live', (dataDir, port) => providerEnvironment({ dataDir, port, crmUrl: 'http://127.0.0.1:9', channels: 'probe' })),
    );
  }
  const row = (name: string, values: number[], judged: boolean) => {
    const best = Math.min(...values);
    return [name, ms(best), ms(median(values)), judged ? verdict(best < AIM_MS, `< ${AIM_MS} ms`) : ''];
  };
  printTable(
    `6. Cold start to the first 200 of /health/live, ${times} times, empty data folder`,
    ['mode', 'best', 'median', 'aim'],
    [row('sandbox, with both simulators', sandbox, true), row('live', live, true), row('for comparison: node -e 0', bare, false)],
  );
  const [fast, other] = [Math.min(...sandbox), Math.min(...live)];
  figure(
    'start to the first 200',
    `${(fast / 1000).toFixed(2)} s sandbox, ${(other / 1000).toFixed(2)} s live`,
    aimed(Math.max(fast, other) < AIM_MS, 'under 1 s'),
  );
}

async function timeToHealth(env: Record<string, string>, port: number, cwd: string): Promise<number> {
  const started = performance.now();
  // Its own folder, so that no .env is found; nothing of our environment, so that no setting is inherited.
  const child = spawn(process.execPath, [...startFlags, ...program], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    while (!(await isLive(port))) {
      if (child.exitCode !== null || performance.now() - started > GIVE_UP_MS) return Number.NaN;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return performance.now() - started;
  } finally {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(timer);
  }
}

const isLive = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    get({ host: '127.0.0.1', port, path: '/health/live', agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });

function timeToExit(): Promise<number> {
  const started = performance.now();
  return new Promise((resolve) =>
    spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }).once('exit', () => resolve(performance.now() - started)),
  );
}
