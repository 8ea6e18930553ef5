import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { manifestFor } from '../../src/domain/manifest.ts';
import { type FrontProxy, startProxy } from './proxy.ts';
import { type DoctorStage, startDoctorStage } from './stage.ts';

const launcher = fileURLToPath(new URL('../../src/cli/launch.cjs', import.meta.url));
const program = fileURLToPath(new URL('../../src/cli/doctor.ts', import.meta.url));

let stage: DoctorStage;
let front: FrontProxy;
let folder: string;
let authority: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-command-'));
  const altNames = [{ type: 2 as const, value: 'localhost' }];
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames }],
  });
  authority = join(folder, 'authority.pem');
  await writeFile(authority, cert);
  front = await startProxy({ key, cert });
  stage = await startDoctorStage({ publicUrl: front.url });
  front.port = stage.proxy.port;
});
afterAll(async () => {
  await stage.stop();
  await front.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The command as a person runs it, in an empty folder; with https that is trusted unless told otherwise. */
async function doctor(args: readonly string[], env: NodeJS.ProcessEnv) {
  const { PATH } = process.env;
  const child = spawn(process.execPath, [launcher, program, ...args], {
    cwd: folder,
    env: { PATH, NODE_EXTRA_CA_CERTS: authority, ...env },
  });
  let [said, complained] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number];
  return { code, said, complained };
}

test('doctor 0: a live set-up behind https with the uploaded manifest is all right', async () => {
  const uploaded = join(folder, 'uploaded.json');
  await writeFile(uploaded, JSON.stringify(manifestFor(front.url)));
  const { code, said, complained } = await doctor(['--manifest', uploaded], stage.settings);
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  expect(said).toMatch(/^The public address\n {2}✓ PUBLIC_URL is an https address/);
  expect(said).toContain('✓ the uploaded manifest is the one that is served');
  expect(said).toMatch(/All is well: \d+ right, 0 wrong, 0 to look at, 1 not looked at\.\n$/);
});

test('doctor 1: each fault stands with its remedy and its name, in lines that fit a terminal', async () => {
  stage.simulators.whatsapp.configure({ app: { subscribedTo: [] } });
  const { code, said } = await doctor([], stage.settings);
  stage.simulators.whatsapp.configure({ app: { subscribedTo: 'all' } });
  expect(code).toBe(1);
  expect(said).toMatch(/ {2}✗ WhatsApp: business account 102290129340398 sends to no app\n {4}→ The app is not subscribed/);
  expect(said.replaceAll(/\s+/g, ' ')).toContain('[not-subscribed]');
  expect(said.split('\n').filter((line) => line.length > 100)).toEqual([]);
});

test('doctor 1: --json gives the findings to programs', async () => {
  const { code, said } = await doctor(['--json'], { ...stage.settings, WHATSAPP_VERIFY_TOKEN: 'another' });
  const { verdict, findings } = JSON.parse(said) as { verdict: string; findings: { fault: string | null }[] };
  expect({ code, verdict }).toEqual({ code: 1, verdict: 'failed' });
  expect(findings.flatMap(({ fault }) => fault ?? [])).toEqual(['verify-token-differs']);
});

test('doctor 1: a certificate that no authority signed', async () => {
  const { code, said } = await doctor([], { ...stage.settings, NODE_EXTRA_CA_CERTS: undefined });
  expect(code).toBe(1);
  expect(said.replaceAll(/\s+/g, ' ')).toContain('[public-url-certificate]');
});

test('doctor 2: settings that are missing are listed, a wrong option is named, and without anything it says what to do', async () => {
  const { PUBLIC_URL: _url, ...rest } = stage.settings;
  expect(await doctor([], rest)).toMatchObject({ code: 2, said: '', complained: expect.stringContaining('PUBLIC_URL is missing') });
  expect(await doctor(['--manifesto'], {})).toMatchObject({ code: 2, complained: expect.stringContaining('--help') });
  expect(await doctor([], {})).toMatchObject({ code: 2, complained: expect.stringContaining('no sandbox was started here') });
});
