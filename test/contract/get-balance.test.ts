import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { wantsTheToken } from './console-refusals.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const ask = () => stage.call('/console/balance', { auth: null });
const none = { received: 0, delivered: 0, waiting: 0, refused: 0, unknown: 0, missing: 0, kept: 0 };
const settled = (direction: 'inbound' | 'outbound', expected: object) =>
  until(async () => {
    const sheet = (await ask()).json[direction];
    return Object.entries(expected).every(([term, count]) => sheet[term] === count);
  }, JSON.stringify(expected));

test('getBalance 200: nothing anywhere', async () => {
  expect(proves(await ask()).json).toEqual({
    at: new Date(stage.clock.now()).toISOString(),
    quarantined: 0,
    inbound: none,
    outbound: none,
    channels: [{ id: stage.channelId, name: 'WhatsApp', inbound: none, outbound: none }],
  });
});

test('getBalance 200: what is delivered, what waits while Pipedrive is down, and what is set aside', async () => {
  await stage.write('delivered');
  await settled('inbound', { delivered: 1 });
  stage.peers.pipedrive.faults.failNext('receiveMessage', { status: 503, code: 'SERVICE_UNAVAILABLE', times: 50 });
  await stage.write('waits');
  await stage.write('waits too');
  await stage.write('for nobody', { phone: '999' });
  await settled('inbound', { received: 3 });
  const { json } = proves(await ask());
  expect(json.inbound).toEqual({ ...none, received: 3, delivered: 1, waiting: 2 });
  expect([json.quarantined, json.channels[0].inbound]).toEqual([1, json.inbound]);
});

test('getBalance 200: what the business writes, taken and refused', async () => {
  await stage.write('hello');
  await settled('inbound', { delivered: 1 });
  const [conversation] = await stage.conversations();
  const reply = (text: string) =>
    stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId: String(conversation?.id), text });
  expect((await reply('taken')).status).toBe(200);
  stage.peers.whatsapp.faults.failNext('sendMessage', { status: 400, code: 131047 });
  expect((await reply('refused')).status).toBe(400);
  await settled('outbound', { received: 2, delivered: 1, refused: 1 });
  expect(proves(await ask()).json.outbound).toEqual({ ...none, received: 2, delivered: 1, refused: 1 });
});

test('getBalance 401: outside the sandbox only with the bearer token', async () => {
  expect(await wantsTheToken('/console/balance')).toBe(200);
});

test('getBalance 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await ask());
});

test('getBalance 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await ask());
});
