import { expect } from 'vitest';
import { AppError } from '../../src/errors.ts';
import type { TestAnswer } from '../support/provider.ts';
import { proves } from './proof.ts';
import { openConnection, parseAnswer } from './raw.ts';
import { type Stage, startStage } from './stage.ts';

/** A usable request of one operation of the operator, with other credentials where they are named (`null`: none), or without any. */
export type OperatorAsk = (stage: Stage, instead?: { auth?: string | null; channelId?: string }) => Promise<TestAnswer>;

const JSON_TYPE = { 'content-type': 'application/json' };

export const ask = (
  stage: Stage,
  method: string,
  path: string,
  { body, auth = null, headers = JSON_TYPE }: { body?: unknown; auth?: string | null | undefined; headers?: Record<string, string> } = {},
): Promise<TestAnswer> =>
  stage.call(path, {
    method,
    auth,
    ...(body === undefined ? {} : { headers, body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });

/** The one installation there is: the sandbox's. */
export async function onlyInstallation(stage: Stage): Promise<string> {
  const [installation] = await stage.app.store.installations();
  return installation?.id ?? '';
}

export const NUMBER = '306540352242922';
/** What makes a channel beside the one there is. */
export const newChannel = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: 'Second line',
  phoneNumberId: NUMBER,
  businessAccountId: '102290129340398',
  accessToken: 'EAAsecret-of-the-second-line',
  ...changes,
});

/** 401: outside the sandbox CONSOLE_TOKEN alone opens; nobody else changes or learns anything. */
export async function wantsTheToken(operation: OperatorAsk): Promise<void> {
  const stage = await startStage({ env: { CONSOLE_TOKEN: 'console-token' } });
  try {
    for (const auth of [null, 'Bearer', 'Bearer console-toke', 'Bearer console-token x', 'console-token', 'Basic Y29uc29sZS10b2tlbjo=']) {
      const { json, headers } = proves(await operation(stage, { auth }));
      expect(json.code).toBe('UNAUTHORIZED');
      expect(headers['www-authenticate']).toMatch(/^Bearer\b/);
    }
    expect((await operation(stage, { auth: 'Bearer console-token' })).status).toBeLessThan(300);
  } finally {
    await stage.stopAll();
  }
}

/** 404: one that never was, one that was deleted; nobody can tell them apart. */
export async function knowsNoOther(stage: Stage, operation: OperatorAsk): Promise<void> {
  const never = proves(await operation(stage, { channelId: 'ch_5mTqv0c2Zq1W8yKpR3xNdA' }));
  expect(never.json.code).toBe('NOT_FOUND');
  const second = await stage.addChannel('206540352242922');
  await stage.setState('deleted', second.id);
  const deleted = proves(await operation(stage, { channelId: second.id }));
  expect(deleted.json.detail).toBe(never.json.detail);
}

export async function refusesALongId(stage: Stage, operation: OperatorAsk): Promise<void> {
  expect(proves(await operation(stage, { channelId: 'c'.repeat(129) })).json.code).toBe('INVALID_REQUEST');
}

export async function keepsItsFaults(stage: Stage, operation: OperatorAsk): Promise<void> {
  stage.breakStore(new TypeError('secret detail of provider.db'));
  proves(await operation(stage));
}

export async function saysTheStoreIsAway(stage: Stage, operation: OperatorAsk): Promise<void> {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  expect(proves(await operation(stage)).json.code).toBe('STORE_UNAVAILABLE');
  stage.breakStore(undefined);
  expect((await operation(stage)).status).toBeLessThan(300);
}

/** 408: a body that stalls. */
export async function givesUpOnASlowBody(path: (stage: Stage) => string): Promise<void> {
  const stage = await startStage({ parts: { dispatch: { bodyTimeoutMs: 300 } } });
  try {
    const connection = await openConnection(stage.url);
    connection.write(`POST ${path(stage)} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`);
    proves(parseAnswer(await connection.closed()));
  } finally {
    await stage.stopAll();
  }
}

/** 413: more than a megabyte. */
export const refusesALargeBody = async (stage: Stage, path: string): Promise<void> =>
  void proves(await ask(stage, 'POST', path, { body: { name: 'x'.repeat(1024 * 1024) } }));

/** 415: a form instead of JSON. */
export const refusesAForm = async (stage: Stage, path: string): Promise<void> =>
  void proves(await ask(stage, 'POST', path, { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }));
