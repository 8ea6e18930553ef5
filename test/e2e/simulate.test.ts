import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const launch = join(root, 'src/cli/launch.cjs');
const shell = promisify(execFile);

interface Program {
  process: ChildProcess;
  out: string;
  err: string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
}

let dataDir: string;
const programs: Program[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'simulate-'));
});
afterEach(async () => {
  for (const program of programs.splice(0).reverse()) {
    program.process.kill('SIGTERM');
    await program.ended;
  }
  await rm(dataDir, { recursive: true, force: true });
});

function run(program: string, args: string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, [launch, join(root, program), ...args], {
    cwd: dataDir,
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const running: Program = { process: child, out: '', err: '', ended: once(child, 'exit').then(([code]) => code as number | null) };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    running.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    running.err += text;
  });
  programs.push(running);
  return running;
}

const simulate = (...args: string[]) => run('src/cli/simulate.ts', args);
const anyPorts = ['--whatsapp-port', '0', '--pipedrive-port', '0', '--control-port', '0'];

async function ready(program: Program): Promise<Program> {
  await until(() => program.out.includes('Ctrl-C stops it') || program.process.exitCode !== null, 'the start');
  expect(program.err).toBe('');
  expect(program.process.exitCode).toBe(null);
  return program;
}

/** `--json` came with curl 7.82. */
const hasCurl = (() => {
  const [, major = 0, minor = 0] = /^curl (\d+)\.(\d+)/.exec(spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '') ?? [];
  return Number(major) > 7 || Number(minor) >= 82;
})();

/** The command as a person would type it, over a shell; played by hand where curl is missing or too old. */
async function type(command: string): Promise<string> {
  if (hasCurl) return (await shell('bash', ['-c', command], { cwd: dataDir })).stdout;
  const [, url = ''] = /(?:^|\s)(http:\S+)/.exec(command) ?? [];
  const [, body] = /--json '([^']*)'/.exec(command) ?? [];
  const [, header] = /-H '([^']*)'/.exec(command) ?? [];
  const [, method = body === undefined ? 'GET' : 'POST'] = /-X (\w+)/.exec(command) ?? [];
  const [name = '', value = ''] = header?.split(': ') ?? [];
  const answer = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(header === undefined ? {} : { [name]: value }) },
    ...(body === undefined ? {} : { body }),
  });
  return `${await answer.text()}${command.includes('%{http_code}') ? answer.status : ''}`;
}
const found = (pattern: RegExp, text: string): string => {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw new Error(`${pattern} is not in ${text}`);
  return value;
};

test('simulate: the curl transcript of a virtual day: a customer writes, a salesperson answers, the listener sees every signed webhook', async () => {
  const sandbox = await ready(run('src/main.ts', [], { PORT: '0' }));
  const control = found(/control +(http:\S+)/, sandbox.out);
  const listener = await ready(simulate('listen', '--sandbox', '--port', '0'));

  await type(`curl -s -X PATCH --json '{"whatsapp":{"statusDelayMs":{"delivered":3600000,"read":43200000}}}' ${control}/settings`);
  const written = await type(`curl -s --json '{"from":"15551230001","text":"hello"}' ${control}/customers/messages`);
  expect(JSON.parse(written).webhook).toEqual({ status: 200, body: expect.stringContaining('"stored":1') });
  expect(listener.out).toContain('signature ok  text from 15551230001: hello  → 200');

  const typed = await type(`curl -s --json '{"to":"15551230001","text":"hi"}' ${control}/salespeople/messages`);
  expect(JSON.parse(typed).provider.status).toBe(200);
  const { now } = JSON.parse(await type(`curl -s ${control}/clock`));
  const later = JSON.parse(await type(`curl -s --json '{"by":"P1D"}' ${control}/clock/advance`)).now;
  expect(Date.parse(later) - Date.parse(now)).toBeGreaterThanOrEqual(86_400_000);

  const told = [...listener.out.matchAll(/signature ok {2}(sent|delivered|read) for 15551230001 at (\S+ \S+) {2}→ 200/g)];
  expect(told.map(([, status]) => status)).toEqual(['sent', 'delivered', 'read']);
  const [sent = 0, delivered = 0, read = 0] = told.map(([, , at]) => Date.parse(`${at}Z`) / 3_600_000);
  expect([Math.round(delivered - sent), Math.round(read - sent)]).toEqual([1, 12]);
  await until(
    async () => /receiveMessage +200 +"hi", read/.test(await type(`curl -s ${control}/transcript.txt`)),
    'the status in the inbox',
  );
  expect(JSON.parse(await type(`curl -s ${control}/breaches`))).toEqual({ whatsapp: [], pipedrive: [], inbox: [] });

  // The listener steps out of the way when it stops: the provider hears its webhooks directly again.
  listener.process.kill('SIGTERM');
  expect(await listener.ended).toBe(0);
  const again = JSON.parse(await type(`curl -s --json '{"from":"15551230001","text":"still there?"}' ${control}/customers/messages`));
  expect(again.webhook.status).toBe(200);
});

test('simulate: alone with a listener: webhooks arrive signed, and typing as a salesperson says what is missing', async () => {
  const listener = await ready(simulate('listen', '--port', '0', '--app-secret', 's3cret', '--verify-token', 't0ken'));
  const webhook = found(/on (http:\S+?)[,.]? /, listener.out.replace(/\. /g, ' '));
  const simulators = await ready(simulate(...anyPorts, '--webhook', webhook, '--app-secret', 's3cret', '--verify-token', 't0ken'));
  const control = found(/control API +(http:\S+)/, simulators.out);
  expect(JSON.parse(await type(`curl -s -X POST ${control}/webhook/verify`)).accepted).toBe(true);
  await type(`curl -s --json '{"from":"15551230001","text":"olá"}' ${control}/customers/messages`);
  expect(listener.out).toContain('handshake  accepted\nsignature ok  text from 15551230001: olá  → 200\n');
  const refused = JSON.parse(await type(`curl -s --json '{"to":"15551230001","text":"hi"}' ${control}/salespeople/messages`));
  expect(refused).toMatchObject({ status: 409, detail: expect.stringContaining('--provider') });
  expect((await simulators.process.kill('SIGINT')) && (await simulators.ended)).toBe(0);
});

test.each([
  ['without a webhook', false],
  ['with a webhook', true],
])('simulate: the commands it prints work as they stand, %s', async (_what, withWebhook) => {
  const listener = await ready(simulate('listen', '--port', '0', '--app-secret', 's3cret'));
  const webhook = found(/on (http:\/\/127\.0\.0\.1:\d+\/)/, listener.out);
  const simulators = await ready(simulate(...anyPorts, '--app-secret', 's3cret', ...(withWebhook ? ['--webhook', webhook] : [])));
  const commands = simulators.out.split('\n').filter((line) => line.startsWith('  curl '));
  expect(commands).toHaveLength(5);
  for (const command of commands) {
    const output = await type(`${command.trim()} -w '%{http_code}'`);
    expect(output.slice(-3), command).toBe('200');
  }
  const last = await type(commands.at(-1)?.trim() ?? '');
  expect(last).toMatch(/provider → WhatsApp +sendMessage +200/);
});

test('simulate: --state keeps everything over a stop, readable by the owner only', async () => {
  const state = join(dataDir, 'state.json');
  const first = await ready(simulate(...anyPorts, '--state', state));
  await type(`curl -s -X PUT --json '{"name":"Ana Pereira"}' ${found(/control API +(http:\S+)/, first.out)}/people/15551230001`);
  first.process.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect((await stat(state)).mode & 0o777).toBe(0o600);

  const second = await ready(simulate(...anyPorts, '--state', state));
  const { people } = JSON.parse(await type(`curl -s ${found(/control API +(http:\S+)/, second.out)}/people`));
  expect(people).toMatchObject([{ phone: '15551230001', name: 'Ana Pereira' }]);
});

test('simulate: --json, --start, --paused-clock and --no-limits', async () => {
  const program = simulate(
    ...anyPorts,
    '--json',
    '--start',
    '2026-11-20T09:00:00Z',
    '--paused-clock',
    '--no-limits',
    '--access-token',
    'EAAmine',
  );
  await until(() => program.out.includes('\n'), 'the line of JSON');
  const { controlUrl, whatsappAccessToken, phoneNumbers } = JSON.parse(program.out);
  expect([whatsappAccessToken, phoneNumbers.length]).toEqual(['EAAmine', 1]);
  const index = JSON.parse(await type(`curl -s ${controlUrl}/`));
  expect(index.clock).toEqual({ now: '2026-11-20T09:00:00.000Z', running: false });
  expect(index.settings.whatsapp.limits).toBe(false);
});

test('simulate: --manifest: the inbox calls the addresses of the provider', async () => {
  const asked: string[] = [];
  const provider = createServer((request, response) => {
    const base = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/own`;
    asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    const manifest = { version: 'v202101', endpoints: { getConversations: `${base}/:providerChannelId/talks` } };
    const body = request.url === '/manifest.json' ? manifest : { success: true, data: [], additional_data: {} };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  try {
    const manifest = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/manifest.json`;
    const simulators = await ready(simulate(...anyPorts, '--manifest', manifest));
    await type(`curl -s --json '{"providerChannelId":"ch_1","name":"x"}' ${found(/control API +(http:\S+)/, simulators.out)}/channels`);
    await until(() => asked.includes('GET /own/ch_1/talks'), 'the first sync');
  } finally {
    provider.closeAllConnections();
    provider.close();
  }
});

test('simulate listen: a wrong signature is 401 and shown, a wrong verify token 403, a silent provider 502', async () => {
  const listener = await ready(
    simulate('listen', '--port', '0', '--app-secret', 's3cret', '--verify-token', 't0ken', '--forward', 'http://127.0.0.1:1/'),
  );
  const url = found(/on (http:\/\/127\.0\.0\.1:\d+\/)/, listener.out);
  const body = '{"entry":[]}';
  const post = (signature: string) => fetch(url, { method: 'POST', body, headers: { 'x-hub-signature-256': signature } });
  expect((await post('sha256=00')).status).toBe(401);
  expect((await fetch(`${url}?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1`)).status).toBe(403);
  expect((await post(`sha256=${createHmac('sha256', 's3cret').update(body).digest('hex')}`)).status).toBe(502);
  expect(listener.out).toMatch(/signature WRONG {2}.*→ 401\nhandshake {2}REFUSED.*\nsignature ok {2}.*→ 502\n/);
});

test.each([
  ['an unknown option', ['--colour'], 2, '--help'],
  ['a port that is none', ['--control-port', '70000'], 2, '65535'],
  ['an address that is none', ['--webhook', 'localhost:3000'], 2, 'http://'],
  ['half a pair', ['--client-id', 'x'], 2, '--client-secret'],
  ['a time that is none', ['--start', 'tomorrow'], 2, '2026-'],
  ['a manifest nobody serves', ['--manifest', 'http://127.0.0.1:1/manifest.json'], 1, 'cannot be read'],
  ['a listener without a secret', ['listen'], 2, '--app-secret'],
  ['a listener without a sandbox', ['listen', '--sandbox'], 1, 'npm start'],
  [
    'a listener without simulators',
    ['listen', '--port', '0', '--app-secret', 'x', '--control', 'http://127.0.0.1:1'],
    1,
    'npm run simulate',
  ],
])('simulate: %s ends with what to do', async (_what, args, exitCode, hint) => {
  const program = simulate(...args);
  expect(await program.ended).toBe(exitCode);
  expect(program.err).toContain(hint);
  expect(program.err).not.toMatch(/^\s+at /m);
});

test('simulate: a port in use, and a state that is none, end with what to do', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = taken.address() as AddressInfo;
    for (const args of [
      [...anyPorts.slice(0, 4), '--control-port', String(port)],
      ['listen', '--port', String(port), '--app-secret', 'x'],
    ]) {
      const program = simulate(...args);
      expect(await program.ended).toBe(1);
      expect(program.err).toContain(`Port ${port} is in use`);
    }
    const state = join(dataDir, 'state.json');
    for (const text of ['{', '{"version":7}']) {
      await writeFile(state, text);
      const program = simulate(...anyPorts, '--state', state);
      expect(await program.ended).toBe(1);
      expect(program.err).toContain(state);
      expect(await readFile(state, 'utf8')).toBe(text);
    }
  } finally {
    taken.close();
  }
});

test('simulate: --help names every option, of both commands', async () => {
  for (const [args, options] of [
    [['--help'], ['--webhook', '--app-secret', '--state', '--json', '--paused-clock', '--manifest', 'listen']],
    [
      ['listen', '--help'],
      ['--port', '--forward', '--sandbox', '--control'],
    ],
  ] as const) {
    const program = simulate(...args);
    expect(await program.ended).toBe(0);
    for (const option of options) expect(program.out).toContain(option);
  }
});
