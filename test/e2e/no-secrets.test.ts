import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onePixel } from '../../src/cli/verify/rules/incidents/sending.ts';
import type { ChannelId } from '../../src/store/ids.ts';
import { ANA, onlyConversation, type Stage, startStage } from '../contract/stage.ts';
import { install, newGrant } from '../store/conformance/fixture.ts';
import { until } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';

const CONSOLE_TOKEN = 'console-token-7f3a91';
const CHANNEL_TOKEN = 'EAAG-channel-token-55c1';
const TOKENS = { accessToken: 'v1u:access-token-a81d', refreshToken: 'refresh-token-44e0' };
const ROTATED = { accessToken: 'v1u:access-token-rotated-9b', refreshToken: 'refresh-token-rotated-70' };
const TEXT = 'meet me at berth forty-two';

/** Every way in which a secret could stand in a file. */
const spellings = (secret: string): string[] => {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
};

async function bytesBelow(folder: string): Promise<{ name: string; bytes: Buffer }[]> {
  const names = await readdir(folder, { recursive: true });
  const files = [];
  for (const name of names) if ((await stat(join(folder, name))).isFile()) files.push({ name, bytes: await readFile(join(folder, name)) });
  return files;
}

/** Traffic of every kind, what goes wrong included. */
async function live(stage: Stage): Promise<void> {
  const { store } = stage.app;
  const channelId = stage.channelId;
  await stage.write(TEXT);
  const { id: conversationId } = await onlyConversation(stage);
  await stage.peers.whatsapp.write({ from: ANA, message: { type: 'image', file: { bytes: onePixel, mimeType: 'image/png' } } });
  await until(() => stage.rows('SELECT 1 FROM attachments').length === 1, 'the file');
  await stage.peers.pipedrive.typeReply({ channelId, conversationId, text: 'an answer', files: [] });
  await stage.deliver('not json');
  await stage.deliver(deliveryOf(changeOf({ messages: [textMessage(TEXT)], phone: '206540352242922' })));
  await stage.deliver({}, { secret: 'a wrong secret' });
  for (const path of ['/api/channels/x/conversations', `/api/channels/${channelId}/conversations?after=x`, '/nowhere?access_token=abc']) {
    await stage.call(path);
    await stage.call(path, { auth: null });
  }
  for (const auth of ['Bearer wrong', `Bearer ${CONSOLE_TOKEN}`]) {
    for (const path of ['/metrics', '/console/quarantine', '/console/dead-letters']) await stage.call(path, { auth });
  }
  // Both vendors fail: refused, out of order, away, and without an answer.
  stage.breakStore(new TypeError(`disk of ${channelId} on fire`));
  await stage.call(`/api/channels/${channelId}/conversations`);
  stage.breakStore(undefined);
  const channel = await stage.addChannel('306540352242922');
  const { apiUrl: apiDomain } = stage.config.pipedrive;
  const installation = await install(store, newGrant({ ...TOKENS, apiDomain }));
  await store.transaction(async (tx) => {
    await tx.setChannelAccessToken(channel.id, CHANNEL_TOKEN);
    await tx.setChannelInstallation(channel.id, installation);
    await tx.replaceTokens(installation, 1, newGrant({ ...ROTATED, apiDomain }), stage.clock.now());
    await tx.pauseInstallation(installation, 2, 'Pipedrive refuses the refresh token');
  });
  // Pipedrive does not know this token: the channel is held.
  await stage.write(TEXT, { phone: '306540352242922' });
  await until(async () => (await store.holds(stage.clock.now())).length > 0, 'a refusal of Pipedrive');
  await store.transaction(async (tx) => {
    const at = stage.clock.now();
    await tx.setChannelAccessToken(channelId as ChannelId, CHANNEL_TOKEN);
    await tx.endInstallation(installation, { at, eraseAt: at + 1, note: 'uninstalled' });
  });
  const refused = stage.peers.pipedrive.typeReply({ channelId, conversationId, text: 'with a token that WhatsApp refuses', files: [] });
  const isHeld = async () => (await store.holds(stage.clock.now())).some(({ destination }) => destination === 'whatsapp');
  await until(isHeld, 'a refusal of WhatsApp');
  // Whoever posted waits four seconds for an outcome that does not come.
  await stage.clock.advance(4000);
  await refused;
}

test('a provider keeps no secret in its files and says none in its log, nor who wrote what', async () => {
  const stage = await startStage({ env: { CONSOLE_TOKEN } });
  try {
    await live(stage);
    const { config, peers } = stage;
    const secrets: readonly string[] = [
      ...[CONSOLE_TOKEN, CHANNEL_TOKEN, ...Object.values(TOKENS), ...Object.values(ROTATED), peers.pipedriveAccessToken],
      ...[config.whatsapp.accessToken, config.whatsapp.verifyToken, config.pipedrive.clientSecret, ...config.whatsapp.appSecrets],
      ...config.encryptionKeys.map((key) => key.toString('latin1')),
    ];
    expect(secrets.filter((secret) => secret.length < 8)).toEqual([]);
    const log = Buffer.from(stage.logLines.join('\n'));
    expect(stage.logLines.length).toBeGreaterThan(20);
    const files = (await bytesBelow(stage.dataDir)).filter(({ name }) => /^provider\.db/.test(name));
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['provider.db', 'provider.db-wal']));
    expect(Buffer.concat(files.map(({ bytes }) => bytes)).includes(TEXT), 'the database does hold what people wrote').toBe(true);
    for (const [index, secret] of secrets.entries()) {
      for (const spelling of spellings(secret)) {
        for (const { name, bytes } of files) expect(bytes.includes(spelling), `secret ${index} in ${name}`).toBe(false);
        expect(log.includes(spelling), `secret ${index} in the log`).toBe(false);
      }
    }
    for (const personal of [TEXT, 'an answer', ANA, 'Ana Pereira', 'wamid.']) expect(log.includes(personal), personal).toBe(false);
  } finally {
    await stage.stopAll();
  }
});
