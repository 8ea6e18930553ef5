import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, givesUpOnASlowBody, refusesAForm, refusesALargeBody } from './console-stage.ts';
import { proves } from './proof.ts';
import { outsideTheSandbox, provesItsFault } from './sandbox-stage.ts';
import { ANA, START, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const PATH = '/playground/clock/advance';
const json = { 'content-type': 'application/json' };
const clock = () => ask(stage, 'GET', '/playground/clock');
const advance = (by: unknown) => ask(stage, 'POST', PATH, { body: { by } });
const iso = (ms: number) => new Date(ms).toISOString();

test('getPlaygroundClock 200: the time of the provider and of both far ends', async () => {
  expect(proves(await clock()).json).toEqual({ now: iso(START), running: false });
});

test('getPlaygroundClock 404: only in the sandbox', async () => {
  expect(proves(await outsideTheSandbox('/playground/clock')).json.code).toBe('NOT_FOUND');
});

test('getPlaygroundClock 500: a fault of ours keeps its words inside', () => provesItsFault('getPlaygroundClock', '/playground/clock'));

test('advancePlaygroundClock 200: what happens on the way has happened when it answers', async () => {
  stage.peers.whatsapp.configure({ statusDelayMs: { delivered: 3_600_000, read: 7_200_000 } });
  await stage.write('hello');
  await stage.call('/playground/replies', { method: 'POST', auth: null, ...reply('hi') });
  expect(proves(await advance('P1D')).json).toEqual({ now: iso(START + 86_400_000), running: false });
  expect(stage.peers.whatsapp.phone(ANA).map(({ text, status }) => [text, status])).toContainEqual(['hi', 'read']);
  expect((await clock()).json.now).toBe(iso(START + 86_400_000));
});

test('advancePlaygroundClock 400: no duration, a negative one, one beyond 366 days, or another field', async () => {
  for (const by of ['a day', 'P', 'PT', '-P1D', 'P1M', 'P367D', '', 5]) expect(proves(await advance(by)).json.code).toBe('INVALID_REQUEST');
  proves(await ask(stage, 'POST', PATH, { body: { by: 'P1D', to: 'x' } }));
  expect((await clock()).json.now).toBe(iso(START));
});

test('advancePlaygroundClock 404: only in the sandbox', async () => {
  proves(await outsideTheSandbox(PATH, { method: 'POST', headers: json, body: '{"by":"P1D"}' }));
});

test('advancePlaygroundClock 408: a body that stalls', () => givesUpOnASlowBody(() => PATH));
test('advancePlaygroundClock 413: more than a megabyte', () => refusesALargeBody(stage, PATH));
test('advancePlaygroundClock 415: a form', () => refusesAForm(stage, PATH));
test('advancePlaygroundClock 500: a fault of ours keeps its words inside', () =>
  provesItsFault('advancePlaygroundClock', PATH, { method: 'POST', headers: json, body: '{"by":"P1D"}' }));

function reply(text: string) {
  const body = new URLSearchParams({ phone: ANA, text });
  const form = [...body].map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('');
  return { headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: `${form}--b--\r\n` };
}
