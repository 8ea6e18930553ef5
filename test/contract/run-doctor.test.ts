import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { openConnection, parseAnswer } from './raw.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ parts: { dispatch: { bodyTimeoutMs: 300 } } });
});
afterEach(() => stage.stopAll());

const json = { 'content-type': 'application/json' };
const ask = (body = '{}', headers: Record<string, string> = json) =>
  stage.call('/console/doctor', { method: 'POST', auth: null, headers, body });

test('runDoctor 200: says what it found, and what to do about each fault', async () => {
  stage.peers.whatsapp.configure({ app: { subscribedTo: [] } });
  const { verdict, findings } = proves(await ask()).json;
  expect(verdict).toBe('failed');
  expect(findings).toContainEqual(
    expect.objectContaining({
      check: 'whatsapp',
      subject: 'WhatsApp',
      status: 'failed',
      fault: 'not-subscribed',
      remedy: expect.any(String),
    }),
  );
  expect(findings).toContainEqual(expect.objectContaining({ check: 'whatsapp', status: 'ok', fault: null, remedy: null }));
});

test('runDoctor 200: compares the manifest that was uploaded', async () => {
  // Under its public address the provider of this test is not reached, and so its manifest neither.
  const { findings } = proves(await ask(JSON.stringify({ manifest: { version: 'v1' } }))).json;
  expect(findings.find(({ check }: { check: string }) => check === 'manifest').status).toBe('skipped');
});

test('runDoctor 400: what the contract does not know', async () => {
  for (const body of ['[]', '{"manifest":"text"}', '{"manifests":{}}'])
    expect(proves(await ask(body)).json.code, body).toBe('INVALID_REQUEST');
});

test('runDoctor 401: outside the sandbox only with the bearer token', async () => {
  const live = await startLive();
  try {
    const under = (authorization: string) =>
      live.call('/console/doctor', { method: 'POST', headers: { ...json, authorization }, body: '{}' });
    for (const wrong of ['', 'Bearer console-toke', 'Basic Y29uc29sZS10b2tlbjo=']) proves(await under(wrong));
    expect((await under('Bearer console-token')).status).toBe(200);
  } finally {
    await live.stop();
  }
});

test('runDoctor 408: a body that stalls', async () => {
  const connection = await openConnection(stage.url);
  connection.write('POST /console/doctor HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{');
  proves(parseAnswer(await connection.closed()));
});

test('runDoctor 413: more than a megabyte', async () => {
  proves(await ask(JSON.stringify({ manifest: { text: 'x'.repeat(1024 * 1024) } })));
});

test('runDoctor 415: another type', async () => {
  proves(await ask('a=b', { 'content-type': 'application/x-www-form-urlencoded' }));
});

test('runDoctor 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await ask());
});

test('runDoctor 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await ask());
});
