import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderTranscript } from '../../mocks/control/transcript.ts';
import { proves } from '../contract/proof.ts';
import { type ControlSetup, CUSTOMER, received, startControl } from './control-setup.ts';

let control: ControlSetup;
beforeEach(async () => {
  control = await startControl();
});
afterEach(() => control.stop());

test('getControlIndex 200: addresses of both simulators, time and settings; every link answers, and no secret is shown', async () => {
  const { json, text } = proves(await control.get('/'));
  expect(json.addresses).toEqual({ whatsapp: control.whatsappUrl, pipedrive: control.pipedriveUrl, control: control.controlUrl });
  expect(json.clock).toEqual({ now: '2026-11-20T09:00:00.000Z', running: false });
  for (const link of Object.values<string>(json.links)) expect((await fetch(link)).status, link).toBe(200);
  for (const secret of Object.values(control.simulators.credentials)) expect(text).not.toContain(secret);
});

test('getTranscript 200: every call in both directions, without credentials; `after` and `side` narrow it', async () => {
  await control.converse('hello');
  await control.post('/salespeople/messages', { to: CUSTOMER, text: 'hi' });
  const { json, text } = proves(await control.get('/transcript'));
  const operations = json.entries.map(({ side, direction, operationId, status }: never) => [side, direction, operationId, status]);
  expect(operations).toContainEqual(['whatsapp', 'out', 'receiveWebhook', 200]);
  expect(operations).toContainEqual(['pipedrive', 'in', 'receiveMessage', 200]);
  expect(operations).toContainEqual(['pipedrive', 'out', 'postMessage', 200]);
  expect(json.last).toBe(json.entries.at(-1).seq);
  for (const secret of Object.values(control.simulators.credentials)) expect(text).not.toContain(secret);

  const later = proves(await control.get(`/transcript?after=${json.last - 1}`)).json;
  expect(later.entries.map(({ seq }: never) => seq)).toEqual([json.last]);
  expect(proves(await control.get(`/transcript?after=${json.last}`)).json).toEqual({ last: json.last, entries: [] });
  const whatsapp = proves(await control.get('/transcript?side=whatsapp')).json.entries;
  expect(new Set(whatsapp.map(({ side }: never) => side))).toEqual(new Set(['whatsapp']));
});

test('getTranscript 400: a side there is not, a number that is none', async () => {
  for (const query of ['side=telegram', 'after=x', 'after=-1']) proves(await control.get(`/transcript?${query}`));
});

test('readTranscript 200: the same as lines of text', async () => {
  await control.converse('hello');
  const { text, headers } = proves(await control.get('/transcript.txt'));
  expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(text).toMatch(/^ +\d+ +11-20 09:00:00\.000 +WhatsApp → provider +receiveWebhook +200 +"hello"$/m);
  expect(text).toMatch(/^ +\d+ +11-20 09:00:00\.000 +provider → Pipedrive +receiveMessage +200 +"hello", delivered$/m);
});

test('readTranscript 400: a side there is not', async () => {
  proves(await control.get('/transcript.txt?side=telegram'));
});

test('renderTranscript: calls without an answer and broken contracts show; nothing is nothing', () => {
  const entry = {
    seq: 1,
    at: Date.parse('2026-11-20T09:00:00Z'),
    side: 'whatsapp',
    direction: 'in',
    operationId: null,
    method: 'GET',
    url: '/nowhere',
    request: undefined,
    status: 0,
    response: undefined,
    violation: 'query must have required property',
  } as const;
  expect(renderTranscript([])).toBe('');
  expect(renderTranscript([entry]).split('\n')).toEqual([
    '   1  11-20 09:00:00.000  provider → WhatsApp  GET /nowhere  no answer',
    '      broke the contract: query must have required property',
    '',
  ]);
});

test('listBreaches 200: nothing at first; then what broke a contract, and what no inbox could show', async () => {
  expect(proves(await control.get('/breaches')).json).toEqual({ whatsapp: [], pipedrive: [], inbox: [] });
  await control.converse();
  await control.receive({ ...received, status: 'sent' });
  await control.receive({ id: 5 });
  const { whatsapp, pipedrive, inbox } = proves(await control.get('/breaches')).json;
  expect(whatsapp).toEqual([]);
  expect(pipedrive).toEqual([expect.stringContaining('receiveMessage')]);
  expect(inbox).toContainEqual(expect.objectContaining({ kind: 'status-regressed', messageId: 'ms_1' }));
});
