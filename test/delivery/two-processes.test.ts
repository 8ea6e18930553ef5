import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { createPipedriveSimulator } from '../../mocks/pipedrive/simulator.ts';
import { systemClock } from '../../src/clock.ts';
import { createApiDomainCheck } from '../../src/delivery/api-domain.ts';
import { createHttpClient } from '../../src/delivery/http-client.ts';
import { createPipedriveOAuth } from '../../src/delivery/pipedrive-oauth.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { TokenOrder, TokenReport } from './token-child.ts';

const PROGRAM = fileURLToPath(new URL('./token-child.ts', import.meta.url));
const CALLBACK = 'https://provider.example/auth/pipedrive/callback';
const cleanUp: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

const nextReport = (child: ChildProcess, kind: TokenReport['kind']): Promise<TokenReport> =>
  new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if ((message as TokenReport).kind === kind) resolve(message as TokenReport);
    });
    child.once('exit', (code) => reject(new Error(`the process ended with ${code} before it was ${kind}`)));
  });

test('50 requests at token expiry, in two processes on one database file: exactly one refresh, and all have its token', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'processes-'));
  cleanUp.push(() => rm(folder, { recursive: true, force: true }));
  const [file, key] = [join(folder, 'provider.db'), randomBytes(32)];
  const app = { clientId: 'client-id', clientSecret: 'client-secret' };
  // A refresh token works once: a second refresh would not only be counted, it would fail.
  const pipedrive = createPipedriveSimulator({
    ...app,
    clock: systemClock,
    providerUrl: () => '',
    callbackUrl: CALLBACK,
    rotateRefreshTokens: true,
  });
  const oauthUrl = await pipedrive.start();
  cleanUp.push(() => pipedrive.stop());
  const http = createHttpClient({ connectTimeoutMs: 2000, answerTimeoutMs: 5000 });
  cleanUp.push(() => http.close());
  const now = () => systemClock.now();
  const oauth = createPipedriveOAuth({
    ...app,
    oauthUrl,
    redirectUri: CALLBACK,
    http,
    now,
    acceptedApiDomain: createApiDomainCheck(oauthUrl),
  });
  const grant = await oauth.exchange(new URL(pipedrive.consent({ decision: 'allow' })).searchParams.get('code') ?? '');
  const store = openSqliteStore({ path: file, secrets: createSecretBox([key]), now });
  cleanUp.push(() => store.close());
  const user = { companyId: 12345678, userId: 23456789, companyName: 'Harbour Sales', userName: 'Sam Sales', isAdmin: true };
  const installationId = await store.transaction(async (tx) => tx.saveInstallation(user, { ...grant, accessExpiresAt: now() - 1 }, now()));

  const order: TokenOrder = { file, key: key.toString('base64'), oauthUrl, installationId, requests: 25 };
  const children = [1, 2].map(() =>
    fork(PROGRAM, [], { execPath: process.execPath, env: { ...process.env, TOKEN_ORDER: JSON.stringify(order) } }),
  );
  cleanUp.push(() => children.map((child) => child.kill('SIGKILL')));
  await Promise.all(children.map((child) => nextReport(child, 'ready')));
  // The answer takes so long that both are sure to ask meanwhile; the fault also counts.
  const counting = pipedrive.faults.add({ kind: 'delay', operationId: 'requestToken', ms: 300, times: 1000 });
  const reports = children.map((child) => nextReport(child, 'done'));
  for (const child of children) child.send('go');
  const done = (await Promise.all(reports)) as Extract<TokenReport, { kind: 'done' }>[];

  expect(done.flatMap(({ reasons, errors }) => [...reasons, ...errors])).toEqual([]);
  const tokens = done.flatMap((report) => report.tokens);
  expect(tokens).toHaveLength(50);
  expect(new Set(tokens)).toEqual(new Set([(await store.installationTokens(installationId))?.accessToken]));
  expect(tokens[0]).not.toBe(grant.accessToken);
  expect(1000 - (pipedrive.faults.list().find(({ id }) => id === counting)?.times ?? 0)).toBe(1);
});
