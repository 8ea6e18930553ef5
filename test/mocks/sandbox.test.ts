import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPlayground } from '../../mocks/playground.ts';
import { type SandboxPeers, startSandboxPeers } from '../../mocks/sandbox.ts';
import type { Places } from '../../src/domain/places.ts';
import { getPlaygroundConversation } from '../../src/handlers/get-playground-conversation.ts';
import { getPlaygroundTemplates } from '../../src/handlers/get-playground-templates.ts';
import { sendPlaygroundDelivery } from '../../src/handlers/send-playground-delivery.ts';
import { sendPlaygroundReply } from '../../src/handlers/send-playground-reply.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { callJson, type FarEnd, startFarEnd } from './far-end.ts';
import { ANA, answerAsProvider, CHANNEL, CONVERSATION, message, SALES } from './pipedrive-setup.ts';
import { START, textDelivery } from './whatsapp-setup.ts';

let dataDir: string;
let provider: FarEnd;
let peers: SandboxPeers;
const start = () => startSandboxPeers({ dataDir, clock: createVirtualClock(START), providerUrl: () => provider.url });
const placesWith = (place: unknown): Places => ({
  find: async () => place as never,
  channels: async () => [],
  addressOf: async () => null,
});
const place = { channelId: CHANNEL, conversationId: CONVERSATION, sourceUserId: SALES, endUserId: ANA, name: 'Ana Pereira' };

beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'sandbox-')), 'sandbox');
  provider = await startFarEnd();
  provider.answer = (request) => (request.url === '/webhooks/whatsapp' ? { status: 200, body: { stored: 1 } } : answerAsProvider(request));
  peers = await start();
});
afterEach(async () => {
  await peers.stop();
  await provider.stop();
  await rm(join(dataDir, '..'), { recursive: true, force: true });
});

test('startSandboxPeers: secrets are made once, kept for the owner only, and the provider can be found', async () => {
  const file = join(dataDir, 'sandbox.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ providerUrl: provider.url });
  expect(Buffer.from(peers.settings['ENCRYPTION_KEY'] as string, 'base64')).toHaveLength(32);
  const addresses = ['WHATSAPP_API_URL', 'PIPEDRIVE_API_URL', 'PIPEDRIVE_OAUTH_URL'];
  const secretsOf = (settings: Record<string, string>) => Object.entries(settings).filter(([name]) => !addresses.includes(name));
  const before = { token: peers.pipedriveAccessToken, secrets: secretsOf(peers.settings) };
  await peers.stop();
  peers = await start();
  expect({ token: peers.pipedriveAccessToken, secrets: secretsOf(peers.settings) }).toEqual(before);
  expect(addresses.every((name) => peers.settings[name]?.startsWith('http://127.0.0.1:'))).toBe(true);
});

test('startSandboxPeers: the control API runs beside the simulators, where sandbox.json says', async () => {
  const { controlUrl } = JSON.parse(await readFile(join(dataDir, 'sandbox.json'), 'utf8')) as { controlUrl: string };
  expect(controlUrl).toBe(peers.controlUrl);
  expect(await callJson('GET', `${controlUrl}/clock`)).toMatchObject({ status: 200, body: { now: new Date(START).toISOString() } });
  await callJson('POST', `${controlUrl}/clock/advance`, { body: { by: 'P1D' } });
  expect(peers.clock.now()).toBe(START + 86_400_000);
});

test('startSandboxPeers: without a clock of their own, time that was let pass stays passed after the next start', async () => {
  const begin = () => startSandboxPeers({ dataDir, providerUrl: () => provider.url });
  await peers.stop();
  peers = await begin();
  const before = peers.clock.now();
  const moves = await Promise.all([1, 2].map(() => callJson('POST', `${peers.controlUrl}/clock/advance`, { body: { by: 'P1D' } })));
  expect(moves.map(({ status }) => status)).toEqual([200, 200]);
  const passed = peers.clock.now();
  expect(passed - before).toBeGreaterThanOrEqual(2 * 86_400_000);
  await peers.stop();
  peers = await begin();
  expect(peers.clock.now()).toBeGreaterThanOrEqual(passed);
  expect(JSON.parse(await readFile(join(dataDir, 'sandbox.json'), 'utf8'))).toMatchObject({ providerUrl: provider.url });
});

test('startSandboxPeers: after a reset the provider has its channel in the inbox again', async () => {
  peers.connect({ name: 'Harbour Sales', provider_channel_id: CHANNEL });
  await callJson('POST', `${peers.controlUrl}/channels`, { body: { providerChannelId: 'ch_other', name: 'Other' } });
  expect((await callJson('POST', `${peers.controlUrl}/reset`)).status).toBe(204);
  expect(peers.pipedrive.channels().map(({ id }) => id)).toEqual([CHANNEL]);
});

test('startSandboxPeers: the credentials of the settings open the simulators', async () => {
  const { settings, pipedriveAccessToken } = peers;
  const number = await callJson('GET', `${settings['WHATSAPP_API_URL']}/v26.0/${settings['WHATSAPP_PHONE_NUMBER_ID']}`, {
    authorization: `Bearer ${settings['WHATSAPP_ACCESS_TOKEN']}`,
  });
  expect(number).toMatchObject({ status: 200, body: { display_phone_number: '15550783881' } });
  const user = await callJson('GET', `${settings['PIPEDRIVE_API_URL']}/v1/users/me`, { authorization: `Bearer ${pipedriveAccessToken}` });
  expect(user.status).toBe(200);
});

test('playground: both sides of a conversation show what was delivered and typed', async () => {
  const playground = createPlayground(peers, placesWith(place));
  peers.pipedrive.registerChannel({ name: 'Harbour Sales', provider_channel_id: CHANNEL });
  expect(await playground.deliver(textDelivery('Hello', START))).toEqual({ status: 200, body: '{"stored":1}' });
  await callJson('POST', `${peers.pipedrive.url}/v1/channels/messages/receive`, {
    authorization: `Bearer ${peers.pipedriveAccessToken}`,
    body: message(),
  });
  expect((await playground.reply({ to: { phone: '15551230001' }, text: 'Hi', files: [] })).status).toBe(200);
  expect(await playground.conversation('15551230001')).toMatchObject({
    name: 'Ana Pereira',
    now: new Date(START).toISOString(),
    inbox: [
      { from: 'customer', text: 'Hello', at: '2026-11-20T09:00:00.000Z' },
      { from: 'business', text: 'Hi', status: 'sent' },
    ],
    handset: [{ from: 'customer', text: 'Hello', at: '2026-11-20T09:00:00.000Z' }],
  });
});

test('playground: a phone without a conversation is unknown', async () => {
  const playground = createPlayground(peers, placesWith(undefined));
  expect(await playground.conversation('1')).toBeUndefined();
  await expect(playground.reply({ to: { phone: '1' }, text: 'x', files: [] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const request = { params: { phone: '1' } } as never;
  await expect(getPlaygroundConversation({ playground })(request)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test.each([
  ['sendPlaygroundDelivery', () => sendPlaygroundDelivery({ playground: undefined })({ body: {} } as never)],
  ['sendPlaygroundReply', () => sendPlaygroundReply({ playground: undefined })({ body: {} } as never)],
  ['getPlaygroundTemplates', () => getPlaygroundTemplates({ playground: undefined })({ query: {} } as never)],
  ['getPlaygroundConversation', () => getPlaygroundConversation({ playground: undefined })({ params: {} } as never)],
])('%s 404: without a sandbox it says so', async (_operation, call) => {
  await expect((async () => call())()).rejects.toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('no playground') });
});
