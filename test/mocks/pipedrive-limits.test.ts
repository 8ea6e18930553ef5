import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { callJson } from './far-end.ts';
import { type PipedriveSetup, startPipedrive } from './pipedrive-setup.ts';

let setup: PipedriveSetup;
beforeEach(async () => {
  setup = await startPipedrive();
});
afterEach(() => setup.stop());

const me = (token: string) => callJson('GET', `${setup.url}/v1/users/me`, { authorization: `Bearer ${token}` });
const rate = ({ headers }: Awaited<ReturnType<typeof me>>) => ({
  limit: headers['x-ratelimit-limit'],
  remaining: headers['x-ratelimit-remaining'],
  reset: headers['x-ratelimit-reset'],
});

test('getCurrentUser 200: without limits nothing is refused and no rate headers are sent', async () => {
  const token = setup.pipedrive.issueToken();
  for (let call = 0; call < 100; call++) expect((await me(token)).status).toBe(200);
  expect(rate(await me(token))).toEqual({ limit: undefined, remaining: undefined, reset: undefined });
});

test('getCurrentUser 429: a token may ask as often in two seconds as its plan allows, then waits, another token does not', async () => {
  setup.pipedrive.configure({ limits: true });
  const token = setup.pipedrive.issueToken();
  expect(rate(await me(token))).toEqual({ limit: '80', remaining: '79', reset: '2' });
  for (let call = 1; call < 80; call++) expect((await me(token)).status).toBe(200);
  const refused = await me(token);
  expect(refused.status).toBe(429);
  expect(rate(refused)).toEqual({ limit: '80', remaining: '0', reset: '2' });
  expect((await me(setup.pipedrive.issueToken())).status).toBe(200);
  await setup.clock.advance(1999);
  expect((await me(token)).status).toBe(429);
  await setup.clock.advance(1);
  expect((await me(token)).status).toBe(200);
  expect(setup.pipedrive.violations).toEqual([]);
});

test.each([
  ['lite', '80'],
  ['growth', '160'],
  ['premium', '400'],
  ['ultimate', '480'],
] as const)('getCurrentUser 200: the plan %s allows %s requests in two seconds', async (plan, limit) => {
  setup.pipedrive.configure({ plan, limits: true });
  expect(rate(await me(setup.pipedrive.issueToken())).limit).toBe(limit);
});

test('getCurrentUser 429: a used-up day looks like a burst but for the headers, concerns every token and ends at midnight', async () => {
  // getCurrentUser costs 2 tokens.
  setup.pipedrive.configure({ limits: { burst: true, daily: 5 } });
  const token = setup.pipedrive.issueToken();
  expect([(await me(token)).status, (await me(token)).status]).toEqual([200, 200]);
  const refused = await me(token);
  expect(refused).toMatchObject({ status: 429, body: { error: 'The request limit was exceeded' } });
  expect(rate(refused)).toEqual({ limit: '80', remaining: '77', reset: '2' });
  expect((await me(setup.pipedrive.issueToken())).status).toBe(429);
  await setup.clock.advance(Date.parse('2026-11-21T00:00:00Z') - setup.clock.now() - 1);
  expect((await me(setup.pipedrive.issueToken())).status).toBe(429);
  await setup.clock.advance(1);
  expect((await me(setup.pipedrive.issueToken())).status).toBe(200);
});

test('receiveMessage 429: a message costs 10 tokens of the day', async () => {
  // Registering costs 10 as well, and is counted although there was no limit yet.
  await setup.register();
  setup.pipedrive.configure({ limits: { daily: 30 } });
  expect([(await setup.receive()).status, (await setup.receive()).status, (await setup.receive()).status]).toEqual([200, 200, 429]);
});

test('getCurrentUser 403: who goes on after refusals meets a page of HTML for a minute', async () => {
  setup.pipedrive.configure({ limits: { burst: 1, abuse: 3 } });
  const token = setup.pipedrive.issueToken();
  const statuses: number[] = [];
  for (let call = 0; call < 4; call++) statuses.push((await me(token)).status);
  expect(statuses).toEqual([200, 429, 429, 429]);
  const page = await request(`${setup.url}/v1/users/me`, { headers: { Authorization: `Bearer ${token}` } });
  expect([page.statusCode, String(page.headers['content-type']).split(';')[0]]).toEqual([403, 'text/html']);
  expect(await page.body.text()).toMatch(/^<!DOCTYPE html>/);
  expect(setup.pipedrive.violations).toEqual([]);
  await setup.clock.advance(60_000);
  expect((await me(token)).status).toBe(200);
});

test('getCurrentUser 429: the day of a plan holds 30,000 tokens per seat times its factor, and what was bought on top', async () => {
  // 30,000 x 2 (growth) x 2 seats + 5; getCurrentUser costs 2.
  setup.pipedrive.configure({ plan: { name: 'growth', seats: 2, extraTokens: 5 }, limits: { daily: true } });
  const token = setup.pipedrive.issueToken();
  await me(token);
  const taken = setup.pipedrive.snapshot() as { budget: { spent: [number, number][] } };
  taken.budget.spent = [[12345678, 120_003]];
  setup.pipedrive.restore(taken);
  expect([(await me(token)).status, (await me(token)).status]).toEqual([200, 429]);
});
