import { afterEach, beforeEach, expect, test } from 'vitest';
import { callJson } from './far-end.ts';
import {
  type CompaniesSetup,
  companies,
  HARBOUR,
  MIA,
  MOUNTAIN,
  NINA,
  type Pair,
  SAM,
  startCompanies,
} from './pipedrive-companies-setup.ts';
import { BASIC, CHANNEL, CONVERSATION, message, startPipedrive } from './pipedrive-setup.ts';

let setup: CompaniesSetup;
beforeEach(async () => {
  setup = await startCompanies();
});
afterEach(() => setup.stop());

const register = (pair: Pair, channelId = CHANNEL) =>
  setup.as(pair, 'POST', '/v1/channels', { name: 'A channel', provider_channel_id: channelId });
const me = (pair: Pair) => setup.as<{ data: Record<string, unknown> }>(pair, 'GET', '/v1/users/me');
const told = () => setup.provider.seen.filter(({ url }) => url === '/auth/pipedrive/callback');

test('getCurrentUser 200: the user and the company of the token', async () => {
  const sam = await setup.install(SAM);
  const mia = await setup.install(MIA);
  expect((await me(sam)).body.data).toMatchObject({
    id: SAM,
    name: 'Sam Sales',
    email: 'sam@harbour-sales.example',
    is_admin: 1,
    company_id: HARBOUR,
    company_name: 'Harbour Sales',
    company_domain: 'harbour-sales',
  });
  expect((await me(mia)).body.data).toMatchObject({ id: MIA, company_id: MOUNTAIN, company_domain: 'mountain-tools' });
  expect([sam.api_domain, mia.api_domain]).toEqual([`${setup.url}/company/harbour-sales`, `${setup.url}/company/mountain-tools`]);
  expect(setup.pipedrive.installations()).toMatchObject([
    { companyId: HARBOUR, userId: SAM },
    { companyId: MOUNTAIN, userId: MIA },
  ]);
});

test('addChannel 200: the channel belongs to the company and the user of the token', async () => {
  const answer = await register(await setup.install(MIA));
  expect(answer).toMatchObject({ status: 200, body: { data: { pd_company_id: MOUNTAIN, pd_user_id: MIA } } });
  expect(setup.pipedrive.channels()).toMatchObject([{ id: CHANNEL, companyId: MOUNTAIN, userId: MIA }]);
});

test('addChannel 403: whoever is no administrator is refused, an administrator of the same company is not', async () => {
  const nina = await setup.install(NINA);
  expect(await register(nina)).toMatchObject({ status: 403, body: { additional_data: { code: 'ADMIN_ONLY' } } });
  setup.pipedrive.putUser(HARBOUR, NINA, { admin: true });
  expect((await register(nina)).status).toBe(200);
});

test('addChannel 400: an id that is taken is taken for every company', async () => {
  await register(await setup.install(SAM));
  expect(await register(await setup.install(MIA))).toMatchObject({ status: 400, body: { error: 'channel_already_exists' } });
  expect(setup.pipedrive.channels()).toMatchObject([{ companyId: HARBOUR }]);
});

test('Channels API: the token of another company meets what an unknown channel meets', async () => {
  const sam = await setup.install(SAM);
  await register(sam);
  expect((await setup.as(sam, 'POST', '/v1/channels/messages/receive', message())).status).toBe(200);
  await setup.pipedrive.idle();
  const mia = await setup.install(MIA);
  const attempts = async (channelId: string) => [
    await setup.as(mia, 'POST', '/v1/channels/messages/receive', message({ channel_id: channelId })),
    await setup.as(mia, 'DELETE', `/v1/channels/${channelId}/conversations/${CONVERSATION}`),
    await setup.as(mia, 'DELETE', `/v1/channels/${channelId}`),
  ];
  const plain = (answers: Awaited<ReturnType<typeof attempts>>) => answers.map(({ status, body }) => ({ status, body }));
  const others = plain(await attempts(CHANNEL));
  expect(others.map(({ status }) => status)).toEqual([400, 404, 404]);
  expect(others).toEqual(plain(await attempts('ch_nobody')));
  expect(setup.pipedrive.inbox(CHANNEL, CONVERSATION)).toHaveLength(1);
});

test('deleteConversation and deleteChannel 403: only the user who registered the channel; a colleague may add messages', async () => {
  const sam = await setup.install(SAM);
  const nina = await setup.install(NINA);
  await register(sam);
  expect((await setup.as(nina, 'POST', '/v1/channels/messages/receive', message())).status).toBe(200);
  for (const path of [`/v1/channels/${CHANNEL}/conversations/${CONVERSATION}`, `/v1/channels/${CHANNEL}`]) {
    expect(await setup.as(nina, 'DELETE', path)).toMatchObject({
      status: 403,
      body: { additional_data: { code: 'FORBIDDEN_USER_REQUEST' } },
    });
  }
  expect((await setup.as(sam, 'DELETE', `/v1/channels/${CHANNEL}`)).status).toBe(200);
});

test('renameCompany: the old domain knows nobody, the common host and the next api_domain go on', async () => {
  const sam = await setup.install(SAM);
  setup.pipedrive.renameCompany(HARBOUR, 'harbour-group');
  const gone = await me(sam);
  expect(gone).toMatchObject({ status: 404, body: { error: 'No company has this domain' } });
  expect((await register(sam)).status).toBe(404);
  expect((await setup.as(sam, 'GET', `${setup.url}/v1/users/me`)).body).toMatchObject({ data: { company_domain: 'harbour-group' } });
  const { body: renewed } = await setup.token({ grant_type: 'refresh_token', refresh_token: sam.refresh_token });
  expect(renewed.api_domain).toBe(`${setup.url}/company/harbour-group`);
  expect((await me(renewed)).status).toBe(200);
  expect(setup.pipedrive.violations).toEqual([]);
});

test('renameCompany: a domain that is none, or another company has, changes nothing', () => {
  for (const slug of ['mountain-tools', 'Harbour', '-a', 'a.b', '']) {
    expect(() => setup.pipedrive.renameCompany(HARBOUR, slug)).toThrow();
  }
  expect(() => setup.pipedrive.renameCompany(1, 'free')).toThrow('no company 1');
  expect(setup.pipedrive.companies().map(({ slug }) => slug)).toEqual(['harbour-sales', 'mountain-tools']);
});

test("a company's domain: the token of another company is refused there", async () => {
  const sam = await setup.install(SAM);
  for (const host of ['/company/mountain-tools', '/company/mountain-tools/api']) {
    expect(await setup.as(sam, 'GET', `${setup.url}${host}/v1/users/me`)).toMatchObject({
      status: 403,
      body: { error: 'Scope and URL mismatch' },
    });
  }
  expect((await setup.as({ ...sam, access_token: 'none' }, 'GET', '/v1/users/me')).status).toBe(401);
});

test('a plan that ends is one company’s: 402 there, 200 for the others, and tokens are still refreshed', async () => {
  const sam = await setup.install(SAM);
  const mia = await setup.install(MIA);
  setup.pipedrive.putCompany(HARBOUR, { plan: 'ended' });
  expect([(await me(sam)).status, (await me(mia)).status]).toEqual([402, 200]);
  expect((await setup.token({ grant_type: 'refresh_token', refresh_token: sam.refresh_token })).status).toBe(200);
  setup.pipedrive.putCompany(HARBOUR, { plan: 'lite' });
  expect((await me(sam)).status).toBe(200);
});

test('budgets: the day of one company is spent by all of its users, and by nobody else; the burst is of each token', async () => {
  const [sam, nina, mia] = [await setup.install(SAM), await setup.install(NINA), await setup.install(MIA)];
  setup.pipedrive.configure({ limits: { burst: true, daily: 5 } });
  expect([(await me(sam)).status, (await me(nina)).status, (await me(nina)).status, (await me(mia)).status]).toEqual([200, 200, 429, 200]);
  expect(setup.pipedrive.budget(HARBOUR)).toEqual({ day: Date.parse('2026-11-20T00:00:00Z'), spent: 4, limit: 5 });
  expect(setup.pipedrive.budget(MOUNTAIN)).toMatchObject({ spent: 2 });
  const { headers } = await me(mia);
  expect([headers['x-ratelimit-limit'], headers['x-ratelimit-remaining'], headers['x-daily-requests-left']]).toEqual([
    '160',
    '158',
    undefined,
  ]);
  await setup.clock.advance(86_400_000);
  expect(setup.pipedrive.budget(HARBOUR)).toMatchObject({ spent: 0 });
});

test('uninstall: the tokens end at once, the channels go, and the callback URL is told with DELETE', async () => {
  const [sam, nina, mia] = [await setup.install(SAM), await setup.install(NINA), await setup.install(MIA)];
  await register(sam);
  await register(mia, 'ch_other');
  let whileTold = 0;
  setup.provider.answer = () => {
    whileTold = setup.pipedrive.installations().length;
    return { status: 500, body: 'ignored' };
  };
  await setup.pipedrive.idle();
  setup.provider.seen.length = 0;
  expect(await setup.pipedrive.uninstall({ userId: SAM })).toMatchObject({ status: 500 });
  expect(told()).toMatchObject([{ method: 'DELETE', headers: { authorization: BASIC, 'content-type': 'application/json' } }]);
  expect(JSON.parse(String(told()[0]?.body))).toEqual({
    client_id: 'client',
    company_id: HARBOUR,
    user_id: SAM,
    timestamp: '2026-11-20T09:00:00.000Z',
  });
  expect(whileTold).toBe(2);
  expect([(await me(sam)).status, (await me(nina)).status, (await me(mia)).status]).toEqual([401, 200, 200]);
  expect((await setup.token({ grant_type: 'refresh_token', refresh_token: sam.refresh_token })).status).toBe(400);
  expect(setup.pipedrive.channels().map(({ id }) => id)).toEqual(['ch_other']);
  await expect(setup.pipedrive.uninstall({ userId: SAM })).rejects.toThrow('does not have the app');
});

test('uninstall: a provider that does not answer changes nothing about it', async () => {
  await setup.install(MIA);
  setup.pipedrive.configure({ callbackUrl: 'http://127.0.0.1:9/callback' });
  expect(await setup.pipedrive.uninstall({ userId: MIA })).toMatchObject({ status: 0 });
  expect(setup.pipedrive.installations()).toEqual([]);
});

test('revokeToken 200: the refresh token given back is the end of that installation, without a callback', async () => {
  const [sam, nina] = [await setup.install(SAM), await setup.install(NINA)];
  const again = await setup.install(SAM);
  await register(sam);
  const revoke = await setup.as({ ...sam, access_token: '' }, 'POST', `${setup.url}/oauth/revoke`);
  expect(revoke.status).toBe(401);
  const form = new URLSearchParams({ token: sam.refresh_token, token_type_hint: 'refresh_token' });
  expect((await fetch(`${setup.url}/oauth/revoke`, { method: 'POST', headers: { authorization: BASIC }, body: form })).status).toBe(200);
  expect([(await me(sam)).status, (await me(again)).status, (await me(nina)).status]).toEqual([401, 401, 200]);
  expect(setup.pipedrive.installations()).toMatchObject([{ userId: NINA }]);
  expect(setup.pipedrive.channels()).toEqual([]);
  expect(told()).toEqual([]);
});

test('share: the callback URL is told with POST, and the installation remembers it', async () => {
  await setup.install(SAM);
  expect(await setup.pipedrive.share({ userId: SAM, isShared: true })).toMatchObject({ status: 200 });
  expect(told()).toMatchObject([{ method: 'POST', headers: { authorization: BASIC } }]);
  expect(JSON.parse(String(told()[0]?.body))).toEqual({ company_id: HARBOUR, user_id: SAM, isShared: true });
  expect(setup.pipedrive.installations()).toMatchObject([{ userId: SAM, shared: true }]);
  await expect(setup.pipedrive.share({ userId: MIA, isShared: true })).rejects.toThrow('does not have the app');
});

test('addChannel 200: with firstSync before-answer the inbox asks getConversations of that channel before the answer is out', async () => {
  setup.pipedrive.configure({ firstSync: 'before-answer' });
  const mia = await setup.install(MIA);
  let answered = false;
  const asked: string[] = [];
  const usual = setup.provider.answer;
  setup.provider.answer = (request) => {
    if (!answered) asked.push(String(request.url.split('?')[0]));
    return usual(request);
  };
  await register(mia);
  answered = true;
  expect(asked).toEqual([`/api/channels/${CHANNEL}/conversations`]);
});

test('snapshot: companies, users, installations, domains and budgets are put back exactly, here and elsewhere', async () => {
  const sam = await setup.install(SAM);
  await setup.install(MIA);
  await register(sam);
  await setup.pipedrive.share({ userId: MIA, isShared: true });
  setup.pipedrive.configure({ limits: true, channelsApi: 'gone', channelsGoneStatus: 404, callbackUrl: 'https://elsewhere.example/back' });
  setup.pipedrive.renameCompany(MOUNTAIN, 'mountain-group');
  await me(sam);
  const created = setup.pipedrive.companies().length;
  const taken = JSON.parse(JSON.stringify(setup.pipedrive.snapshot())) as unknown;
  setup.pipedrive.reset();
  expect(setup.pipedrive.installations()).toEqual([]);
  expect(setup.pipedrive.companies()[1]?.slug).toBe('mountain-tools');
  setup.pipedrive.putCompany(1, { name: 'Third', slug: 'third' });
  setup.pipedrive.restore(taken);
  expect(JSON.parse(JSON.stringify(setup.pipedrive.snapshot()))).toEqual(taken);
  expect(setup.pipedrive.companies()).toHaveLength(created);
  expect((await me(sam)).status).toBe(200);
  // One that was made for another company has these two now, and only these.
  const other = await startPipedrive();
  other.pipedrive.restore(taken);
  expect(JSON.parse(JSON.stringify(other.pipedrive.snapshot()))).toEqual(taken);
  expect(other.pipedrive.budget(HARBOUR)).toMatchObject({ spent: 12, limit: 30_000 });
  await other.stop();
});

test('reset: the first user has the app again when the options gave an access token', async () => {
  const { pipedrive, stop } = await startPipedrive({ companies, accessToken: 'lasting' });
  const atStart = pipedrive.installations();
  expect(atStart).toMatchObject([{ companyId: HARBOUR, userId: SAM }]);
  await pipedrive.uninstall({ userId: SAM });
  pipedrive.issueToken({ userId: NINA });
  expect(pipedrive.installations()).toMatchObject([{ companyId: HARBOUR, userId: NINA }]);
  pipedrive.reset();
  expect(pipedrive.installations()).toEqual(atStart);
  await stop();
});

test('snapshot: the token of the start belongs to the first user of the companies that were put back', async () => {
  const peaks = [{ id: MOUNTAIN, name: 'Mountain Tools', slug: 'mountain-tools', users: [{ id: MIA, name: 'Mia Manager' }] }];
  const one = await startPipedrive({ companies: peaks, accessToken: 'lasting' });
  const other = await startPipedrive({ accessToken: 'of-the-other' });
  other.pipedrive.restore(one.pipedrive.snapshot());
  const answer = await callJson('GET', `${other.url}/v1/users/me`, { authorization: 'Bearer lasting' });
  expect(answer).toMatchObject({ status: 200, body: { data: { id: MIA, company_id: MOUNTAIN } } });
  await Promise.all([one.stop(), other.stop()]);
});

test('revoke: nobody has the app any more, until a token is accepted again', () => {
  setup.pipedrive.issueToken({ userId: MIA });
  setup.pipedrive.revoke('installation');
  expect(setup.pipedrive.installations()).toEqual([]);
  setup.pipedrive.configure({ accessToken: 'given back' });
  expect(setup.pipedrive.installations()).toMatchObject([{ companyId: HARBOUR, userId: SAM }]);
});
