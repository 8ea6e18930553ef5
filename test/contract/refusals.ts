import { expect } from 'vitest';
import { AppError } from '../../src/errors.ts';
import type { TestAnswer } from '../support/provider.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

/** A usable request of one operation, on the given channel and with the given credentials where they are named. */
export type Ask = (stage: Stage, instead?: { channelId?: string; auth?: string | null }) => Promise<TestAnswer>;

const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString('base64')}`;

/** 401: every call that is not made with exactly the app's pair. */
export async function refusesStrangers(stage: Stage, ask: Ask): Promise<void> {
  const { clientId, clientSecret } = stage.config.pipedrive;
  const wrong = [
    null,
    '',
    'Basic',
    'Basic ',
    'Basic %%%',
    basic(''),
    basic(':'),
    basic(clientId),
    basic(`${clientId}:`),
    basic(`:${clientSecret}`),
    basic(`${clientId}:${clientSecret.slice(0, -1)}`),
    basic(`${clientId}:${clientSecret}x`),
    basic(`${clientSecret}:${clientId}`),
    basic(`${clientId}:${clientSecret}`).slice(0, -2),
    `Bearer ${clientSecret}`,
    basic(`${clientId}:${clientSecret}`).replace('Basic ', ''),
  ];
  for (const auth of wrong) expect(proves(await ask(stage, { auth })).json.data.code).toBe('UNAUTHORIZED');
}

/** 401: the account behind the channel is blocked; once that is over, the same call passes. */
export async function tellsOfSuspension(stage: Stage, ask: Ask): Promise<void> {
  await stage.setState('suspended');
  expect(proves(await ask(stage)).json.data.code).toBe('ACCOUNT_SUSPENDED');
  await stage.setState('active');
  expect((await ask(stage)).status).toBe(200);
}

/** 403: the operator switched the channel off. */
export async function respectsTheSwitch(stage: Stage, ask: Ask): Promise<void> {
  await stage.setState('disabled');
  expect(proves(await ask(stage)).json.data.code).toBe('FORBIDDEN');
  await stage.setState('active');
  expect((await ask(stage)).status).toBe(200);
}

/** 404: nobody can tell a deleted channel from one that never was. */
export async function hidesChannels(stage: Stage, ask: Ask): Promise<void> {
  const never = proves(await ask(stage, { channelId: 'ch_5mTqv0c2Zq1W8yKpR3xNdA' }));
  expect(never.json.data.code).toBe('NOT_FOUND');
  const second = await stage.addChannel('206540352242922');
  await stage.setState('deleted', second.id);
  expect(proves(await ask(stage, { channelId: second.id })).text).toBe(never.text);
  expect(proves(await ask(stage, { channelId: `${stage.channelId}%00` })).text).toBe(never.text);
}

/** 429: one channel asks too often; `retry_by` and Retry-After agree, another channel is not disturbed, and the promise is kept. */
export async function slowsDown(ask: Ask): Promise<void> {
  const stage = await startStage({ parts: { providerRate: { perSecond: 0.1, burst: 3 } } });
  try {
    const hasty = { channelId: 'ch_hasty' };
    for (let call = 0; call < 3; call++) expect((await ask(stage, hasty)).status).toBe(404);
    const { json, headers } = proves(await ask(stage, hasty));
    expect(json.data.code).toBe('RATE_LIMIT_EXCEEDED');
    const waitMs = Date.parse(json.data.retry_by) - stage.clock.now();
    expect(waitMs).toBe(10_000);
    expect(headers['retry-after']).toBe('10');
    expect((await ask(stage, { channelId: 'ch_patient' })).status).toBe(404);
    await stage.clock.advance(waitMs - 1);
    expect((await ask(stage, hasty)).status).toBe(429);
    await stage.clock.advance(1);
    expect((await ask(stage, hasty)).status).toBe(404);
  } finally {
    await stage.stopAll();
  }
}

/** 500: a fault that nobody foresaw; its words stay in the log, under the id that the answer carries. */
export async function keepsFaultsInside(stage: Stage, ask: Ask): Promise<void> {
  stage.breakStore(new TypeError('secret detail of provider.db'));
  const answer = proves(await ask(stage));
  stage.breakStore(undefined);
  const line = stage.logLines.find((text) => text.includes(String(answer.headers['x-request-id'])));
  expect(line).toContain('secret detail');
}

/** 503: the store refuses; repeating is safe and works once it is back. */
export async function saysStoreIsAway(stage: Stage, ask: Ask): Promise<void> {
  stage.breakStore(new AppError('STORE_UNAVAILABLE', undefined, { cause: new Error('secret detail: disk full') }));
  expect(proves(await ask(stage)).json.data.code).toBe('UNAVAILABLE');
  stage.breakStore(undefined);
  expect((await ask(stage)).status).toBe(200);
}

/** 400: an id beyond 128 characters, or a percent sign that encodes nothing, is refused before anything is looked up. */
export async function refusesLongIds(stage: Stage, ask: Ask): Promise<void> {
  expect(proves(await ask(stage, { channelId: 'c'.repeat(129) })).json.data.code).toBe('INVALID_BODY');
  expect(proves(await ask(stage, { channelId: '%zz' })).json.data.code).toBe('INVALID_BODY');
  expect((await ask(stage, { channelId: 'c'.repeat(128) })).status).toBe(404);
}
