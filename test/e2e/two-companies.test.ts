import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChannelId, messageRefOf } from '../../src/store/ids.ts';
import { until } from '../support/provider.ts';
import { ACME, ANA, BEN, GLOBEX, GUS, START, startTwoCompanies, type TwoCompanies } from './two-companies-stage.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CUSTOMER = { acme: '15551230001', globex: '15551230002' };

let world: TwoCompanies;
beforeAll(async () => {
  world = await startTwoCompanies();
});
afterAll(() => world.stop());

interface ShownChannel {
  id: string;
  companyId: number | null;
  registration: { state: string; note: string | null };
}
const written: Record<'acme' | 'globex', string[]> = { acme: [], globex: [] };
const channelOf: Record<'acme' | 'globex', string> = { acme: '', globex: '' };

const write = async (who: 'acme' | 'globex', text: string): Promise<void> => {
  const { id } = (who === 'acme' ? ACME : GLOBEX).number;
  const { webhook } = await world.simulators.whatsapp.write({ from: CUSTOMER[who], to: id, message: { type: 'text', text } });
  expect(webhook.status).toBe(200);
  written[who].push(text);
};
/** What a company's inbox shows of its customer. */
function inbox(who: 'acme' | 'globex') {
  const { pipedrive } = world.simulators;
  return pipedrive.conversations(channelOf[who]).flatMap(({ id }) => pipedrive.inbox(channelOf[who], id));
}
/** In the order of the conversation: what Pipedrive read in by itself and what was pushed arrive side by side. */
const texts = (who: 'acme' | 'globex') =>
  inbox(who)
    .toSorted((a, b) => (messageRefOf(a.id)?.seq ?? 0) - (messageRefOf(b.id)?.seq ?? 0))
    .map(({ text }) => text);
/** Days since the beginning. Time passes hour by hour, as the workers and their timers live through it. */
async function untilDay(day: number): Promise<void> {
  while (world.clock.now() < START + day * DAY) {
    await world.clock.advance(Math.min(6 * HOUR, START + day * DAY - world.clock.now()));
    await world.simulators.pipedrive.idle();
  }
}
const arrived = (who: 'acme' | 'globex') =>
  until(async () => {
    await world.clock.advance(1000);
    return texts(who).length === written[who].length;
  }, `everything that was written to ${who}`);
const installationOf = async (userId: number) => {
  const { body } = await world.operator<{ installations: { id: string; user: { id: number }; state: string; note: string | null }[] }>(
    'GET',
    '/console/installations',
  );
  return body.installations.find(({ user }) => user.id === userId);
};
const channels = async () => (await world.operator<{ channels: ShownChannel[] }>('GET', '/console/channels')).body.channels;

test('two companies side by side for ninety days: installed, renamed, throttled, ended, gone and back, and one leaves without a trace', {
  timeout: 180_000,
}, async () => {
  const { pipedrive, whatsapp } = world.simulators;

  // Day 0: a history is there before anybody installs; Ana's consent registers the channel, and Pipedrive reads it in.
  for (let n = 1; n <= 40; n++) await write('acme', `before ${n}`);
  expect((await world.install(ANA)).status).toBe(200);
  await until(async () => (await channels())[0]?.registration.state === 'registered', "the registration of Acme's channel");
  channelOf.acme = (await channels())[0]?.id ?? '';
  await pipedrive.idle();
  await arrived('acme');
  const [first] = pipedrive.conversations(channelOf.acme);
  const older = await pipedrive.loadOlder(channelOf.acme, first?.id ?? '');
  expect(older).toBeDefined();
  expect(texts('acme')).toEqual(written.acme);
  expect(pipedrive.templates(channelOf.acme).length).toBeGreaterThan(0);
  for (const { participants } of [first].flatMap((one) => one ?? [])) expect(participants.length).toBe(2);

  // Gus comes from the Marketplace, without a state of ours; a channel of his own is made in the console.
  expect((await world.install(GUS, 'marketplace')).status).toBe(200);
  const gus = await installationOf(GUS);
  const made = await world.operator<ShownChannel>('POST', '/console/channels', {
    name: 'Globex line',
    phoneNumberId: GLOBEX.number.id,
    businessAccountId: GLOBEX.number.businessAccountId,
    accessToken: world.simulators.credentials.whatsappAccessToken,
    installationId: gus?.id,
  });
  expect([made.status, made.body.registration.state, made.body.companyId]).toEqual([201, 'registered', GLOBEX.id]);
  channelOf.globex = made.body.id;

  // Ben is no administrator: he is welcome, and his channel is refused in words.
  expect((await world.install(BEN)).body).toContain('administrator');
  const refused = await world.operator<ShownChannel>('POST', '/console/channels', {
    name: "Ben's line",
    phoneNumberId: '306540352242922',
    businessAccountId: ACME.number.businessAccountId,
    accessToken: world.simulators.credentials.whatsappAccessToken,
    installationId: (await installationOf(BEN))?.id,
  });
  expect(refused.body.registration).toMatchObject({ state: 'refused', note: expect.stringContaining('admin') });
  expect((await world.operator('DELETE', `/console/channels/${refused.body.id}?onlyHere=true`)).status).toBe(200);

  // Both talk, both ways, and neither hears of the other.
  for (const who of ['acme', 'globex'] as const) {
    await write(who, `hello ${who}`);
    await arrived(who);
    const conversation = pipedrive.conversations(channelOf[who])[0]?.id ?? '';
    expect((await pipedrive.typeReply({ channelId: channelOf[who], conversationId: conversation, text: `answer ${who}` })).status).toBe(
      200,
    );
    written[who].push(`answer ${who}`);
    await until(() => whatsapp.phone(CUSTOMER[who]).some(({ text }) => text === `answer ${who}`), 'the answer on the phone');
  }

  // Day 20: Globex takes another domain; the next token tells.
  await untilDay(20);
  pipedrive.renameCompany(GLOBEX.id, 'globex-group');
  for (const who of ['acme', 'globex'] as const) await write(who, `day 20 ${who}`);
  await Promise.all([arrived('acme')]);
  await arrived('globex');

  // Day 30: all apps of Globex together use its day up; Acme does not notice, and midnight ends it.
  await untilDay(30);
  pipedrive.configure({ limits: { daily: 1 } });
  await write('globex', 'day 30 globex');
  await world.clock.advance(10_000);
  await until(async () => (await world.app.store.holds(world.clock.now())).length > 0, 'the hold');
  expect(texts('globex')).not.toContain('day 30 globex');
  const budgets = await world.operator<{ companies: { companyId: number; usedUpUntil: string | null }[] }>('GET', '/console/budgets');
  expect(budgets.body.companies.find(({ companyId }) => companyId === GLOBEX.id)?.usedUpUntil).toMatch(/^2026-12-21T00:00:0/);
  pipedrive.configure({ limits: { daily: true } });
  await untilDay(31);
  await arrived('globex');

  // Day 45: Globex's plan has ended for three days; what came meanwhile waits.
  await untilDay(45);
  pipedrive.putCompany(GLOBEX.id, { plan: 'ended' });
  await write('globex', 'day 45 globex');
  await write('acme', 'day 45 acme');
  await arrived('acme');
  await untilDay(48);
  expect(texts('globex')).not.toContain('day 45 globex');
  pipedrive.putCompany(GLOBEX.id, { plan: 'growth' });
  await untilDay(48.2);
  await arrived('globex');

  // Day 60: the Channels API is gone for five days; everything else goes on, and nothing is lost.
  await untilDay(60);
  pipedrive.configure({ channelsApi: 'gone' });
  for (const who of ['acme', 'globex'] as const) await write(who, `day 60 ${who}`);
  await untilDay(65);
  expect([texts('acme').includes('day 60 acme'), texts('globex').includes('day 60 globex')]).toEqual([false, false]);
  expect((await world.app.store.companies()).map(({ channelsApi }) => channelsApi)).toEqual(['gone', 'gone']);
  pipedrive.configure({ channelsApi: 'offered' });
  await untilDay(65.2);
  for (const who of ['acme', 'globex'] as const) await arrived(who);

  // Nobody used Ben's connection since the first day: it was kept alive all the same.
  await untilDay(75);
  expect(await installationOf(BEN)).toMatchObject({ state: 'active', note: null });

  // Day 80: Acme leaves. Its deliveries end at once, its data after the grace; Globex goes on.
  await untilDay(80);
  pipedrive.configure({ callbackUrl: String(pipedrive.settings().callbackUrl).replace('http://provider.example', world.url) });
  for (const userId of [ANA, BEN]) expect((await pipedrive.uninstall({ userId })).status).toBe(200);
  await write('acme', 'after the farewell');
  await write('globex', 'day 80 globex');
  await arrived('globex');
  expect((await world.disk()).includes(CUSTOMER.acme)).toBe(true);
  await untilDay(86);
  await until(async () => {
    await world.clock.advance(HOUR);
    return (await world.app.store.installations()).every(({ companyId }) => companyId !== ACME.id);
  }, 'the erasure');
  await untilDay(90);
  const disk = await world.disk();
  expect([CUSTOMER.acme, 'before 17', 'hello acme', 'after the farewell', 'Ana Admin'].filter((trace) => disk.includes(trace))).toEqual([]);
  expect(disk.includes(CUSTOMER.globex)).toBe(true);

  // Day 90: Globex has every word once and in order, and nobody saw a secret.
  await write('globex', 'day 90 globex');
  await arrived('globex');
  expect(texts('globex')).toEqual(written.globex);
  expect(await world.app.store.counts()).toMatchObject({ deadLetters: 0, unknownSends: 0 });
  expect([pipedrive.breaches, pipedrive.violations, whatsapp.violations]).toEqual([[], [], []]);
  const secrets = Object.values(world.simulators.credentials);
  const said = world.logLines.join('\n');
  expect([...secrets, CUSTOMER.acme, CUSTOMER.globex, 'hello acme'].filter((word) => said.includes(word))).toEqual([]);
  expect((await world.app.store.channel(channelOf.globex as ChannelId))?.state).toBe('active');
});
