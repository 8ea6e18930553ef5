import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CompaniesSetup, HARBOUR, MIA, MOUNTAIN, type Pair, SAM, startCompanies } from './pipedrive-companies-setup.ts';
import { message } from './pipedrive-setup.ts';

const DAY_MS = 86_400_000;

let setup: CompaniesSetup;
beforeEach(async () => {
  setup = await startCompanies();
});
afterEach(() => setup.stop());

const refresh = ({ refresh_token }: Pair) => setup.token({ grant_type: 'refresh_token', refresh_token });
const until = (day: number) => setup.clock.advance(Date.parse('2026-11-20T09:00:00Z') + day * DAY_MS - setup.clock.now());
const exchange = async (callbackUrl: string): Promise<Pair> => {
  const code = new URL(callbackUrl).searchParams.get('code') ?? '';
  return (await setup.token({ grant_type: 'authorization_code', code, redirect_uri: setup.callback })).body;
};
const register = (pair: Pair, id: string) => setup.as(pair, 'POST', '/v1/channels', { name: 'A channel', provider_channel_id: id });
const push = async (pair: Pair, channel: string, id: string) =>
  (await setup.as(pair, 'POST', '/v1/channels/messages/receive', message({ id, channel_id: channel }))).status;

test('two companies live side by side for ninety days, each with its own plan, domain, tokens and end', async () => {
  const { pipedrive } = setup;
  pipedrive.configure({ limits: true, rotateRefreshTokens: true });
  let harbour = await exchange(pipedrive.consent({ userId: SAM, state: 'begun', decision: 'allow' }));
  let mountain = await exchange(pipedrive.installFromMarketplace({ userId: MIA }));
  expect([(await register(harbour, 'ch_h')).status, (await register(mountain, 'ch_m')).status]).toEqual([200, 200]);
  expect([await push(harbour, 'ch_h', 'ms_h1'), await push(mountain, 'ch_m', 'ms_m1')]).toEqual([200, 200]);

  // Day 10: one is renamed; the other does not notice.
  await until(10);
  [harbour, mountain] = [(await refresh(harbour)).body, (await refresh(mountain)).body];
  pipedrive.renameCompany(HARBOUR, 'harbour-group');
  expect([await push(harbour, 'ch_h', 'ms_h2'), await push(mountain, 'ch_m', 'ms_m2')]).toEqual([404, 200]);
  harbour = (await refresh(harbour)).body;
  expect(await push(harbour, 'ch_h', 'ms_h2')).toBe(200);

  // Day 25: the other stops paying for two days, and its tokens go on.
  await until(25);
  pipedrive.putCompany(MOUNTAIN, { plan: 'ended' });
  [harbour, mountain] = [(await refresh(harbour)).body, (await refresh(mountain)).body];
  expect([await push(harbour, 'ch_h', 'ms_h3'), await push(mountain, 'ch_m', 'ms_m3')]).toEqual([200, 402]);
  await until(27);
  pipedrive.putCompany(MOUNTAIN, { plan: 'growth' });
  mountain = (await refresh(mountain)).body;
  expect(await push(mountain, 'ch_m', 'ms_m3')).toBe(200);

  // Day 85: who refreshed in between is there; 60 quiet days are too many, and installing again is the way back.
  await until(80);
  mountain = (await refresh(mountain)).body;
  await until(85);
  expect(await refresh(harbour)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect((await refresh(mountain)).status).toBe(200);
  harbour = await exchange(pipedrive.consent({ userId: SAM, decision: 'allow' }));
  expect(await push(harbour, 'ch_h', 'ms_h4')).toBe(200);

  // Day 90: the end of one is not the end of the other.
  await until(90);
  harbour = (await refresh(harbour)).body;
  await pipedrive.uninstall({ userId: MIA });
  expect(pipedrive.channels().map(({ id }) => id)).toEqual(['ch_h']);
  expect(pipedrive.inbox('ch_h', 'cv_8JwQm2Lk0aZrT5uY').map(({ id }) => id)).toEqual(['ms_h1', 'ms_h2', 'ms_h3', 'ms_h4']);
  expect(await push(harbour, 'ch_h', 'ms_h5')).toBe(200);
  expect(pipedrive.violations).toEqual([]);
});
