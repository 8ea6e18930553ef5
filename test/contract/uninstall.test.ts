import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '../../src/handlers/uninstall.ts';
import { consented, createBrowser, uninstalled } from './browser.ts';
import {
  keepsFaultsIn,
  notifier,
  refusesMasses,
  refusesNonsense,
  refusesOthers,
  tellsOfStore,
  waitsNotForEver,
  wantsJson,
} from './install-notices.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

const DAY = 86_400_000;
const SAM = { company_id: 12345678, user_id: 23456789 };
const NINA = { companyId: 12345678, userId: 34567890 };
let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await stage.app.store.transaction(async (tx) => tx.setChannelInstallation(stage.app.channel.id, null));
});
afterEach(() => stage.stopAll());

const notice = ({ config, clock }: Stage, changes: object = {}) => ({
  client_id: config.pipedrive.clientId,
  ...SAM,
  timestamp: new Date(clock.now()).toISOString(),
  ...changes,
});
const notify = notifier('DELETE', (of) => notice(of));
const install = async (choice = {}) => {
  const browser = createBrowser(stage);
  expect((await browser.open(await consented(stage, browser, choice))).status).toBe(200);
};
const of = (user: { companyId: number; userId: number }) => stage.app.store.installationByUser(user);
const sam = () => of({ companyId: SAM.company_id, userId: SAM.user_id });

test('uninstall 200: the tokens are gone at once, and the day of erasure is set', async () => {
  await install();
  const id = (await sam())?.id as never;
  expect(await stage.app.store.installationTokens(id)).toBeDefined();
  await stage.clock.advance(1000);
  expect(proves(await notify(stage)).json).toEqual({ success: true });
  expect(await stage.app.store.installationTokens(id)).toBeUndefined();
  expect(await sam()).toMatchObject({
    state: 'uninstalled',
    note: 'uninstalled in Pipedrive',
    uninstalledAt: stage.clock.now(),
    eraseAt: stage.clock.now() + 30 * DAY,
  });
});

test('uninstall 200: as Pipedrive itself does it; a repeat changes nothing', async () => {
  await install();
  expect(await uninstalled(stage)).toBe(200);
  const ended = await sam();
  expect(ended?.state).toBe('uninstalled');
  await stage.clock.advance(DAY);
  proves(await notify(stage));
  expect(await sam()).toEqual(ended);
});

test('uninstall 200: messages are taken in, kept and served; nothing more goes to Pipedrive until it is installed again', async () => {
  await install();
  await stage.write('before');
  await stage.clock.advance(1000);
  await uninstalled(stage);
  proves(await notify(stage));
  const received = stage.peers.pipedrive.received.length;
  expect((await stage.write('after')).status).toBe(200);
  for (let hour = 0; hour < 48; hour++) await stage.clock.advance(3_600_000);
  expect(stage.peers.pipedrive.received).toHaveLength(received);
  const [conversation] = await stage.conversations();
  expect(conversation?.messages.map(({ message }) => message)).toContain('after');
  expect(await stage.app.store.holds(stage.clock.now())).toMatchObject([
    { destination: 'crm', reason: expect.stringContaining('uninstalled') },
  ]);

  await install();
  stage.peers.pipedrive.registerChannel({ name: 'WhatsApp', provider_channel_id: stage.channelId, provider_type: 'whatsapp' });
  await stage.clock.advance(1000);
  await stage.peers.pipedrive.idle();
  const shown = stage.peers.pipedrive.inbox(stage.channelId, conversation?.id ?? '').map(({ text }) => text);
  expect(shown.toSorted()).toEqual(['after', 'before']);
  expect(await sam()).toMatchObject({ state: 'active', eraseAt: null });
});

test('uninstall 200: by one user; a colleague of the same company and another company keep what they have', async () => {
  stage.peers.pipedrive.putUser(NINA.companyId, NINA.userId, { name: 'Nina', admin: true });
  stage.peers.pipedrive.putCompany(77, { slug: 'mountain-tools' });
  stage.peers.pipedrive.putUser(77, SAM.user_id, { name: 'Another with the same number' });
  await install();
  await install(NINA);
  await install({ companyId: 77, userId: SAM.user_id });
  proves(await notify(stage));
  expect((await of(NINA))?.state).toBe('active');
  expect((await of({ companyId: 77, userId: SAM.user_id }))?.state).toBe('active');
  // Nobody takes its channel over unasked.
  expect((await stage.app.store.channel(stage.channelId))?.installationId).toBe((await sam())?.id);
});

test('uninstall 200: of somebody who is not known, with numbers as text, and with fields we do not know', async () => {
  proves(await notify(stage));
  await install();
  proves(await notify(stage, { body: notice(stage, { user_id: '999' }) }));
  expect((await sam())?.state).toBe('active');
  proves(
    await notify(stage, {
      body: notice(stage, { company_id: '12345678', user_id: '23456789', reason: 'too expensive', timestamp: undefined }),
    }),
  );
  expect((await sam())?.state).toBe('uninstalled');
});

test('uninstall 200: a notice that comes after the user allowed the app again does not take the new tokens away', async () => {
  await install();
  const late = notice(stage);
  await stage.clock.advance(10 * 60_000);
  await install();
  proves(await notify(stage, { body: late }));
  expect((await sam())?.state).toBe('active');
  for (const timestamp of [Math.floor(stage.clock.now() / 1000), 'yesterday, perhaps']) {
    proves(await notify(stage, { body: notice(stage, { timestamp }) }));
    expect((await sam())?.state).toBe('uninstalled');
    await install();
  }
});

test.each([
  ['2026-11-21T10:00:00.000Z', '2026-11-21T10:00:00.000Z'],
  ['2026-11-21T12:00:00+02:00', '2026-11-21T10:00:00.000Z'],
  ['2026-11-21 10:00:00', '2026-11-21T10:00:00.000Z'],
  ['2026-11-21 10:00', '2026-11-21T10:00:00.000Z'],
  [1_795_255_200, '2026-11-21T10:00:00.000Z'],
  ['1795255200', '2026-11-21T10:00:00.000Z'],
  [1_795_255_200_000, '2026-11-21T10:00:00.000Z'],
  ['soon', undefined],
  [undefined, undefined],
])('a timestamp: %s is read as UTC, wherever the machine stands', (timestamp, expected) => {
  const at = instantOf(timestamp);
  expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(expected);
});

test('uninstall 400: another app', async () => {
  await install();
  expect(proves(await notify(stage, { body: notice(stage, { client_id: 'another' }) })).json.detail).toContain('client_id');
  expect((await sam())?.state).toBe('active');
});

test('uninstall 400: what is no notice', () => refusesNonsense(stage, notify));
test('uninstall 401: only the pair of the app opens', () => refusesOthers(stage, notify));
test('uninstall 408: a body that stalls', () => waitsNotForEver('DELETE'));
test('uninstall 413: more than a megabyte', () => refusesMasses(stage, notify));
test('uninstall 415: another type', () => wantsJson(stage, notify));
test('uninstall 500: a fault of ours keeps its words inside', () => keepsFaultsIn(stage, notify));
test('uninstall 503: without the store nothing ends, and a repeat works', () => tellsOfStore(stage, notify));
