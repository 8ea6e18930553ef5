import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestAnswer } from '../support/provider.ts';
import { until } from '../support/provider.ts';
import { changeOf, deliveryOf, freshWamid, statusOf, textMessage } from '../support/webhooks.ts';
import { proves } from './proof.ts';
import { openConnection, parseAnswer } from './raw.ts';
import { ANA, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const hmac = (secret: string, bytes: Buffer | string, algorithm = 'sha256') => createHmac(algorithm, secret).update(bytes).digest('hex');
const secret = () => stage.config.whatsapp.appSecrets[0] ?? '';
const hello = (text = 'hello') => deliveryOf(changeOf({ messages: [textMessage(text)] }, { from: ANA, name: 'Ana Pereira' }));
const post = (body: Buffer | string, headers: Record<string, string>): Promise<TestAnswer> =>
  stage.call('/webhooks/whatsapp', { method: 'POST', auth: null, headers: { 'content-type': 'application/json', ...headers }, body });
const stored = () => stage.rows('SELECT text FROM messages ORDER BY created_at, seq').map(({ text }) => text);
const deliveries = () => stage.rows('SELECT count(*) AS n FROM deliveries')[0]?.['n'];
const reasons = () => stage.rows('SELECT reason FROM quarantine ORDER BY id').map(({ reason }) => reason);

test('receiveWebhook 200: the message is committed when the answer leaves, and the same bytes again change nothing', async () => {
  const body = JSON.stringify(hello());
  expect(proves(await stage.deliver(body)).json).toEqual({ stored: 1, duplicate: 0, quarantined: 0, ignored: 0 });
  expect(stored()).toEqual(['hello']);
  expect(proves(await stage.deliver(body)).json).toEqual({ stored: 0, duplicate: 1, quarantined: 0, ignored: 0 });
  expect(proves(await stage.deliver(`${body} `)).json).toEqual({ stored: 0, duplicate: 1, quarantined: 0, ignored: 0 });
  expect(stored()).toEqual(['hello']);
});

test('receiveWebhook 200: every entry, change, message and status of a batch is taken', async () => {
  const many = deliveryOf(
    changeOf(
      { messages: [textMessage('one'), textMessage('two')], statuses: [statusOf(freshWamid(), 'sent')] },
      { from: ANA, name: 'Ana' },
    ),
    changeOf({ messages: [textMessage('three')] }, { from: ANA, name: 'Ana' }),
  );
  const second = hello('four');
  const body = { ...many, entry: [...many.entry, ...second.entry] };
  expect(proves(await stage.deliver(body)).json).toEqual({ stored: 5, duplicate: 0, quarantined: 0, ignored: 0 });
  expect(stored().toSorted()).toEqual(['four', 'one', 'three', 'two']);
});

test('receiveWebhook 200: the signature is made over the bytes as they arrive, whatever is in them', async () => {
  const escaped = JSON.stringify(hello('ESCAPED')).replace('ESCAPED', '\\ud83d\\ude00 \\u00fc \\/ @ <b> \\u0000');
  const bodies = [JSON.stringify(hello('😀 ünïcode @ / % \u2028 <b>')), escaped, `\n\t ${JSON.stringify(hello('blanks'), null, 4)}\r\n`];
  for (const body of bodies) expect(proves(await stage.deliver(body)).json.stored).toBe(1);
  expect(stored()).toEqual(['😀 ünïcode @ / % \u2028 <b>', '😀 ü / @ <b> \u0000', 'blanks']);
});

test('receiveWebhook 200: two secrets are accepted while one replaces the other, a third is not', async () => {
  await stage.stopAll();
  stage = await startStage({ env: { WHATSAPP_APP_SECRET: 'new-secret, old-secret' } });
  proves(await stage.deliver(hello('with the new one'), { secret: 'new-secret' }));
  proves(await stage.deliver(hello('with the old one'), { secret: 'old-secret' }));
  expect((await stage.deliver(hello('with none'), { secret: 'new-secret, old-secret' })).status).toBe(401);
  expect((await stage.deliver(hello('with none'), { secret: '' })).status).toBe(401);
  expect(stored().toSorted()).toEqual(['with the new one', 'with the old one']);
});

test('receiveWebhook 401: a signature that is missing, short, of another kind, or over other bytes', async () => {
  const body = JSON.stringify(hello());
  const right = hmac(secret(), body);
  const wrong: Record<string, string>[] = [
    {},
    { 'x-hub-signature-256': '' },
    { 'x-hub-signature-256': 'sha256=' },
    { 'x-hub-signature-256': right },
    { 'x-hub-signature-256': `sha256=${right.slice(0, 62)}` },
    { 'x-hub-signature-256': `sha256=${right}00` },
    { 'x-hub-signature-256': `sha256=${right.slice(0, 63)}g` },
    { 'x-hub-signature-256': `sha1=${right}` },
    { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
    { 'x-hub-signature-256': `sha256=${hmac('another secret', body)}` },
    { 'x-hub-signature-256': `sha256=${hmac(secret(), `${body} `)}` },
    { 'x-hub-signature-256': `sha256=${hmac(secret(), '')}` },
    { 'x-hub-signature-256': `sha256=${right}, sha256=${right}` },
    { 'x-hub-signature': `sha1=${hmac(secret(), body, 'sha1')}` },
    { 'x-hub-signature': `sha256=${right}` },
  ];
  for (const headers of wrong) expect(proves(await post(body, headers)).json.code).toBe('SIGNATURE_INVALID');
  const { clientId, clientSecret } = stage.config.pipedrive;
  proves(await post(body, { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` }));
  expect(deliveries()).toBe(0);
  expect((await post(body, { 'x-hub-signature-256': `sha256=${right}` })).status).toBe(200);
});

test('receiveWebhook 200: what is not a delivery, behind a valid signature, goes into quarantine', async () => {
  const odd = [
    '',
    'not json',
    '{"object":',
    'null',
    '[]',
    '"text"',
    '42',
    '{}',
    '{"entry":{}}',
    '{"entry":[null]}',
    '{"entry":[{"changes":7}]}',
    '\ufeff{}',
  ];
  for (const [index, body] of odd.entries()) {
    const { json } = proves(await stage.deliver(body));
    expect(json, body).toEqual({ stored: 0, duplicate: 0, quarantined: 1, ignored: 0 });
    expect(deliveries()).toBe(index + 1);
  }
  proves(await stage.deliver(Buffer.from([0xff, 0xfe, 0x00, 0x80])));
  expect(reasons()).toHaveLength(odd.length + 1);
  expect(proves(await stage.deliver('{"entry":[]}')).json).toEqual({ stored: 0, duplicate: 0, quarantined: 0, ignored: 0 });
});

test('receiveWebhook 200: an item that breaks its schema goes into quarantine, its neighbours are stored', async () => {
  const messages = [textMessage('before'), { id: 7 }, null, 'x', { ...textMessage('no id'), id: undefined }, textMessage('after')];
  const statuses = [{ id: 'wamid.x' }, statusOf(freshWamid(), 'delivered')];
  const { json } = proves(await stage.deliver(deliveryOf(changeOf({ messages, statuses }, { from: ANA, name: 'Ana' }))));
  expect(json).toEqual({ stored: 3, duplicate: 0, quarantined: 5, ignored: 0 });
  expect(stored()).toEqual(['before', 'after']);
});

test('receiveWebhook 200: an unknown field is ignored, an unknown number set aside, each counted', async () => {
  const notice = { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'something_new', value: { a: 1 } }] }] };
  expect(proves(await stage.deliver(notice)).json).toEqual({ stored: 0, duplicate: 0, quarantined: 0, ignored: 1 });
  const foreign = deliveryOf(changeOf({ messages: [textMessage('x')], phone: '999' }, { from: ANA, name: 'Ana' }));
  expect(proves(await stage.deliver(foreign)).json).toEqual({ stored: 0, duplicate: 0, quarantined: 1, ignored: 0 });
  expect(reasons()).toEqual(['unknown-phone-number-id']);
});

test('receiveWebhook 200: deliveries that arrive at the same time are all stored, each once', async () => {
  const bodies = Array.from({ length: 40 }, (_, index) => JSON.stringify(hello(`at once ${index}`)));
  const answers = await Promise.all([...bodies, ...bodies].map((body) => stage.deliver(body)));
  const sum = (name: 'stored' | 'duplicate') => answers.reduce((total, answer) => total + proves(answer).json[name], 0);
  expect([sum('stored'), sum('duplicate')]).toEqual([40, 40]);
  expect(new Set(stored()).size).toBe(40);
});

test('receiveWebhook 408: a body that stalls is given up, and nothing of it stays', async () => {
  await stage.stopAll();
  stage = await startStage({ parts: { dispatch: { bodyTimeoutMs: 100 } } });
  const connection = await openConnection(stage.url);
  connection.write(
    'POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"object":',
  );
  expect(proves(parseAnswer(await connection.closed())).json.code).toBe('REQUEST_TIMEOUT');
  expect(deliveries()).toBe(0);
});

test('receiveWebhook 413: a body beyond 4 MiB, announced or not', async () => {
  const body = Buffer.alloc(4 * 1024 * 1024 + 1, 0x20);
  const headers = { 'x-hub-signature-256': `sha256=${hmac(secret(), body)}` };
  expect(proves(await post(body, headers)).json.code).toBe('PAYLOAD_TOO_LARGE');
  const connection = await openConnection(stage.url);
  connection.write('POST /webhooks/whatsapp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n');
  connection.write(`${body.length.toString(16)}\r\n`);
  connection.write(body);
  proves(parseAnswer(await connection.closed()));
  expect(deliveries()).toBe(0);
  expect((await stage.deliver(`${JSON.stringify(hello())}${' '.repeat(3 * 1024 * 1024)}`)).status).toBe(200);
});

test('receiveWebhook 415: anything but JSON as it is', async () => {
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'application/jsonp', '']) {
    const answer = proves(await stage.deliver(hello(), { headers: { 'content-type': type } }));
    expect(answer.json.code, type).toBe('UNSUPPORTED_MEDIA_TYPE');
  }
  proves(await stage.deliver(hello(), { headers: { 'content-encoding': 'gzip' } }));
  expect(deliveries()).toBe(0);
  for (const type of ['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json ;charset=UTF-8']) {
    expect((await stage.deliver(hello(type), { headers: { 'content-type': type } })).status, type).toBe(200);
  }
});

test('receiveWebhook 500: a fault of ours keeps its words inside and stores nothing; the repetition is stored', async () => {
  const body = JSON.stringify(hello());
  stage.breakStore(new TypeError('secret detail'));
  expect(proves(await stage.deliver(body)).json.code).toBe('INTERNAL_ERROR');
  stage.breakStore(undefined);
  expect(deliveries()).toBe(0);
  expect((await stage.deliver(body)).json.stored).toBe(1);
});

test('receiveWebhook 503: the database is closed; nothing is acknowledged and nothing is stored', async () => {
  await until(() => stage.rows('SELECT 1 FROM outbox').length === 0);
  await stage.app.store.close();
  const { json, headers } = proves(await stage.deliver(hello()));
  expect(json.code).toBe('STORE_UNAVAILABLE');
  expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
  expect(deliveries()).toBe(0);
});
