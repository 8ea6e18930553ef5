import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { metaJson, signatureOf } from '../../mocks/whatsapp/signature.ts';
import { startPeers, type TestPeers } from '../support/provider.ts';
import { startFlags } from '../support/start-flags.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { type Child, startChild } from './child.ts';

const MB = 1024 * 1024;

const chunk = Buffer.alloc(MB, 'the pages of a very long contract. ');

/** The SHA-256 of a file of so many megabytes, hex. */
export function hashOf(megabytes: number): string {
  const hash = createHash('sha256');
  for (let count = 0; count < megabytes; count += 1) hash.update(chunk);
  return hash.digest('hex');
}

/** A provider in a process of its own, and a WhatsApp that has one file of any size without keeping it in memory. */
export interface BigFileStage {
  child: Child;
  /** Kills the process as a power cut would, and starts another on the same data. */
  restart(): Promise<void>;
  /** How often the file was asked for. */
  asked: number;
  /** How many megabytes a transfer stops after, without ending; undefined: none. */
  stallAfter: number | undefined;
  /** Posts a signed webhook of a document of that many megabytes; resolves with the answer's status. */
  deliver(megabytes: number): Promise<number>;
  /** The attachments of the newest message. */
  attachments(): Promise<{ name: string; type: string; size: number; url: string }[]>;
  dataDir: string;
  stop(): Promise<void>;
}

const ID = '2914523482062113';
const LEASE_MS = 1500;

export async function startBigFileStage(): Promise<BigFileStage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'big-file-'));
  const peers = await startPeers(dataDir, undefined);
  let megabytes = 0;
  const sendFile = async (response: ServerResponse) => {
    stage.asked += 1;
    response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': String(megabytes * MB) });
    for (let count = 0; count < megabytes && !response.destroyed; count += 1) {
      if (count === stage.stallAfter) return;
      if (!response.write(chunk)) await drained(response);
    }
    response.end();
  };
  const vendor = createServer((incoming, response) => {
    if (incoming.url === '/file') return void sendFile(response);
    const node = {
      messaging_product: 'whatsapp',
      url: `${vendorUrl}/file`,
      mime_type: 'application/pdf',
      sha256: hashOf(megabytes),
      file_size: megabytes * MB,
      id: ID,
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(node));
  });
  await new Promise<void>((resolve) => vendor.listen(0, '127.0.0.1', resolve));
  const vendorUrl = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  const env = {
    ...peers.settings,
    WHATSAPP_API_URL: vendorUrl,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    TEST_LEASE_MS: String(LEASE_MS),
    TEST_PIPEDRIVE_TOKEN: peers.pipedriveAccessToken,
  };
  const agent = new Agent({ keepAliveTimeout: 1000 });
  const start = () => startProviderChild(env, dataDir, peers);
  const call = async (path: string) => {
    const basic = Buffer.from(`${peers.settings['PIPEDRIVE_CLIENT_ID']}:${peers.settings['PIPEDRIVE_CLIENT_SECRET']}`).toString('base64');
    const address = `http://127.0.0.1:${stage.child.port}/api/channels/${stage.child.channelId}${path}`;
    const answer = await request(address, { dispatcher: agent, headers: { authorization: `Basic ${basic}` } });
    if (answer.statusCode !== 200) throw new Error(`${path} was answered ${answer.statusCode}`);
    return answer.body.json();
  };
  const stage: BigFileStage = {
    child: await start(),
    dataDir,
    asked: 0,
    stallAfter: undefined,
    async restart() {
      stage.child.process.kill('SIGKILL');
      await stage.child.exited;
      stage.child = await start();
    },
    async deliver(size) {
      megabytes = size;
      const { text: _text, ...common } = textMessage('', { from: '15551230001' });
      const document = { id: ID, mime_type: 'application/pdf', sha256: hashOf(size), filename: 'contract.pdf', url: `${vendorUrl}/file` };
      const body = metaJson(
        deliveryOf(changeOf({ messages: [{ ...common, type: 'document', document }] }, { from: '15551230001', name: 'Ana' })),
      );
      const answer = await request(`http://127.0.0.1:${stage.child.port}/webhooks/whatsapp`, {
        method: 'POST',
        dispatcher: agent,
        headers: {
          'content-type': 'application/json',
          'x-hub-signature-256': signatureOf(peers.settings['WHATSAPP_APP_SECRET'] ?? '', body),
        },
        body,
      });
      await answer.body.dump();
      return answer.statusCode;
    },
    async attachments() {
      const { data } = (await call('/conversations')) as { data: { messages: { created_at: string; attachments: never[] }[] }[] };
      return data[0]?.messages[0]?.attachments ?? [];
    },
    async stop() {
      stage.child.process.kill('SIGKILL');
      await stage.child.exited;
      await agent.destroy();
      await peers.stop();
      await new Promise<void>((resolve) => {
        vendor.close(() => resolve());
        vendor.closeAllConnections();
      });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
}

/** Resolves when more can be written, or nobody is left to write to. */
async function drained(response: ServerResponse): Promise<void> {
  const over = new AbortController();
  const { signal } = over;
  // Whichever event comes first calls the other wait off, which then rejects.
  await Promise.race(['drain', 'close'].map((event) => once(response, event, { signal })));
  over.abort();
}

async function startProviderChild(env: Record<string, string>, dataDir: string, peers: TestPeers): Promise<Child> {
  // Without the first flag, V8 lets up to 64 MB of buffers that nobody holds any more pile up before it looks at them, whatever passes through (measured: 56 to 70 MB
  // instead of 20 to 37).
  const child = await startChild('test/e2e/provider-child.ts', env, dataDir, startFlags);
  peers.provider.port = child.port;
  return child;
}
