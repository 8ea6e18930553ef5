import { afterEach, beforeEach, expect, test } from 'vitest';
import { callJson } from './far-end.ts';
import { BASIC, type PipedriveSetup, startPipedrive } from './pipedrive-setup.ts';

interface Pair {
  access_token: string;
  refresh_token: string;
  expires_in: number;
}

let setup: PipedriveSetup;
beforeEach(async () => {
  setup = await startPipedrive();
});
afterEach(() => setup.stop());

const token = <T = Pair>(form: Record<string, string>, authorization = BASIC) =>
  callJson<T>('POST', `${setup.url}/oauth/token`, { authorization, form });
const exchange = <T = Pair>(code: string) =>
  token<T>({ grant_type: 'authorization_code', code, redirect_uri: 'https://provider.example/callback' });
const me = async (accessToken: string) =>
  (await callJson('GET', `${setup.url}/v1/users/me`, { authorization: `Bearer ${accessToken}` })).status;

test('requestToken 200: a code gives a pair that works for about an hour', async () => {
  const { status, body } = await exchange(setup.pipedrive.issueCode());
  expect(status).toBe(200);
  expect(await me(body.access_token)).toBe(200);
  await setup.clock.advance(body.expires_in * 1000);
  expect(await me(body.access_token)).toBe(401);
});

test('requestToken 400: a code works once and for 5 minutes only', async () => {
  const code = setup.pipedrive.issueCode();
  await exchange(code);
  expect(await exchange(code)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  const late = setup.pipedrive.issueCode();
  await setup.clock.advance(5 * 60 * 1000);
  expect((await exchange(late)).status).toBe(400);
});

test('requestToken 200: a refresh gives another access token beside the same refresh token', async () => {
  const first = (await exchange(setup.pipedrive.issueCode())).body;
  const second = (await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token })).body;
  expect(second.refresh_token).toBe(first.refresh_token);
  expect(second.access_token).not.toBe(first.access_token);
  expect(await me(second.access_token)).toBe(200);
});

test('requestToken 400: a form without its grant is invalid_request', async () => {
  expect(await token({ grant_type: 'refresh_token' })).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
});

test('requestToken 401: another client secret is invalid_client', async () => {
  const answer = await token({ grant_type: 'refresh_token', refresh_token: 'x' }, 'Basic b3RoZXI6b3RoZXI=');
  expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
});

test('revokeToken 200: a revoked refresh token ends its access tokens; an unknown token answers 200 too', async () => {
  const { body } = await exchange(setup.pipedrive.issueCode());
  const revoke = (value: string) => callJson('POST', `${setup.url}/oauth/revoke`, { authorization: BASIC, form: { token: value } });
  expect((await revoke(body.refresh_token)).status).toBe(200);
  expect(await me(body.access_token)).toBe(401);
  expect((await token({ grant_type: 'refresh_token', refresh_token: body.refresh_token })).status).toBe(400);
  expect((await revoke('never known')).status).toBe(200);
});

test('getCurrentUser: 200 for an issued token, 401 without one', async () => {
  expect(await me(setup.pipedrive.issueToken())).toBe(200);
  expect(await me('other')).toBe(401);
});

test('requestToken 200: a refresh token lasts 60 days after its last use', async () => {
  const day = 24 * 60 * 60 * 1000;
  const { refresh_token } = (await exchange(setup.pipedrive.issueCode())).body;
  const refresh = () => token({ grant_type: 'refresh_token', refresh_token });
  await setup.clock.advance(59 * day);
  expect((await refresh()).status).toBe(200);
  await setup.clock.advance(59 * day);
  expect((await refresh()).status).toBe(200);
  await setup.clock.advance(60 * day);
  expect(await refresh()).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('requestToken 400: where refresh tokens rotate, a used one has already been exchanged and the new one works', async () => {
  setup.pipedrive.configure({ rotateRefreshTokens: true });
  const first = (await exchange(setup.pipedrive.issueCode())).body;
  const second = (await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token })).body;
  expect(second.refresh_token).not.toBe(first.refresh_token);
  const again = await token<{ error: string; error_description: string }>({
    grant_type: 'refresh_token',
    refresh_token: first.refresh_token,
  });
  expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant', error_description: expect.stringContaining('already') } });
  expect((await token({ grant_type: 'refresh_token', refresh_token: second.refresh_token })).status).toBe(200);
});

test('expire: access tokens end at once and can be refreshed; ended refresh tokens cannot', async () => {
  const { body } = await exchange(setup.pipedrive.issueCode());
  const refresh = () => token({ grant_type: 'refresh_token', refresh_token: body.refresh_token });
  setup.pipedrive.expire('access-tokens');
  expect(await me(body.access_token)).toBe(401);
  const renewed = await refresh();
  expect(await me(renewed.body.access_token)).toBe(200);
  setup.pipedrive.expire('refresh-tokens');
  expect((await refresh()).status).toBe(400);
  expect(await me(renewed.body.access_token)).toBe(200);
});

test('revoke: an installation that was taken away leaves neither tokens nor codes', async () => {
  const { body } = await exchange(setup.pipedrive.issueCode());
  const code = setup.pipedrive.issueCode();
  setup.pipedrive.revoke('installation');
  expect(await me(body.access_token)).toBe(401);
  expect((await token({ grant_type: 'refresh_token', refresh_token: body.refresh_token })).status).toBe(400);
  expect((await exchange(code)).status).toBe(400);
});

test('configure: a token of the options can be ended and be given back', async () => {
  await setup.stop();
  setup = await startPipedrive({ accessToken: 'lasting' });
  expect(await me('lasting')).toBe(200);
  setup.pipedrive.expire('access-tokens');
  expect(await me('lasting')).toBe(401);
  setup.pipedrive.configure({ accessToken: 'lasting' });
  expect(await me('lasting')).toBe(200);
  setup.pipedrive.configure({ accessToken: 'another' });
  expect(await me('another')).toBe(200);
});

test('configure: the client pair changes at once, for the OAuth host and for calls on the provider', async () => {
  setup.pipedrive.configure({ clientId: 'renamed', clientSecret: 'changed' });
  const renamed = `Basic ${Buffer.from('renamed:changed').toString('base64')}`;
  const form = { grant_type: 'authorization_code', code: setup.pipedrive.issueCode(), redirect_uri: 'https://provider.example/callback' };
  expect((await token(form)).status).toBe(401);
  expect((await token(form, renamed)).status).toBe(200);
  await setup.register();
  expect(setup.provider.seen[0]?.headers.authorization).toBe(renamed);
  expect(setup.pipedrive.settings()).toMatchObject({ clientId: 'renamed' });
  expect(JSON.stringify(setup.pipedrive.settings())).not.toContain('changed');
});

test('requestToken 200: api_domain is where the company has its host, with the API also below /api', async () => {
  const pair = async () => (await exchange<Pair & { api_domain: string }>(setup.pipedrive.issueCode())).body;
  const { access_token, api_domain } = await pair();
  expect(api_domain).toBe(`${setup.url}/company/harbour-sales`);
  for (const path of ['/v1/users/me', '/api/v1/users/me']) {
    expect((await callJson('GET', `${api_domain}${path}`, { authorization: `Bearer ${access_token}` })).status).toBe(200);
  }
  const answer = await callJson('POST', `${api_domain}/api/v1/channels`, { authorization: `Bearer ${access_token}`, body: {} });
  expect(answer).toMatchObject({ status: 400, body: { additional_data: { code: 'INVALID_BODY' } } });
  setup.pipedrive.configure({ apiDomain: 'https://harbour-sales.pipedrive.com' });
  expect((await pair()).api_domain).toBe('https://harbour-sales.pipedrive.com');
});
