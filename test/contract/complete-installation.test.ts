import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import type { TestAnswer } from '../support/provider.ts';
import { consented, createBrowser, stateIn, uninstalled } from './browser.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

const SALES = { companyId: 12345678, userId: 23456789 };
let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  // The test provider connects its channel by itself; here nobody has it.
  await stage.app.store.transaction(async (tx) => tx.setChannelInstallation(stage.app.channel.id, null));
});
afterEach(() => stage.stopAll());

const installed = async () => (await stage.app.store.installations()).filter(({ companyId }) => companyId !== 1);
const channel = async () =>
  (await stage.app.store.channel(stage.channelId)) as never as { installationId: string; registration: { state: string } };

/** A page for a person: whole, without scripts, kept by nobody, and without anything secret. */
function expectPage(answer: TestAnswer): void {
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  const policy = String(answer.headers['content-security-policy']);
  for (const rule of ["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])
    expect(policy).toContain(rule);
  expect(policy).not.toMatch(/unsafe|script-src|\*/);
  expect(answer.headers['referrer-policy']).toBe('no-referrer');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.text).toMatch(/^<!DOCTYPE html>/);
  expect(answer.text).not.toMatch(/<script|javascript:|onload|v1u:|client-secret/i);
}

describe('allowed', () => {
  test('completeInstallation 200: keeps the installation under company and user, with its tokens, and gives it the first channel', async () => {
    const browser = createBrowser(stage);
    const answer = proves(await browser.open(await consented(stage, browser)));
    expectPage(answer);
    expect(answer.text).toContain('Installed for Harbour Sales');
    expect(answer.text).toContain('Connected as Sam Sales');
    expect(browser.cookie).toBeUndefined();
    const [installation] = await installed();
    expect(installation).toMatchObject({ ...SALES, isAdmin: true, state: 'active', scopes: ['base', 'messengers-integration'] });
    expect(await channel()).toMatchObject({ installationId: installation?.id, registration: { state: 'pending' } });
    // The tokens work.
    await stage.write('for the inbox');
    await stage.clock.advance(1000);
    const [conversation] = await stage.conversations();
    expect(stage.peers.pipedrive.inbox(stage.channelId, conversation?.id ?? '')).toHaveLength(1);
  });

  test('completeInstallation 200: what waited for a company is delivered at once', async () => {
    await stage.write('too early');
    await stage.clock.advance(1000);
    const [conversation] = await stage.conversations();
    const inbox = () => stage.peers.pipedrive.inbox(stage.channelId, conversation?.id ?? '');
    expect(await stage.app.store.holds(stage.clock.now())).toHaveLength(1);
    const browser = createBrowser(stage);
    proves(await browser.open(await consented(stage, browser)));
    expect(await stage.app.store.holds(stage.clock.now())).toEqual([]);
    await stage.clock.advance(1000);
    expect(inbox().length).toBe(1);
  });

  test('completeInstallation 200: by somebody who is no administrator; the channel waits for one, and the page says so', async () => {
    stage.peers.pipedrive.putUser(SALES.companyId, 34567890, { name: 'Nina <New>', admin: false });
    const browser = createBrowser(stage);
    const answer = proves(await browser.open(await consented(stage, browser, { userId: 34567890 })));
    expectPage(answer);
    expect(answer.text).toContain('Nina &lt;New&gt;');
    expect(answer.text).toContain('only administrators can register channels');
    expect((await channel()).installationId).toBeNull();
    proves(await browser.open(await consented(stage, browser)));
    expect((await channel()).installationId).toBe((await installed()).find(({ userId }) => userId === SALES.userId)?.id);
  });

  test('completeInstallation 200: without the scope of the inbox, and the page says what to do', async () => {
    stage.peers.pipedrive.configure({ scopes: ['base'] });
    const browser = createBrowser(stage);
    expect(proves(await browser.open(await consented(stage, browser))).text).toContain('messengers-integration');
  });

  test('completeInstallation 200: a second company never takes the first one its channel', async () => {
    stage.peers.pipedrive.putCompany(77, { name: 'Mountain Tools', slug: 'mountain-tools' });
    stage.peers.pipedrive.putUser(77, 78, { name: 'Mia' });
    const browser = createBrowser(stage);
    proves(await browser.open(await consented(stage, browser)));
    const { installationId } = await channel();
    const answer = proves(await browser.open(await consented(stage, browser, { companyId: 77, userId: 78 })));
    expect(answer.text).toContain('Installed for Mountain Tools');
    expect(answer.text).toContain('No channel belongs to this user yet');
    expect((await channel()).installationId).toBe(installationId);
    expect(await installed()).toHaveLength(2);
  });

  test('completeInstallation 200: again, after a pause and after an uninstall: the same installation, active, with its channels', async () => {
    const browser = createBrowser(stage);
    proves(await browser.open(await consented(stage, browser)));
    const [first] = await installed();
    const { store } = stage.app;
    await store.transaction(async (tx) => tx.pauseInstallation(first?.id as never, first?.tokenVersion ?? 0, 'refused'));
    proves(await browser.open(await consented(stage, browser)));
    await uninstalled(stage);
    expect((await installed())[0]).toMatchObject({ state: 'uninstalled', eraseAt: stage.clock.now() + 30 * 86_400_000 });
    const answer = proves(await browser.open(await consented(stage, browser)));
    expect(answer.text).toContain('Your WhatsApp channel belongs to this company now');
    expect(await installed()).toMatchObject([{ id: first?.id, state: 'active', note: null, uninstalledAt: null, eraseAt: null }]);
    expect(await channel()).toMatchObject({ installationId: first?.id, registration: { state: 'pending' } });
  });
});

describe('not allowed', () => {
  test('completeInstallation 200: the user said no, and the page says that nothing was kept', async () => {
    const browser = createBrowser(stage);
    const answer = proves(await browser.open(await consented(stage, browser, { decision: 'deny' })));
    expectPage(answer);
    expect(answer.text).toContain('Not installed');
    expect(answer.text).toContain(`${stage.config.publicUrl}/auth/pipedrive`);
    expect(await installed()).toEqual([]);
  });

  test('completeInstallation 302: begun in the Marketplace: its code is left alone, and our own step begins', async () => {
    const browser = createBrowser(stage);
    const answer = proves(await browser.open(stage.peers.pipedrive.installFromMarketplace()));
    expect(await installed()).toEqual([]);
    const back = stage.peers.pipedrive.consent({ decision: 'allow', state: stateIn(answer) });
    expect((await browser.open(back)).status).toBe(200);
    expect(await installed()).toHaveLength(1);
  });

  test('completeInstallation 400: the state was begun in another browser', async () => {
    const [attacker, victim] = [createBrowser(stage), createBrowser(stage)];
    const address = await consented(stage, attacker);
    expectPage(proves(await victim.open(address)));
    await victim.open('/auth/pipedrive');
    const answer = proves(await victim.open(address));
    expect(answer.text).toContain('not begun in this browser');
    expect(await installed()).toEqual([]);
  });

  test('completeInstallation 400: the state is too old, used, or none of ours; nothing is exchanged', async () => {
    const browser = createBrowser(stage);
    const old = await consented(stage, browser);
    await stage.clock.advance(601_000);
    expect(proves(await browser.open(old)).text).toContain('ten minutes');

    const address = await consented(stage, browser);
    const { cookie } = browser;
    expect((await browser.open(address)).status).toBe(200);
    browser.cookie = cookie;
    expect(proves(await browser.open(address)).text).toContain('used already');

    const asked = stage.peers.pipedrive.faults.add({ kind: 'delay', operationId: 'requestToken', ms: 0, times: 100 });
    await browser.open('/auth/pipedrive');
    for (const state of ['x', 'a.b.c', stateIn(await createBrowser(stage).open('/auth/pipedrive'))]) {
      proves(await browser.open(`/auth/pipedrive/callback?code=abc&state=${state}`));
    }
    expect(stage.peers.pipedrive.faults.list().find(({ id }) => id === asked)?.times).toBe(100);
  });

  test('completeInstallation 400: no code, one that is too long or doubled, and a link that is only looked at', async () => {
    const browser = createBrowser(stage);
    for (const query of ['', '?state=x', '?code=', `?code=${'a'.repeat(1025)}&state=x`, '?code=a&code=b&state=x']) {
      expectPage(proves(await browser.open(`/auth/pipedrive/callback${query}`)));
    }
    const address = new URL(await consented(stage, browser));
    const looked = await stage.call(`${address.pathname}${address.search}`, {
      method: 'HEAD',
      auth: null,
      headers: { cookie: browser.cookie ?? '' },
    });
    expect(looked.status).toBe(400);
    expect((await browser.open(address.href)).status).toBe(200);
  });
});

describe('not possible', () => {
  test('completeInstallation 502: Pipedrive refuses the code, is away, or does not know the app; each with its advice', async () => {
    const browser = createBrowser(stage);
    const late = await consented(stage, browser);
    await stage.clock.advance(301_000);
    const refused = proves(await browser.open(late));
    expectPage(refused);
    expect(refused.text).toContain('for five minutes');

    const { faults } = stage.peers.pipedrive;
    faults.failNext('requestToken', { status: 503, code: undefined });
    expect(proves(await browser.open(await consented(stage, browser))).text).toContain('in some minutes');
    faults.failNext('getCurrentUser', { status: 500, code: undefined });
    expect(proves(await browser.open(await consented(stage, browser))).text).toContain('whose tokens');
    faults.dropNext('getCurrentUser', { afterHandling: false });
    proves(await browser.open(await consented(stage, browser)));
    stage.peers.pipedrive.configure({ scopes: ['messengers-integration'] });
    expect(proves(await browser.open(await consented(stage, browser))).text).toContain('&quot;base&quot;');
    stage.peers.pipedrive.configure({ clientSecret: 'another' });
    expect(proves(await browser.open(await consented(stage, browser))).text).toContain('The operator has to compare');
    expect(await installed()).toEqual([]);
  });

  test('completeInstallation 502: api_domain leads elsewhere; no call goes there', async () => {
    stage.peers.pipedrive.configure({ apiDomain: 'http://127.0.0.1:9/company' });
    const browser = createBrowser(stage);
    const answer = proves(await browser.open(await consented(stage, browser)));
    expectPage(answer);
    expect(answer.text).toContain('api_domain');
    expect(await installed()).toEqual([]);
  });

  test('completeInstallation 502: another word of Pipedrive is not repeated on our page', async () => {
    const answer = proves(await createBrowser(stage).open('/auth/pipedrive/callback?error=%3Cscript%3Ealert(1)%3C/script%3E'));
    expectPage(answer);
    expect(answer.text).not.toContain('alert');
  });

  test('completeInstallation 500: a fault of ours keeps its words inside, on a page that names the request', async () => {
    const browser = createBrowser(stage);
    const address = await consented(stage, browser);
    stage.breakStore(new TypeError('secret detail'));
    const answer = proves(await browser.open(address));
    expectPage(answer);
    expect(answer.text).toContain(String(answer.headers['x-request-id']));
  });

  test('completeInstallation 503: without the store nothing is kept, and beginning again works', async () => {
    const browser = createBrowser(stage);
    const address = await consented(stage, browser);
    stage.breakStore(new AppError('STORE_UNAVAILABLE'));
    const answer = proves(await browser.open(address));
    expectPage(answer);
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    stage.breakStore(undefined);
    expect((await browser.open(await consented(stage, browser))).status).toBe(200);
  });
});

test('completeInstallation 200: no line of the log holds a code, a state, a cookie or a token', async () => {
  const browser = createBrowser(stage);
  const address = new URL(await consented(stage, browser));
  const { cookie = '' } = browser;
  proves(await browser.open(address.href));
  const tokens = await stage.app.store.installationTokens((await installed())[0]?.id as never);
  const log = stage.logLines.join('');
  expect(log).toContain('Pipedrive company connected');
  const secrets = [
    address.searchParams.get('code'),
    address.searchParams.get('state'),
    cookie.split('=')[1],
    tokens?.accessToken,
    tokens?.refreshToken,
  ];
  for (const secret of secrets) {
    expect(secret?.length).toBeGreaterThan(20);
    expect(log).not.toContain(secret);
  }
});
