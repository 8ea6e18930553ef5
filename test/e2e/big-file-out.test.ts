import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Agent, request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { metaJson, signatureOf } from '../../mocks/whatsapp/signature.ts';
import { startPeers, type TestPeers, until } from '../support/provider.ts';
import { startFlags } from '../support/start-flags.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { hashOf } from './big-file-stage.ts';
import { type Child, startChild } from './child.ts';

const MB = 1024 * 1024;
const CUSTOMER = '15551230001';
const chunk = Buffer.alloc(MB, 'the pages of a very long contract. ');

/** What WhatsApp was given: the file of each upload, and each message. */
const uploads: { size: number; sha256: string }[] = [];
const messages: Record<string, unknown>[] = [];
let dataDir: string;
let peers: TestPeers;
let child: Child;
const agent = new Agent({ keepAliveTimeout: 1000 });

const whatsapp = createServer(async (incoming, response) => {
  const isUpload = incoming.url?.endsWith('/media') === true;
  if (isUpload) uploads.push(await fileIn(incoming));
  else messages.push(JSON.parse(Buffer.concat(await incoming.toArray()).toString('utf8')));
  const answer = isUpload ? { id: '1166846181421424' } : { messaging_product: 'whatsapp', messages: [{ id: `wamid.${messages.length}` }] };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
});

/** Hashes the file of a form as it comes: it follows the head of its part, and a closing line follows it. */
async function fileIn(incoming: IncomingMessage): Promise<{ size: number; sha256: string }> {
  const closing = /boundary=(\S+)/.exec(incoming.headers['content-type'] ?? '')?.[1]?.length ?? 0;
  const hash = createHash('sha256');
  let held = Buffer.alloc(0);
  let inFile = false;
  let size = 0;
  for await (const part of incoming as AsyncIterable<Buffer>) {
    held = Buffer.concat([held, part]);
    const head = inFile ? -1 : held.indexOf('\r\n\r\n', Math.max(0, held.indexOf('name="file"')));
    if (!inFile && (head < 0 || !held.includes('name="file"'))) continue;
    if (!inFile) held = held.subarray(head + 4);
    inFile = true;
    // The closing line is CRLF, two dashes, the boundary, two dashes, maybe CRLF again.
    const sure = Math.max(0, held.length - closing - 8);
    hash.update(held.subarray(0, sure));
    size += sure;
    held = held.subarray(sure);
  }
  const rest = held.subarray(0, held.indexOf('\r\n--'));
  return { size: size + rest.length, sha256: hash.update(rest).digest('hex') };
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'big-file-out-'));
  peers = await startPeers(dataDir, undefined);
  await new Promise<void>((resolve) => whatsapp.listen(0, '127.0.0.1', resolve));
  const env = {
    ...peers.settings,
    WHATSAPP_API_URL: `http://127.0.0.1:${(whatsapp.address() as AddressInfo).port}`,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    TEST_LEASE_MS: '30000',
    TEST_PIPEDRIVE_TOKEN: peers.pipedriveAccessToken,
  };
  child = await startChild('test/e2e/provider-child.ts', env, dataDir, startFlags);
});
afterEach(async () => {
  child.process.kill('SIGKILL');
  await child.exited;
  await agent.destroy();
  await peers.stop();
  await new Promise<void>((resolve) => {
    whatsapp.close(() => resolve());
    whatsapp.closeAllConnections();
  });
  await rm(dataDir, { recursive: true, force: true });
});

const basic = () =>
  `Basic ${Buffer.from(`${peers.settings['PIPEDRIVE_CLIENT_ID']}:${peers.settings['PIPEDRIVE_CLIENT_SECRET']}`).toString('base64')}`;

async function call(path: string, options: { method?: 'POST'; headers?: Record<string, string>; body?: Readable | Buffer } = {}) {
  const { headers = {}, ...others } = options;
  const answer = await request(`http://127.0.0.1:${child.port}${path}`, {
    dispatcher: agent,
    headers: { authorization: basic(), ...headers },
    ...others,
  });
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape
  return { status: answer.statusCode, json: (await answer.body.json()) as any };
}

/** Posts a document of that many megabytes, made on the way. */
async function post(conversationId: string, senderId: string, megabytes: number) {
  const field = (name: string, value: string) => `--line\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const disposition = 'content-disposition: form-data; name="files"; filename="contract.txt"\r\ncontent-type: text/plain\r\n\r\n';
  const before = Buffer.from(`${field('senderId', senderId)}${field('conversationId', conversationId)}--line\r\n${disposition}`);
  const after = Buffer.from('\r\n--line--\r\n');
  const body = Readable.from([before, ...Array<Buffer>(megabytes).fill(chunk), after]);
  return call(`/api/channels/${child.channelId}/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'multipart/form-data; boundary=line',
      'content-length': String(before.length + megabytes * MB + after.length),
    },
    body,
  });
}

/** The kernel's own record, in bytes: `VmHWM` is the most that was ever resident since it was last reset. */
function resident(field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${child.process.pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
}

test.runIf(process.platform === 'linux')(
  'postMessage of 100 MB: the document reaches WhatsApp byte for byte with less than 64 MB of memory',
  { timeout: 120_000 },
  async () => {
    const hello = metaJson(deliveryOf(changeOf({ messages: [textMessage('hello', { from: CUSTOMER })] }, { from: CUSTOMER, name: 'Ana' })));
    const signature = signatureOf(peers.settings['WHATSAPP_APP_SECRET'] ?? '', hello);
    const webhookHeaders = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    expect((await call('/webhooks/whatsapp', { method: 'POST', headers: webhookHeaders, body: hello })).status).toBe(200);
    const { data } = (await call(`/api/channels/${child.channelId}/conversations`)).json;
    const senderId = data[0].participants.find(({ role }: { role: string }) => role === 'source_user').id;

    // Once with a small file, so that what is loaded at first use is there.
    expect((await post(data[0].id, senderId, 1)).status).toBe(200);
    writeFileSync(`/proc/${child.process.pid}/clear_refs`, '5');
    const before = resident('VmRSS');
    expect((await post(data[0].id, senderId, 100)).status).toBe(200);
    await until(() => messages.length === 2, 'the message with the large file');
    const grown = resident('VmHWM') - before;
    expect(uploads).toEqual([
      { size: MB, sha256: hashOf(1) },
      { size: 100 * MB, sha256: hashOf(100) },
    ]);
    expect(messages[1]).toMatchObject({ type: 'document', document: { id: '1166846181421424', filename: 'contract.txt' } });
    expect(grown).toBeGreaterThanOrEqual(0);
    expect(grown / MB).toBeLessThan(64);
  },
);
