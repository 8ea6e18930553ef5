import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runningSandbox } from '../../mocks/running-sandbox.ts';
import { type FarEnd, startFarEnd } from './far-end.ts';

let dataDir: string;
let provider: FarEnd;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'running-'));
  provider = await startFarEnd();
  provider.answer = ({ url }) => ({ status: url === '/health/live' ? 200 : 404, body: {} });
});
afterEach(async () => {
  await provider.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const named = (content: unknown) => writeFile(join(dataDir, 'sandbox.json'), JSON.stringify(content));

async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('runningSandbox: found when its process is there and its provider answers', async () => {
  await named({ pid: process.pid, providerUrl: provider.url });
  expect(await runningSandbox(dataDir)).toEqual({ pid: process.pid, url: provider.url });
});

test('runningSandbox: none when its process is gone, even if another provider took the address', async () => {
  await named({ pid: await endedPid(), providerUrl: provider.url });
  expect(await runningSandbox(dataDir)).toBeUndefined();
});

test('runningSandbox: none when nobody, or no provider, answers there, even if its number is another process by now', async () => {
  await named({ pid: process.pid, providerUrl: `${provider.url}/elsewhere` });
  expect(await runningSandbox(dataDir)).toBeUndefined();
  await named({ pid: process.pid, providerUrl: provider.url });
  await provider.stop();
  expect(await runningSandbox(dataDir)).toBeUndefined();
  provider = await startFarEnd();
});

test('runningSandbox: none in a new folder, and none where a sandbox was never ready', async () => {
  expect(await runningSandbox(join(dataDir, 'new'))).toBeUndefined();
  for (const content of [{}, { pid: process.pid, providerUrl: '' }, { providerUrl: provider.url }]) {
    await named(content);
    expect(await runningSandbox(dataDir), JSON.stringify(content)).toBeUndefined();
  }
});
