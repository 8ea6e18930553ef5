import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPeers, startProvider, type TestPeers, until } from '../support/provider.ts';
import { type Child, startChild } from './child.ts';

let dataDir: string;
let peers: TestPeers;
const children: Child[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'orphan-'));
  peers = await startPeers(dataDir);
  await (await startProvider({ dataDir, peers })).stop();
});
afterEach(async () => {
  for (const child of children) child.process.kill('SIGKILL');
  await Promise.all(children.splice(0).map(({ exited }) => exited));
  await peers.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Child> {
  const env = {
    ...peers.settings,
    PORT: '0',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'https://provider.example',
    CONSOLE_TOKEN: 'c',
    DATA_DIR: dataDir,
  };
  const child = await startChild('src/main.ts', env, dataDir);
  children.push(child);
  return child;
}
async function kill({ process, exited }: Child): Promise<void> {
  process.kill('SIGKILL');
  await exited;
}
const uploads = async () => (await readdir(join(dataDir, 'media')).catch(() => [])).filter((name) => name.split('-').length === 5);

/** A form whose file has come whole and whose end has not. */
function beginForm({ port, channelId }: Child): void {
  const { PIPEDRIVE_CLIENT_ID: id, PIPEDRIVE_CLIENT_SECRET: secret } = peers.settings;
  const form = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: `/api/channels/${channelId}/messages`,
    auth: `${id}:${secret}`,
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  });
  // The other side is killed.
  form.on('error', () => {});
  form.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\ncontent-type: text/plain\r\n\r\nhello\r\n--b\r\n');
}

test('kill -9 between the upload and its message: the file goes at a start a day later, and not before', async () => {
  const first = await start();
  beginForm(first);
  await until(async () => (await uploads()).length === 1, 'the upload on the disk');
  await kill(first);
  const [orphan = ''] = await uploads();

  const second = await start();
  beginForm(second);
  await until(async () => (await uploads()).length === 2, 'another upload');
  await kill(second);
  expect(await uploads()).toContain(orphan);

  const yesterday = Date.now() / 1000 - 25 * 3600;
  await utimes(join(dataDir, 'media', orphan), yesterday, yesterday);
  await start();
  await until(async () => !(await uploads()).includes(orphan), 'the sweep');
  expect(await uploads()).toHaveLength(1);
});
