import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { consented, createBrowser, uninstalled } from './browser.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { START, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await stage.app.store.transaction(async (tx) => tx.setChannelInstallation(stage.app.channel.id, null));
});
afterEach(() => stage.stopAll());

const list = () => stage.call('/console/installations', { auth: null });
const install = async (choice = {}) => {
  const browser = createBrowser(stage);
  expect((await browser.open(await consented(stage, browser, choice))).status).toBe(200);
};

test('listInstallations 200: who, in which state, with which channels and dates, and never a token', async () => {
  await install();
  const { json, text } = proves(await list());
  const harbour = json.installations.find(({ company }: { company: { id: number } }) => company.id === 12345678);
  const began = new Date(START).toISOString();
  expect(harbour).toEqual({
    id: expect.stringMatching(/^in_/),
    state: 'active',
    note: null,
    company: { id: 12345678, name: 'Harbour Sales' },
    user: { id: 23456789, name: 'Sam Sales', admin: true },
    scopes: ['base', 'messengers-integration'],
    apiDomain: stage.peers.pipedrive.apiDomain(12345678),
    shared: null,
    channels: [stage.channelId],
    installedAt: began,
    allowedAt: began,
    refreshedAt: began,
    accessExpiresAt: new Date(START + 3_599_000).toISOString(),
    uninstalledAt: null,
    eraseAt: null,
  });
  const tokens = await stage.app.store.installationTokens(harbour.id);
  for (const secret of [tokens?.accessToken, tokens?.refreshToken]) expect(text).not.toContain(secret);
  expect(text).not.toMatch(/token/i);
});

test('listInstallations 200: a paused and an uninstalled one say why, and stay in the list', async () => {
  await install();
  stage.peers.pipedrive.expire('refresh-tokens');
  await stage.clock.advance(3_600_000);
  await stage.write('needs a token');
  await stage.clock.advance(1000);
  const find = async () =>
    proves(await list()).json.installations.find(({ company }: { company: { id: number } }) => company.id === 12345678);
  expect(await find()).toMatchObject({ state: 'paused', note: expect.stringContaining('/auth/pipedrive') });
  await uninstalled(stage);
  expect(await find()).toMatchObject({
    state: 'uninstalled',
    note: 'uninstalled in Pipedrive',
    uninstalledAt: new Date(stage.clock.now()).toISOString(),
    eraseAt: new Date(stage.clock.now() + 30 * 86_400_000).toISOString(),
  });
});

test('listInstallations 401: outside the sandbox only CONSOLE_TOKEN opens', async () => {
  const live = await startLive();
  try {
    proves(await live.call('/console/installations'));
    const open = await live.call('/console/installations', { headers: { authorization: 'Bearer console-token' } });
    expect(open.json).toEqual({ installations: [] });
  } finally {
    await live.stop();
  }
});

test('listInstallations 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await list());
});

test('listInstallations 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await list());
});
