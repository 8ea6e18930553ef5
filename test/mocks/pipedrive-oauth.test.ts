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
