import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '../contract/proof.ts';
import { type ControlSetup, startControl } from './control-setup.ts';
import { answerAsProvider, CHANNEL } from './pipedrive-setup.ts';

let control: ControlSetup;
beforeEach(async () => {
  control = await startControl();
});
afterEach(() => control.stop());

const HARBOUR = 12345678;
const SAM = 23456789;
const MOUNTAIN = 87654321;
const MIA = 98765432;
const HOST = '127.0.0.1:9';

const put = (path: string, body: unknown) => control.call('PUT', path, { body });
const addMountain = async () => {
  await put(`/companies/${MOUNTAIN}`, { name: 'Mountain Tools', slug: 'mountain-tools', plan: 'growth' });
  await put(`/companies/${MOUNTAIN}/users/${MIA}`, { name: 'Mia Manager', email: 'mia@mountain-tools.example' });
};
const settings = (pipedrive: unknown) => control.call('PATCH', '/settings', { body: { pipedrive } });
const callback = () => `${control.provider.url}/auth/pipedrive/callback`;
const told = () => control.provider.seen.filter(({ url }) => url.startsWith('/auth/')).map(({ method, body }) => [method, String(body)]);
const installation = (user = SAM) => `/companies/${HARBOUR}/users/${user}/installation`;
const sharing = (user = SAM) => `/companies/${HARBOUR}/users/${user}/sharing`;
/** Without an address of the provider nobody can be told. */
const withoutProvider = async () => {
  await control.stop();
  control = await startControl({ providerUrl: '' });
};
const silent = () => settings({ callbackUrl: `http://${HOST}/callback` });

test('listCompanies 200: companies with domain, plan, what they spent, and who has the app', async () => {
  const { json } = proves(await control.get('/companies'));
  expect(json.companies).toEqual([
    {
      id: HARBOUR,
      name: 'Harbour Sales',
      slug: 'harbour-sales',
      apiDomain: `${control.pipedriveUrl}/company/harbour-sales`,
      plan: { name: 'lite', seats: 1, extraTokens: 0 },
      budget: { day: '2026-11-20T00:00:00.000Z', spent: 0, limit: null },
      users: [{ id: SAM, name: 'Sam Sales', email: 'sam@harbour-sales.example', admin: true, installed: true, shared: false }],
    },
  ]);
  await settings({ limits: { daily: true } });
  const authorization = `Bearer ${control.simulators.credentials.pipedriveAccessToken}`;
  await (await fetch(`${control.pipedriveUrl}/v1/users/me`, { headers: { authorization } })).text();
  expect((await control.get('/companies')).json.companies[0].budget).toMatchObject({ spent: 2, limit: 30_000 });
});

test('putCompany 200: a second company, renamed and without a plan', async () => {
  const { json } = proves(
    await put(`/companies/${MOUNTAIN}`, { name: 'Mountain Tools', slug: 'mountain-tools', plan: { name: 'growth', seats: 3 } }),
  );
  expect(json).toMatchObject({ id: MOUNTAIN, plan: { name: 'growth', seats: 3, extraTokens: 0 }, users: [] });
  const renamed = proves(await put(`/companies/${MOUNTAIN}`, { slug: 'mountain-group', plan: 'ended' }));
  expect(renamed.json).toMatchObject({
    name: 'Mountain Tools',
    apiDomain: `${control.pipedriveUrl}/company/mountain-group`,
    plan: 'ended',
    budget: { limit: null },
  });
});

test('putCompany 400: no subdomain, one that another company has, or nothing at all', async () => {
  for (const body of [{}, { slug: 'Harbour' }, { slug: 'harbour-sales' }, { plan: 'golden' }, { plan: {} }, { colour: 'red' }]) {
    proves(await put(`/companies/${MOUNTAIN}`, body));
  }
  proves(await put('/companies/x', { name: 'x' }));
  expect((await control.get('/companies')).json.companies).toHaveLength(1);
});

test('putCompanyUser 200: the first user administers the company, the next one does not unless told', async () => {
  await addMountain();
  const next = `/companies/${MOUNTAIN}/users/5`;
  expect(proves(await put(next, { name: 'Five' })).json).toMatchObject({ id: 5, name: 'Five', admin: false, installed: false });
  expect(proves(await put(next, { admin: true })).json).toMatchObject({ name: 'Five', admin: true });
  expect((await control.get('/companies')).json.companies[1].users).toMatchObject([{ id: MIA, admin: true }, { id: 5 }]);
});

test('putCompanyUser 400: a field that is none, or an id that is no number', async () => {
  proves(await put(`/companies/${HARBOUR}/users/5`, { rank: 1 }));
  proves(await put(`/companies/${HARBOUR}/users/five`, {}));
});

test('putCompanyUser 404: a company that nobody put there', async () => {
  proves(await put('/companies/1/users/5', {}));
});

test('giveConsent 200: the callback URL with code and state, which the token endpoint takes for that user', async () => {
  await addMountain();
  const { json } = proves(await control.post('/consents', { userId: MIA, decision: 'allow', state: 'a b' }));
  expect(json.answer).toBeNull();
  const url = new URL(json.url);
  expect([`${url.origin}${url.pathname}`, url.searchParams.get('state')]).toEqual([callback(), 'a b']);
  const { clientId, clientSecret } = control.simulators.credentials;
  const code = url.searchParams.get('code') ?? '';
  const answer = await fetch(`${control.pipedriveUrl}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: callback() }),
  });
  expect(await answer.json()).toMatchObject({ api_domain: `${control.pipedriveUrl}/company/mountain-tools` });
  expect((await control.get('/companies')).json.companies[1].users).toMatchObject([{ id: MIA, installed: true }]);
});

test('giveConsent 200: a denial that is followed reaches the provider, and the transcript keeps neither code nor state', async () => {
  control.provider.answer = (seen) =>
    seen.url.startsWith('/auth/') ? { status: 403, body: 'You did not agree.' } : answerAsProvider(seen);
  const denied = proves(await control.post('/consents', { decision: 'deny', state: 's3cret', follow: true }));
  expect(denied.json.answer).toMatchObject({ status: 403, link: null });
  expect(control.provider.seen.at(-1)?.url).toBe('/auth/pipedrive/callback?error=user_denied&state=s3cret');
  const allowed = proves(await control.post('/consents', { decision: 'allow', follow: true }));
  const code = new URL(allowed.json.url).searchParams.get('code') ?? '';
  const { text } = await control.get('/transcript');
  expect(text).toContain('error=user_denied');
  expect(text).not.toContain('s3cret');
  expect(text).not.toContain(code);
});

test('giveConsent 400: no decision, another callback URL than the registered one, or a user of two companies', async () => {
  await put(`/companies/${MOUNTAIN}`, { slug: 'mountain-tools' });
  await put(`/companies/${MOUNTAIN}/users/${SAM}`, {});
  for (const body of [
    {},
    { decision: 'perhaps' },
    { decision: 'allow', redirectUri: 'https://other.example/' },
    { userId: SAM, decision: 'allow' },
  ]) {
    proves(await control.post('/consents', body));
  }
});

test('giveConsent 404: a user whom no company has', async () => {
  proves(await control.post('/consents', { userId: 1, decision: 'allow' }));
});

test('giveConsent 409: no callback URL is known', async () => {
  await withoutProvider();
  expect(proves(await control.post('/consents', { decision: 'allow' })).json.detail).toContain('callbackUrl');
});

test('giveConsent 502: nobody answers at the callback URL', async () => {
  await silent();
  const { json } = proves(await control.post('/consents', { decision: 'allow', follow: true }));
  expect(json.detail).toContain(HOST);
  expect(json.detail).not.toContain('code=');
});

test('installFromMarketplace 200: a code without a state, and where the provider sends the browser on', async () => {
  const { json } = proves(await control.post('/installations', {}));
  expect([...new URL(json.url).searchParams.keys()]).toEqual(['code']);
  expect(json.answer).toBeNull();
  expect(proves(await control.post('/installations', { userId: SAM, follow: true })).json.answer.status).toBe(200);
  expect(told()).toHaveLength(1);
});

test('installFromMarketplace 400: a field that is none', async () => {
  proves(await control.post('/installations', { state: 'x' }));
});

test('installFromMarketplace 404: a company without such a user', async () => {
  proves(await control.post('/installations', { companyId: HARBOUR, userId: 1 }));
});

test('installFromMarketplace 409: no callback URL is known', async () => {
  await withoutProvider();
  proves(await control.post('/installations', {}));
});

test('installFromMarketplace 502: nobody answers at the callback URL', async () => {
  await silent();
  proves(await control.post('/installations', { follow: true }));
});

test('uninstallApp 200: the user does not have the app any more, and the provider was told', async () => {
  await control.converse();
  proves(await control.call('DELETE', installation()));
  expect(told()).toEqual([['DELETE', expect.stringContaining(`"user_id":${SAM}`)]]);
  expect((await control.get('/companies')).json.companies[0].users).toMatchObject([{ installed: false }]);
  expect((await control.get('/inbox/channels')).json.channels).toEqual([]);
});

test('uninstallApp 400: an id that is no number', async () => {
  proves(await control.call('DELETE', `/companies/${HARBOUR}/users/sam/installation`));
});

test('uninstallApp 404: nobody there, or somebody without the app', async () => {
  proves(await control.call('DELETE', installation(1)));
  await put(`/companies/${HARBOUR}/users/5`, {});
  expect(proves(await control.call('DELETE', installation(5))).json.detail).toContain('does not have the app');
});

test('uninstallApp 409: no callback URL is known; the app stays', async () => {
  await withoutProvider();
  proves(await control.call('DELETE', installation()));
  expect((await control.get('/companies')).json.companies[0].users[0].installed).toBe(true);
});

test('uninstallApp 502: the app is gone although nobody answered', async () => {
  await silent();
  expect(proves(await control.call('DELETE', installation())).json.detail).toContain('The app is uninstalled');
  expect((await control.get('/companies')).json.companies[0].users[0].installed).toBe(false);
});

test('shareApp 200: the provider is told, and the list says so', async () => {
  proves(await control.post(sharing(), { isShared: true }));
  expect(told()).toEqual([['POST', JSON.stringify({ company_id: HARBOUR, user_id: SAM, isShared: true })]]);
  expect((await control.get('/companies')).json.companies[0].users[0].shared).toBe(true);
});

test('shareApp 400: not said whether', async () => {
  proves(await control.post(sharing(), {}));
});

test('shareApp 404: somebody without the app', async () => {
  proves(await control.post(sharing(1), { isShared: true }));
});

test('shareApp 409: no callback URL is known', async () => {
  await withoutProvider();
  proves(await control.post(sharing(), { isShared: true }));
});

test('shareApp 502: nobody answers at the callback URL', async () => {
  await silent();
  proves(await control.post(sharing(), { isShared: true }));
});

test('registerChannel 404: a user whom no company has', async () => {
  proves(await control.post('/channels', { providerChannelId: CHANNEL, name: 'x', userId: 1 }));
  await addMountain();
  const { json } = await control.post('/channels', { providerChannelId: CHANNEL, name: 'x', userId: MIA });
  expect(json).toMatchObject({ companyId: MOUNTAIN, userId: MIA });
});

test('issueToken 404: a user whom no company has', async () => {
  proves(await control.post('/tokens', { kind: 'access-token', userId: 1 }));
  await addMountain();
  const { json } = await control.post('/tokens', { kind: 'access-token', userId: MIA });
  const me = await fetch(`${control.pipedriveUrl}/v1/users/me`, { headers: { authorization: `Bearer ${json.token}` } });
  expect(await me.json()).toMatchObject({ data: { id: MIA, company_id: MOUNTAIN } });
});
