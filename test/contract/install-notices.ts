import { expect } from 'vitest';
import { AppError } from '../../src/errors.ts';
import type { TestAnswer } from '../support/provider.ts';
import { proves } from './proof.ts';
import { openConnection, parseAnswer } from './raw.ts';
import { type Stage, startStage } from './stage.ts';

/** One kind of notice at the callback URL: how Pipedrive sends it. */
export type Notify = (stage: Stage, instead?: { auth?: string | null; body?: unknown; type?: string }) => Promise<TestAnswer>;

export const notifier =
  (method: 'DELETE' | 'POST', usual: (stage: Stage) => object): Notify =>
  (stage, { auth, body = usual(stage), type = 'application/json' } = {}) =>
    stage.call('/auth/pipedrive/callback', {
      method,
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(auth === undefined ? {} : { auth }),
    });

/** 401: only the app's pair opens, and the answer names it. */
export async function refusesOthers(stage: Stage, notify: Notify): Promise<void> {
  const { clientId, clientSecret } = stage.config.pipedrive;
  const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;
  for (const auth of [
    null,
    '',
    basic(`${clientId}:x`),
    basic(`${clientSecret}:${clientId}`),
    `Bearer ${clientSecret}`,
    'Bearer console-token',
  ]) {
    const { json, headers } = proves(await notify(stage, { auth }));
    expect(json.code).toBe('UNAUTHORIZED');
    expect(headers['www-authenticate']).toMatch(/^Basic realm=/);
  }
}

/** 400: what is no notice at all. */
export async function refusesNonsense(stage: Stage, notify: Notify): Promise<void> {
  for (const body of [
    '',
    '{',
    '[]',
    '{}',
    'null',
    { company_id: -1, user_id: 1, isShared: true, client_id: 'x' },
    { company_id: '1 OR 1=1', user_id: 1, isShared: true },
  ]) {
    proves(await notify(stage, { body }));
  }
}

/** 408: a body that stalls. */
export async function waitsNotForEver(method: 'DELETE' | 'POST'): Promise<void> {
  const stage = await startStage({ parts: { dispatch: { bodyTimeoutMs: 50 } } });
  try {
    const { clientId, clientSecret } = stage.config.pipedrive;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const connection = await openConnection(stage.url);
    connection.write(
      `${method} /auth/pipedrive/callback HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ${basic}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`,
    );
    proves(parseAnswer(await connection.closed()));
  } finally {
    await stage.stopAll();
  }
}

export const refusesMasses = async (stage: Stage, notify: Notify): Promise<void> => {
  proves(await notify(stage, { body: JSON.stringify({ text: 'x'.repeat(1024 * 1024) }) }));
};

export const wantsJson = async (stage: Stage, notify: Notify): Promise<void> => {
  proves(await notify(stage, { body: 'a=b', type: 'application/x-www-form-urlencoded' }));
};

export const keepsFaultsIn = async (stage: Stage, notify: Notify): Promise<void> => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await notify(stage));
};

export const tellsOfStore = async (stage: Stage, notify: Notify): Promise<void> => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await notify(stage));
  stage.breakStore(undefined);
  expect((await notify(stage)).status).toBe(200);
};
