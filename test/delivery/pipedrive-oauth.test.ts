import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/delivery/http-client.ts';
import { createPipedriveOAuth, GrantFailure, type PipedriveOAuth } from '../../src/delivery/pipedrive-oauth.ts';
import { type Script, startVendor, type Vendor } from './vendor-server.ts';

const NOW = Date.UTC(2026, 10, 20);
const CALLBACK = 'https://provider.example/auth/pipedrive/callback';
const good = {
  access_token: 'v1u:access',
  token_type: 'Bearer',
  expires_in: 3599,
  refresh_token: '1:2:refresh',
  scope: 'base,messengers-integration',
  api_domain: 'https://acme.pipedrive.com',
};

let vendor: Vendor;
let http: HttpClient;
let oauth: PipedriveOAuth;
beforeEach(async () => {
  vendor = await startVendor({ status: 200, body: good });
  http = createHttpClient({ connectTimeoutMs: 1000, answerTimeoutMs: 300 });
  oauth = createPipedriveOAuth({
    ...{ oauthUrl: vendor.url, clientId: 'client-id_1', clientSecret: 'se/cr+et~-', redirectUri: CALLBACK, http, now: () => NOW },
    acceptedApiDomain: (address) => (address.startsWith('https://acme') ? address : undefined),
  });
});
afterEach(async () => {
  await http.close();
  await vendor.stop();
});

const failure = async (work: Promise<unknown>): Promise<GrantFailure> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(GrantFailure);
  return error as GrantFailure;
};

describe('what is sent', () => {
  test('a code: as a form, with the callback URL, under the plain pair', async () => {
    await oauth.exchange('a code/+&');
    const [call] = vendor.calls;
    expect(call).toMatchObject({ method: 'POST', path: '/oauth/token' });
    expect(call?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(call?.headers['authorization']).toBe(`Basic ${Buffer.from('client-id_1:se/cr+et~-').toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(call?.text))).toEqual({
      grant_type: 'authorization_code',
      code: 'a code/+&',
      redirect_uri: CALLBACK,
    });
  });

  test('a refresh token, and one to revoke', async () => {
    await oauth.refresh('1:2:x');
    await oauth.revoke('1:2:x');
    expect(vendor.calls.map(({ path, text }) => [path, Object.fromEntries(new URLSearchParams(text))])).toEqual([
      ['/oauth/token', { grant_type: 'refresh_token', refresh_token: '1:2:x' }],
      ['/oauth/revoke', { token: '1:2:x', token_type_hint: 'refresh_token' }],
    ]);
  });

  test('the consent: the address with what Pipedrive needs', () => {
    const url = new URL(oauth.authorizeUrl('a.b'));
    expect(url.pathname).toBe('/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({ client_id: 'client-id_1', redirect_uri: CALLBACK, state: 'a.b' });
  });
});

describe('what comes back', () => {
  test('a grant: its life counted from the request, its scopes as a list', async () => {
    expect(await oauth.exchange('code')).toEqual({
      accessToken: 'v1u:access',
      refreshToken: '1:2:refresh',
      accessExpiresAt: NOW + 3_599_000,
      apiDomain: 'https://acme.pipedrive.com',
      scopes: ['base', 'messengers-integration'],
    });
  });

  test('a grant that leaves out what it may: the refresh token stays, the life is the usual', async () => {
    const { refresh_token: _refresh, expires_in: _life, scope: _scope, ...rest } = good;
    vendor.otherwise = { status: 200, body: { ...rest, extra: 1 } };
    expect(await oauth.refresh('1:2:old')).toMatchObject({ refreshToken: '1:2:old', accessExpiresAt: NOW + 3_599_000, scopes: [] });
    expect((await failure(oauth.exchange('code'))).kind).toBe('unacceptable');
  });

  const json = (status: number, body: unknown, headers = {}): Script => ({ status, body: body as never, headers });
  test.each<[string, Script, GrantFailure['kind']]>([
    ['invalid_grant', json(400, { success: false, error: 'invalid_grant', message: 'already exchanged' }), 'refused'],
    ['invalid_client', json(401, { error: 'invalid_client' }), 'misconfigured'],
    ['invalid_client with a challenge', json(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic realm="x"' }), 'misconfigured'],
    ['invalid_request', json(400, { error: 'invalid_request' }), 'misconfigured'],
    ['a refusal without words', json(403, {}), 'misconfigured'],
    ['too many requests', json(429, { error: 'x' }), 'unavailable'],
    ['a fault', json(500, { error: 'invalid_grant' }), 'unavailable'],
    ['a page for maintenance', { status: 503, body: '<html></html>', headers: { 'content-type': 'text/html' } }, 'unavailable'],
    ['a page in place of tokens', { status: 200, body: '<html></html>', headers: { 'content-type': 'text/html' } }, 'unavailable'],
    ['broken JSON', { status: 200, body: '{"access_token":' }, 'unavailable'],
    ['no access token', json(200, { ...good, access_token: undefined }), 'unavailable'],
    ['another kind of token', json(200, { ...good, token_type: 'mac' }), 'unavailable'],
    ['a redirection', json(302, {}, { location: 'https://evil.example' }), 'unavailable'],
    ['nothing at all', json(204, ''), 'unavailable'],
    ['a closed connection', 'hang-up', 'unavailable'],
    ['silence', 'silence', 'unavailable'],
    ['an address elsewhere', json(200, { ...good, api_domain: 'https://evil.example' }), 'unacceptable'],
    ['no address', json(200, { ...good, api_domain: undefined }), 'unacceptable'],
  ])('%s', async (_what, script, kind) => {
    vendor.script = [script, script];
    const failures = [await failure(oauth.refresh('1:2:secret-refresh')), await failure(oauth.exchange('secret-code'))];
    expect(failures.map((each) => each.kind)).toEqual([kind, kind]);
    for (const each of failures) {
      expect(`${each.message} ${each.stack} ${JSON.stringify(each)}`).not.toMatch(/secret-|v1u:|se\/cr/);
      expect(each.cause).toBeUndefined();
    }
  });

  test('a time to come back: is passed on', async () => {
    vendor.script = [{ status: 429, headers: { 'retry-after': '90' } }];
    expect((await failure(oauth.refresh('x'))).retryAt).toBe(NOW + 90_000);
  });

  test('a revocation that is not confirmed: fails', async () => {
    vendor.script = [{ status: 503 }, { status: 401, body: { error: 'invalid_client' } }, 'hang-up'];
    for (const kind of ['unavailable', 'misconfigured', 'unavailable']) expect((await failure(oauth.revoke('x'))).kind).toBe(kind);
  });
});
