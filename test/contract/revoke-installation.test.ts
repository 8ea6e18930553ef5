import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { consented, createBrowser } from './browser.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

const SAM = { companyId: 12345678, userId: 23456789 };
let stage: Stage;
let id: string;
beforeEach(async () => {
  stage = await startStage();
  const browser = createBrowser(stage);
  expect((await browser.open(await consented(stage, browser))).status).toBe(200);
  id = (await stage.app.store.installationByUser(SAM))?.id ?? '';
});
afterEach(() => stage.stopAll());

const revoke = (which = id) => stage.call(`/console/installations/${which}`, { method: 'DELETE', auth: null });
const state = async () => (await stage.app.store.installation(id))?.state;

test('revokeInstallation 200: ends it at Pipedrive, then here; a repeat changes nothing', async () => {
  expect(stage.peers.pipedrive.installations()).toHaveLength(1);
  const ended = proves(await revoke()).json;
  expect(ended).toMatchObject({
    id,
    state: 'uninstalled',
    note: 'revoked in the console',
    eraseAt: new Date(stage.clock.now() + 30 * 86_400_000).toISOString(),
  });
  expect(stage.peers.pipedrive.installations()).toEqual([]);
  expect(await stage.app.store.installationTokens(id as never)).toBeUndefined();
  await stage.clock.advance(1000);
  expect(proves(await revoke()).json).toEqual(ended);
});

test('revokeInstallation 200: one that is paused can be ended too', async () => {
  const { tokenVersion = 0 } = (await stage.app.store.installation(id)) ?? {};
  await stage.app.store.transaction(async (tx) => tx.pauseInstallation(id as never, tokenVersion, 'refused'));
  proves(await revoke());
  expect(await state()).toBe('uninstalled');
});

test('revokeInstallation 502: Pipedrive is away or refuses: nothing is ended, the answer says so, and a repeat works', async () => {
  const { faults } = stage.peers.pipedrive;
  faults.failNext('revokeToken', { status: 503, code: undefined });
  expect(proves(await revoke()).json).toMatchObject({
    code: 'PIPEDRIVE_FAILED',
    detail: expect.stringContaining('Nothing was ended here'),
  });
  faults.dropNext('revokeToken', { afterHandling: false });
  proves(await revoke());
  stage.peers.pipedrive.configure({ clientSecret: 'another' });
  expect(proves(await revoke()).json.detail).toContain('PIPEDRIVE_CLIENT_SECRET');
  expect(await state()).toBe('active');
  stage.peers.pipedrive.configure({ clientSecret: stage.config.pipedrive.clientSecret });
  expect((await revoke()).status).toBe(200);
});

test('revokeInstallation 404: one that never was', async () => {
  expect(proves(await revoke('in_9f2KpQ7sVb1XcD4e')).json.code).toBe('NOT_FOUND');
  expect(await state()).toBe('active');
});

test('revokeInstallation 400: an id that is too long', async () => {
  proves(await revoke('i'.repeat(129)));
});

test('revokeInstallation 401: outside the sandbox only CONSOLE_TOKEN opens', async () => {
  const live = await startLive();
  try {
    proves(await live.call('/console/installations/in_x', { method: 'DELETE' }));
  } finally {
    await live.stop();
  }
});

test('revokeInstallation 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await revoke());
});

test('revokeInstallation 503: without the store nothing is ended here, and a repeat works', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'), 'transaction');
  proves(await revoke());
  stage.breakStore(undefined);
  expect((await revoke()).status).toBe(200);
});
