import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { openConnection } from './raw.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

test('getMetrics 200: counts what happened, in the exposition format, without a word of anybody', async () => {
  await stage.write('a very private text');
  await stage.deliver('not json');
  const { text, headers } = proves(await stage.call('/metrics', { auth: null }));
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(text).toMatch(/^provider_messages_stored_total\{type="text"\} 1$/m);
  expect(text).toMatch(/^provider_quarantined_total\{reason="not-json"\} 1$/m);
  expect(text).not.toMatch(/private|15551230001|Ana/);
});

test('getMetrics 200: a caller who breaks off in the middle of a body is no breach of the contract', async () => {
  const connection = await openConnection(stage.url);
  connection.write('POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"obj');
  await until(async () => (await stage.call('/health/live')).status === 200);
  connection.socket.destroy();
  await until(() => stage.logLines.some((line) => line.includes('REQUEST_ABORTED')));
  const { text } = proves(await stage.call('/metrics', { auth: null }));
  expect(text).not.toMatch(/^provider_contract_violations_total\{/m);
});

test('getMetrics 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', async () => {
  const live = await startLive();
  try {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer console-toke',
      'Bearer console-token x',
      'console-token',
      'Basic Y29uc29sZS10b2tlbjo=',
    ]) {
      const { json, headers } = proves(await live.call('/metrics', { headers: { authorization } }));
      expect(json.code).toBe('UNAUTHORIZED');
      expect(headers['www-authenticate']).toMatch(/^Bearer\b/);
    }
    proves(await live.call('/metrics'));
    expect((await live.call('/metrics', { headers: { authorization: 'Bearer console-token' } })).status).toBe(200);
  } finally {
    await live.stop();
  }
});

test('getMetrics 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await stage.call('/metrics', { auth: null }));
});

test('getMetrics 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await stage.call('/metrics', { auth: null }));
});
