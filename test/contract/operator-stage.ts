import { expect } from 'vitest';
import { AppError } from '../../src/errors.ts';
import type { TestAnswer } from '../support/provider.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

export { buryOne, OTHER_NUMBER, quarantineOne } from './set-aside.ts';

/** A usable request of one operation of the console. */
export type Ask = (stage: Stage, auth?: string | null) => Promise<TestAnswer>;

const TOKEN = 'console-token-of-a-test';

/** 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token. */
export async function refusesStrangers(ask: Ask): Promise<void> {
  const stage = await startStage({ env: { CONSOLE_TOKEN: TOKEN } });
  try {
    for (const auth of [null, '', 'Bearer', `Bearer ${TOKEN}x`, TOKEN, `Basic ${Buffer.from(TOKEN).toString('base64')}`]) {
      const { json, headers } = proves(await ask(stage, auth));
      expect(json.code).toBe('UNAUTHORIZED');
      expect(headers['www-authenticate']).toMatch(/^Bearer\b/);
    }
    expect((await ask(stage, `Bearer ${TOKEN}`)).status).not.toBe(401);
  } finally {
    await stage.stopAll();
  }
}

/** 500: a fault that nobody foresaw keeps its words inside. */
export async function keepsFaultsInside(stage: Stage, ask: Ask): Promise<void> {
  stage.breakStore(new TypeError('secret detail of provider.db'));
  proves(await ask(stage));
}

/** 503: the store refuses; nothing has changed, and a repeat is answered as it would have been. */
export async function saysStoreIsAway(stage: Stage, ask: Ask): Promise<void> {
  stage.breakStore(new AppError('STORE_UNAVAILABLE', undefined, { cause: new Error('secret detail: disk full') }));
  const { json, headers } = proves(await ask(stage));
  expect(json.code).toBe('STORE_UNAVAILABLE');
  expect(headers['retry-after']).toMatch(/^\d+$/);
  stage.breakStore(undefined);
  expect((await ask(stage)).status).toBeLessThan(300);
}
