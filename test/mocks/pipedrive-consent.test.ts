import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJournal } from '../../mocks/journal.ts';
import { type CompaniesSetup, companies, HARBOUR, MIA, NINA, SAM, startCompanies } from './pipedrive-companies-setup.ts';
import { startPipedrive } from './pipedrive-setup.ts';

let setup: CompaniesSetup;
beforeEach(async () => {
  setup = await startCompanies();
});
afterEach(() => setup.stop());

async function visit(query: Record<string, string>) {
  const answer = await request(`${setup.url}/oauth/authorize?${new URLSearchParams(query)}`);
  return { status: answer.statusCode, headers: answer.headers, page: await answer.body.text() };
}
const asked = (more: Record<string, string> = {}) => visit({ client_id: 'client', redirect_uri: setup.callback, ...more });
const links = (page: string) => [...page.matchAll(/href="([^"]+)"/g)].map(([, link]) => String(link).replaceAll('&amp;', '&'));
const follow = async (link: string | undefined) => {
  const answer = await request(`${setup.url}/oauth/authorize${link}`);
  await answer.body.dump();
  return { status: answer.statusCode, to: new URL(String(answer.headers['location'])) };
};

test('authorize 200: a page without scripts, with two links for every user of every company', async () => {
  const { status, headers, page } = await asked({ state: 'abc' });
  expect(status).toBe(200);
  expect(headers['content-type']).toMatch(/^text\/html/);
  expect(links(page)).toHaveLength(2 * companies.flatMap(({ users }) => users).length);
  expect(page).toContain('Nina &lt;New&gt;, Harbour Sales (harbour-sales):');
  expect(page).toContain('Mia Manager, Mountain Tools (mountain-tools), administrator:');
  expect(page).toContain('base, messengers-integration');
  expect(page).not.toMatch(/<script|javascript:| on\w+=/i);
  expect(setup.pipedrive.violations).toEqual([]);
});

test('authorize 302: allowing leads back with the state and a code that is good for that user', async () => {
  const [, , allowAsNina] = links((await asked({ state: 'a b&c' })).page);
  const { status, to } = await follow(allowAsNina);
  expect(status).toBe(302);
  expect(`${to.origin}${to.pathname}`).toBe(setup.callback);
  expect(to.searchParams.get('state')).toBe('a b&c');
  const code = to.searchParams.get('code') ?? '';
  const pair = (await setup.token({ grant_type: 'authorization_code', code, redirect_uri: setup.callback })).body;
  expect(await setup.as(pair, 'GET', '/v1/users/me')).toMatchObject({ body: { data: { id: NINA, company_id: HARBOUR, is_admin: 0 } } });
  expect(setup.pipedrive.violations).toEqual([]);
});

test('authorize 302: denying leads back with user_denied and the state, and without a code', async () => {
  const [, denyAsSam] = links((await asked({ state: 'abc' })).page);
  const { to } = await follow(denyAsSam);
  expect(Object.fromEntries(to.searchParams)).toEqual({ error: 'user_denied', state: 'abc' });
});

test.each([
  ['another client_id', { client_id: 'other' }],
  ['a redirect_uri that is not registered', { redirect_uri: 'https://attacker.example/callback' }],
  ['a user that no company has', { decision: 'allow', user_id: '1' }],
])('authorize 400: %s is a page, and the browser is sent nowhere', async (_what, wrong) => {
  const { status, headers, page } = await asked(wrong);
  expect(status).toBe(400);
  expect(headers['content-type']).toMatch(/^text\/html/);
  expect(headers['location']).toBeUndefined();
  expect(page).toMatch(/^<!DOCTYPE html>/);
  expect(setup.pipedrive.violations).toEqual([]);
});

test('authorize 400: a request without its parameters is a page and breaks the contract', async () => {
  const { status, page } = await visit({ state: '<b>' });
  expect(status).toBe(400);
  expect(page).toMatch(/^<!DOCTYPE html>/);
  expect(setup.pipedrive.violations).toEqual([expect.stringContaining('client_id')]);
});

test('consent: the callback URL with code and state, or with user_denied, for the user that is named', async () => {
  const allowed = new URL(setup.pipedrive.consent({ userId: MIA, state: 'abc', decision: 'allow' }));
  expect(allowed.href.startsWith(`${setup.callback}?`)).toBe(true);
  expect([...allowed.searchParams.keys()]).toEqual(['code', 'state']);
  expect(setup.pipedrive.consent({ userId: SAM, decision: 'deny' })).toBe(`${setup.callback}?error=user_denied`);
  expect(() => setup.pipedrive.consent({ userId: 1, decision: 'allow' })).toThrow('No company has a user 1');
  expect(() => setup.pipedrive.consent({ userId: SAM, redirectUri: 'https://other.example', decision: 'allow' })).toThrow('registered');
});

test('consent: a user of several companies has to say for which', () => {
  setup.pipedrive.putUser(HARBOUR, MIA, {});
  expect(() => setup.pipedrive.consent({ userId: MIA, decision: 'allow' })).toThrow('companyId');
  expect(setup.pipedrive.consent({ userId: MIA, companyId: HARBOUR, decision: 'allow' })).toContain('code=');
});

test('installFromMarketplace: a code without a state, for the callback URL of the settings', async () => {
  setup.pipedrive.configure({ callbackUrl: 'https://provider.example/oauth/back?app=1' });
  const address = new URL(setup.pipedrive.installFromMarketplace({ userId: MIA }));
  expect(address.href).toMatch(/^https:\/\/provider\.example\/oauth\/back\?app=1&code=[0-9a-f]+$/);
  const form = { grant_type: 'authorization_code', code: address.searchParams.get('code') ?? '' };
  expect((await setup.token({ ...form, redirect_uri: 'https://provider.example/oauth/back?app=1' })).status).toBe(200);
});

test('consent: without an address of the provider there is no callback URL', async () => {
  const lonely = await startPipedrive({ providerUrl: () => '' });
  expect(() => lonely.pipedrive.consent({ decision: 'allow' })).toThrow('No callback URL is known');
  expect(lonely.pipedrive.settings().callbackUrl).toBeNull();
  await lonely.stop();
});

test('requestToken 400: another redirect_uri than the code was sent to is refused, and the code is used up', async () => {
  const code = new URL(setup.pipedrive.consent({ decision: 'allow' })).searchParams.get('code') ?? '';
  const exchange = (redirect_uri: string) => setup.token({ grant_type: 'authorization_code', code, redirect_uri });
  expect(await exchange('https://other.example')).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect((await exchange(setup.callback)).status).toBe(400);
});

test('authorize: the transcript keeps neither the state nor the way back', async () => {
  const journal = createJournal();
  const watched = await startPipedrive({ journal });
  const query = {
    client_id: 'client',
    redirect_uri: `${watched.provider.url}/auth/pipedrive/callback`,
    state: 'signed',
    decision: 'allow',
  };
  await (await request(`${watched.url}/oauth/authorize?${new URLSearchParams(query)}`)).body.dump();
  const [entry] = journal.since(0);
  expect(entry).toMatchObject({ operationId: 'authorize', status: 302, response: null });
  expect(JSON.stringify(entry)).not.toMatch(/signed|code=/);
  await watched.stop();
});
