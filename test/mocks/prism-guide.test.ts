import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mock } from '../../mocks/prism/command.ts';
import { mockNames } from '../../mocks/prism/documents.ts';
import type { Front } from '../../mocks/prism/front.ts';
import { startMock } from '../../mocks/prism/mock-server.ts';
import { startProxy } from '../../mocks/prism/proxy-server.ts';
import { readScenarios } from '../../mocks/prism/scenarios.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { until } from '../support/provider.ts';
import { runCurl } from './curl.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guide = readFileSync(`${root}/mocks/README.md`, 'utf8');

/** The curl lines of the guide, each with what it prints there. */
const steps = [...guide.matchAll(/```console\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((step): [string, string] => [step.split('\n')[0] ?? '', step.split('\n').slice(1).join('\n').trim()]),
);

describe('mocks/README.md', () => {
  const fronts = new Map<string, Front>();
  beforeAll(async () => {
    for (const [index, name] of mockNames.entries()) fronts.set(`http://localhost:${4101 + index}`, await startMock(name, { port: 0 }));
    const upstream = fronts.get('http://localhost:4101')?.url ?? '';
    fronts.set('http://localhost:4201', await startProxy('pipedrive', { upstream, port: 0, errors: true }));
  });
  afterAll(async () => {
    for (const front of fronts.values()) await front.close();
  });

  test.each(steps)('guide: %s', async (command, printed) => {
    const line = [...fronts].reduce((text, [address, { url }]) => text.replaceAll(address, url), command);
    expect(line).toMatch(/^curl .*http:\/\/127\.0\.0\.1:/);
    expect((await runCurl(line)).trim()).toBe(printed);
  });

  test('guide: has a line for each mock and for a proxy', () => {
    expect(steps).toHaveLength(7);
    expect([...fronts.keys()].filter((address) => !steps.some(([command]) => command.includes(address)))).toEqual([]);
  });
});

const scripts: Record<string, string> = packageJson.scripts;

/** Runs an npm script's own command line as npm would, until `stopAt` shows in what it prints. */
async function runScript(script: string, args: string[], stopAt: string): Promise<{ code: number | null; printed: string }> {
  const [program = '', ...given] = (scripts[script] ?? '').split(' ');
  expect(program, script).toBe('node');
  const child = spawn(process.execPath, [...given, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
    });
  }
  const closed = once(child, 'close');
  try {
    await until(() => printed.includes(stopAt) || child.exitCode !== null, `${script} to print ${stopAt}`);
  } finally {
    child.kill('SIGTERM');
  }
  const [code] = (await closed) as [number | null];
  return { code, printed };
}

test('npm run mock: names its address and the scenarios, and SIGTERM ends it', async () => {
  const { code, printed } = await runScript('mock:whatsapp', ['--port', '0', '--scenario', 'rate-limited'], 'X-Scenario');
  expect(printed).toMatch(/at http:\/\/127\.0\.0\.1:\d+, scenario rate-limited/);
  for (const name of Object.keys(readScenarios('whatsapp'))) expect(printed).toContain(name);
  expect(code).toBe(0);
});

test('npm run proxy: names its address, and SIGTERM ends it', async () => {
  const { code, printed } = await runScript('proxy:provider', ['--port', '0', '--upstream', 'http://127.0.0.1:9'], 'printed here');
  expect(printed).toMatch(/between http:\/\/127\.0\.0\.1:\d+ and http:\/\/127\.0\.0\.1:9/);
  expect(code).toBe(0);
});

test('npm run mock, npm run proxy: there is a script for every document', () => {
  for (const kind of ['mock', 'proxy']) {
    for (const name of mockNames) expect(scripts[`${kind}:${name}`]).toBe(`node src/cli/launch.cjs src/cli/mock.ts ${kind} ${name}`);
  }
});

/** The same command in this process. */
async function command(...args: string[]): Promise<{ code: number; printed: string; complained: string }> {
  const [printed, complained]: [string[], string[]] = [[], []];
  const { exitCode, stop } = await mock(
    args,
    (text) => printed.push(text),
    (text) => complained.push(text),
  );
  await stop();
  return { code: exitCode, printed: printed.join('\n'), complained: complained.join('\n') };
}

test('npm run mock: --list lists the scenarios, --help the options', async () => {
  const { code, printed } = await command('mock', 'whatsapp', '--list');
  expect([code, printed]).toEqual([0, expect.stringMatching(/^ {2}window-closed +400 +Code 131047: /m)]);
  expect(await command('proxy', 'whatsapp', '--help')).toEqual({ code: 0, printed: expect.stringContaining('--upstream'), complained: '' });
});

test.each([
  [['mock', 'pipedrive', '--scenario', 'sunshine'], 'There is no scenario called sunshine. There are: ok, '],
  [['mock', 'pipedrive', '--port', 'http'], '--port takes a number'],
  [['mock', 'pipedrive', '--upstream', 'http://x'], 'npm run mock:pipedrive -- --help'],
  [['mock', 'gmail'], 'npm run mock:pipedrive'],
  [['proxy', 'pipedrive'], 'add --upstream'],
  [['proxy', 'pipedrive', '--upstream', 'localhost:3000'], '--upstream takes an address'],
])('npm run %j: a wrong command ends with 2 and says what is right', async (args, hint) => {
  const { code, printed, complained } = await command(...args);
  expect(complained).toContain(hint);
  expect(complained).not.toMatch(/^\s+at /m);
  expect([code, printed]).toEqual([2, '']);
});

test.each(['mock', 'proxy'])('npm run %s: a port that is taken ends with 1 and names the way out', async (kind) => {
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  try {
    const { port } = other.address() as AddressInfo;
    const more = kind === 'proxy' ? ['--upstream', 'http://127.0.0.1:9'] : [];
    const { code, complained } = await command(kind, 'provider', '--port', String(port), ...more);
    expect([code, complained]).toEqual([1, `Port ${port} is taken. Choose another with --port, or --port 0 for any free one.`]);
  } finally {
    other.close();
  }
});
