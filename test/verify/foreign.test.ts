import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../src/cli/verify/free-port.ts';

const launcher = fileURLToPath(new URL('../../src/cli/launch.cjs', import.meta.url));
const verifyProgram = fileURLToPath(new URL('../../src/cli/verify.ts', import.meta.url));
const providerProgram = fileURLToPath(new URL('./provider/main.ts', import.meta.url));

/** Secrets of the other team; none of them may stand in what verify says. */
const secrets = {
  VERIFY_CLIENT_SECRET: 'desk-client-s3cret',
  VERIFY_APP_SECRET: 'desk-app-s3cret',
  VERIFY_VERIFY_TOKEN: 'desk-handshake-s3cret',
  VERIFY_WHATSAPP_TOKEN: 'EAAdesk-t0ken',
  VERIFY_PIPEDRIVE_TOKEN: 'v1u:desk-t0ken',
};

interface Setting {
  env: Record<string, string>;
  args: readonly string[];
}

let folder: string;
let provider: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-foreign-'));
});
afterEach(async () => {
  if (provider) await end(provider);
  provider = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function setting(): Promise<Setting> {
  // Provider and simulators must know each other's before they start.
  const [port, whatsapp, pipedrive] = [await freePort(), await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env['PATH'] ?? '',
    ...secrets,
    VERIFY_URL: url,
    VERIFY_CLIENT_ID: 'desk-client',
    VERIFY_CHANNEL: 'desk-1',
    VERIFY_PHONE_NUMBER_ID: '200300400500600',
    VERIFY_BUSINESS_ACCOUNT_ID: '700800900100200',
    VERIFY_WHATSAPP_URL: `http://127.0.0.1:${whatsapp}`,
    VERIFY_PIPEDRIVE_URL: `http://127.0.0.1:${pipedrive}`,
    PROVIDER_DISK: join(folder, 'disk'),
  };
  const args = ['--url', url, '--client-id', env.VERIFY_CLIENT_ID, '--channel', env.VERIFY_CHANNEL, '--webhook', `${url}/hooks/wa`];
  const numbers = ['--phone-number-id', env.VERIFY_PHONE_NUMBER_ID, '--business-account-id', env.VERIFY_BUSINESS_ACCOUNT_ID];
  return { env, args: [...args, ...numbers, '--whatsapp-port', String(whatsapp), '--pipedrive-port', String(pipedrive)] };
}

async function startProvider({ env }: Setting): Promise<void> {
  provider = fork(providerProgram, [], { env, stdio: 'ignore' });
  await once(provider, 'message');
}

/** The real command. */
async function verify(
  { env, args }: Setting,
  more: readonly string[],
): Promise<{ code: number | null; output: string; complaint: string }> {
  const child = spawn(process.execPath, [launcher, verifyProgram, ...args, ...more], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { output: '', complaint: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.output += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.complaint += chunk.toString('utf8');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  for (const secret of Object.values(secrets)) expect(said.output + said.complaint).not.toContain(secret);
  return { code, ...said };
}

const only = (...rules: readonly string[]): string[] => rules.flatMap((rule) => ['--only', rule]);
const command = `"${process.execPath}" "${providerProgram}"`;

test('verify 0: plays WhatsApp and Pipedrive on the ports that a running provider of another team was pointed at', async () => {
  const place = await setting();
  await startProvider(place);
  const { code, output, complaint } = await verify(
    place,
    only('posting/recipients-plain', 'inbox-delivery/once-and-complete', 'brazil-nine', 'reply/keeps-its-order', 'ack-then-lost'),
  );
  expect(complaint).toBe('');
  for (const name of ['posting/recipients-plain', 'inbox-delivery/once-and-complete', 'incident/brazil-nine'])
    expect(output).toContain(`✓ ${name}`);
  expect(output).toContain("– 1: the provider's clock cannot be moved");
  expect(output).toContain('– 1: we cannot kill and start the provider (--start)');
  expect(output).not.toContain('reply/keeps-its-order');
  expect(code).toBe(0);
});

test('verify 1: a rule that could not be run fails where all are required', async () => {
  const place = await setting();
  await startProvider(place);
  const { code, output } = await verify(place, ['--require-all', ...only('manifest/version', 'reply/keeps-its-order')]);
  expect(output).toContain('✓ manifest/version');
  expect(output).toContain('✗ reply/keeps-its-order');
  expect(code).toBe(1);
});

test('verify 0: --start starts the provider of another team, kills it and starts it again; what it acknowledged is there', async () => {
  const { code, output, complaint } = await verify(await setting(), [
    '--start',
    command,
    ...only('ack-then-lost', 'reply/reaches-the-phone-once'),
  ]);
  expect(complaint).toBe('');
  expect(output).toContain('✓ incident/ack-then-lost');
  expect(output).toContain('✓ reply/reaches-the-phone-once');
  expect(code).toBe(0);
});

test('verify 1: --start finds that a provider acknowledges before it stores', async () => {
  const place = await setting();
  const { code, output } = await verify({ ...place, env: { ...place.env, PROVIDER_FAULT: 'acknowledged-before-stored' } }, [
    '--start',
    command,
    '--patience',
    '2',
    ...only('ack-then-lost'),
  ]);
  expect(output).toContain('✗ incident/ack-then-lost');
  expect(code).toBe(1);
});

test('verify 2: a port that somebody has is one sentence', async () => {
  const place = await setting();
  await startProvider(place);
  const taken = createServer().listen(Number(new URL(place.env['VERIFY_WHATSAPP_URL'] ?? '').port), '127.0.0.1');
  await once(taken, 'listening');
  const { code, complaint } = await verify(place, only('manifest'));
  taken.close();
  expect(complaint).toMatch(/^--whatsapp-port \d+ is in use\. .+\n$/);
  expect(code).toBe(2);
});
