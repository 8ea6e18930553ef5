import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { metaJson, signatureOf } from '../../mocks/whatsapp/signature.ts';
import { startPeers, startProvider, type TestPeers, until } from '../support/provider.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { type Child, startChild } from './child.ts';

const from = '15551230001';
const ANSWER_AFTER_MS = 123_456;

let dataDir: string;
let peers: TestPeers;
let env: Record<string, string>;
let whatsappClock: VirtualClock;
/** How many answers of WhatsApp wait for the clock. */
let heldAnswers = 0;
const children: Child[] = [];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shutdown-'));
  // The far ends live by a clock that the test moves: so it decides when WhatsApp answers.
  const virtual = createVirtualClock(Date.now());
  whatsappClock = virtual;
  peers = await startPeers(dataDir, {
    ...virtual,
    after(ms, callback) {
      if (ms === ANSWER_AFTER_MS) heldAnswers += 1;
      return virtual.after(ms, callback);
    },
  });
  env = {
    ...peers.settings,
    PORT: '0',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'https://provider.example',
    CONSOLE_TOKEN: 'console-token-of-this-test',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
  };
  // Connects the Pipedrive company, as the OAuth flow would.
  const first = await startProvider({ dataDir, peers });
  await first.stop();
});
afterAll(async () => {
  for (const child of children) child.process.kill('SIGKILL');
  await Promise.all(children.map(({ exited }) => exited));
  await peers.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Child> {
  const child = await startChild('src/main.ts', env, dataDir);
  children.push(child);
  peers.provider.port = child.port;
  return child;
}

/** A signed delivery of which only the headers were sent, and of which the server has said that it wants the rest. */
async function openDelivery(port: number, body: Buffer): Promise<ClientRequest> {
  const posting = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/webhooks/whatsapp',
    headers: {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-hub-signature-256': signatureOf(env['WHATSAPP_APP_SECRET'] ?? '', body),
      expect: '100-continue',
    },
  });
  posting.flushHeaders();
  await once(posting, 'continue');
  return posting;
}

const refusesConnections = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => resolve(true));
  });

const deliveryFrom = (text: string): Buffer =>
  metaJson(deliveryOf(changeOf({ messages: [textMessage(text, { from })] }, { from, name: 'Ana' })));

test('SIGTERM: answers what is under way, ends with exit code 0, and the next start goes on where it stopped', async () => {
  const child = await start();
  expect((await peers.whatsapp.deliver(deliveryFrom('before'))).status).toBe(200);
  const inbox = () => peers.pipedrive.conversations(child.channelId).flatMap(({ messages }) => messages.map(({ text }) => text));
  await until(() => inbox().includes('before'), 'the first message in the inbox');
  const conversationId = String(peers.pipedrive.conversations(child.channelId)[0]?.id);

  peers.whatsapp.faults.delayNext('sendMessage', ANSWER_AFTER_MS);
  const replying = peers.pipedrive.typeReply({ channelId: child.channelId, conversationId, text: 'answered while stopping' });
  await until(() => heldAnswers === 1, 'the reply at WhatsApp');
  const body = deliveryFrom('while stopping');
  const posting = await openDelivery(child.port, body);
  const silent = connect(child.port, '127.0.0.1');
  await once(silent, 'connect');
  const hungUp = once(silent, 'close');
  const answered = once(posting, 'response') as Promise<[IncomingMessage]>;

  child.process.kill('SIGTERM');
  await until(() => refusesConnections(child.port), 'the closed door');
  posting.end(body);
  const [answer] = await answered;
  answer.resume();
  expect(answer.statusCode).toBe(200);
  peers.provider.port = 0;
  await whatsappClock.advance(ANSWER_AFTER_MS);
  expect((await replying).status).toBe(200);
  await hungUp;
  expect(await child.exited).toEqual({ code: 0, signal: null });
  // The statuses of the reply are posted while nobody listens.
  await whatsappClock.advance(1000);
  const onThePhone = () => peers.whatsapp.phone(from).filter((message) => message.from === 'business');
  expect(onThePhone()).toMatchObject([{ text: 'answered while stopping', status: 'read' }]);

  const next = await start();
  expect(next.channelId).toBe(child.channelId);
  await until(() => inbox().includes('while stopping'), 'the message that came during the stop');
  // WhatsApp repeats the statuses that nobody took.
  await until(async () => {
    await whatsappClock.advance(1000);
    return peers.pipedrive
      .inbox(next.channelId, conversationId)
      .some(({ text, status }) => text === 'answered while stopping' && status === 'read');
  }, 'the read status of the reply');
  expect(onThePhone().map(({ text }) => text)).toEqual(['answered while stopping']);
  expect(inbox().toSorted()).toEqual(['answered while stopping', 'before', 'while stopping']);

  next.process.kill('SIGTERM');
  expect(await next.exited).toEqual({ code: 0, signal: null });
});
