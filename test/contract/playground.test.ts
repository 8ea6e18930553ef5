import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { type Bare, startBare } from './bare.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { openConnection, parseAnswer } from './raw.ts';
import { ANA, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ parts: { dispatch: { bodyTimeoutMs: 300 } } });
});
afterEach(() => stage.stopAll());

const json = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: Record<string, string> = json) =>
  stage.call(path, { method: 'POST', auth: null, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const hello = () =>
  deliveryOf(changeOf({ messages: [textMessage('hello', { at: stage.clock.now() })] }, { from: ANA, name: 'Ana Pereira' }));
const deliver = (body: unknown, headers?: Record<string, string>) => post('/playground/deliveries', body, headers);
const reply = (body: unknown, headers?: Record<string, string>) => post('/playground/replies', body, headers);
const conversation = (phone: string) => stage.call(`/playground/conversations/${phone}`, { auth: null });

async function stall(path: string) {
  const connection = await openConnection(stage.url);
  connection.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`);
  return parseAnswer(await connection.closed());
}

async function outsideTheSandbox(path: string, body?: unknown) {
  const live = await startLive();
  try {
    return await live.call(path, body === undefined ? {} : { method: 'POST', headers: json, body: JSON.stringify(body) });
  } finally {
    await live.stop();
  }
}

const broken = async (operationId: string, path: string, options?: Parameters<Bare['call']>[1]) => {
  const bare = await startBare('console', operationId);
  try {
    return await bare.call(path, options);
  } finally {
    await bare.stop();
  }
};

test('sendPlaygroundDelivery 200: signs the delivery, posts it, and passes on what the webhook answered', async () => {
  const { status, body } = proves(await deliver(hello())).json;
  expect([status, JSON.parse(body)]).toEqual([200, { stored: 1, duplicate: 0, quarantined: 0, ignored: 0 }]);
  const odd = proves(await deliver({ entry: 5 })).json;
  expect([odd.status, JSON.parse(odd.body).quarantined]).toEqual([200, 1]);
});

test('sendPlaygroundDelivery 400: not JSON, or no object', async () => {
  for (const body of ['{', '[]', '"x"', '']) proves(await deliver(body));
});

test('sendPlaygroundDelivery 404: only in the sandbox', async () => {
  expect(proves(await outsideTheSandbox('/playground/deliveries', {})).json.code).toBe('NOT_FOUND');
});

test('sendPlaygroundDelivery 408: a body that stalls', async () => {
  proves(await stall('/playground/deliveries'));
});

test('sendPlaygroundDelivery 413: more than a megabyte', async () => {
  proves(await deliver({ text: 'x'.repeat(1024 * 1024) }));
});

test('sendPlaygroundDelivery 415: another type', async () => {
  proves(await deliver('a=b', { 'content-type': 'application/x-www-form-urlencoded' }));
});

test('sendPlaygroundDelivery 500: a fault of ours keeps its words inside', async () => {
  // The simulated WhatsApp passes on, as a 200, whatever the webhook answers it.
  proves(await broken('sendPlaygroundDelivery', '/playground/deliveries', { method: 'POST', headers: json, body: '{}' }));
});

test('sendPlaygroundReply 200: goes through postMessage and reaches the phone', async () => {
  await deliver(hello());
  const { status, body } = proves(await reply({ phone: ANA, text: 'hi' })).json;
  expect([status, JSON.parse(body).success]).toEqual([200, true]);
  expect(stage.peers.whatsapp.phone(ANA).map(({ text }) => text)).toEqual(['hello', 'hi']);
});

test('sendPlaygroundReply 400: a field is missing, empty, too long or unknown', async () => {
  const good = { phone: ANA, text: 'hi' };
  for (const body of [
    '{',
    '',
    {},
    { phone: ANA },
    { ...good, text: '' },
    { ...good, text: 'x'.repeat(4097) },
    { ...good, to: 'x' },
    { ...good, phone: 1 },
  ]) {
    proves(await reply(body));
  }
});

test('sendPlaygroundReply 404: nobody has written from there, or there is no sandbox', async () => {
  proves(await reply({ phone: '15550000000', text: 'hi' }));
  proves(await outsideTheSandbox('/playground/replies', { phone: ANA, text: 'hi' }));
});

test('sendPlaygroundReply 408: a body that stalls', async () => {
  proves(await stall('/playground/replies'));
});

test('sendPlaygroundReply 413: more than a megabyte', async () => {
  proves(await reply({ phone: ANA, text: 'x'.repeat(1024 * 1024) }));
});

test('sendPlaygroundReply 415: another type', async () => {
  proves(await reply('phone=1&text=x', { 'content-type': 'application/x-www-form-urlencoded' }));
});

test('sendPlaygroundReply 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await reply({ phone: ANA, text: 'hi' }));
});

test('sendPlaygroundReply 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await reply({ phone: ANA, text: 'hi' }));
});

test('getPlaygroundConversation 200: both sides show the same', async () => {
  await deliver(hello());
  await reply({ phone: ANA, text: 'hi' });
  const textsOf = (messages: { from: string; text: string }[]) => messages.map(({ from, text }) => `${from}: ${text}`);
  await until(async () => (await conversation(ANA)).json.inbox.length === 2);
  const shown = proves(await conversation(ANA)).json;
  expect(shown).toMatchObject({ phone: ANA, name: 'Ana Pereira' });
  expect(textsOf(shown.inbox)).toEqual(['customer: hello', 'business: hi']);
  expect(textsOf(shown.handset)).toEqual(['customer: hello', 'business: hi']);
});

test('getPlaygroundConversation 400: a phone number beyond 128 characters', async () => {
  proves(await conversation('1'.repeat(129)));
});

test('getPlaygroundConversation 404: nobody has written from there, or there is no sandbox', async () => {
  proves(await conversation('15550000000'));
  proves(await conversation('nobody'));
  proves(await outsideTheSandbox(`/playground/conversations/${ANA}`));
});

test('getPlaygroundConversation 500: a fault of ours keeps its words inside', async () => {
  proves(await broken('getPlaygroundConversation', `/playground/conversations/${ANA}`));
  stage.breakStore(new TypeError('secret detail'));
  proves(await conversation(ANA));
});

test('getPlaygroundConversation 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await conversation(ANA));
});
