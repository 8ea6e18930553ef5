import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { wantsTheToken } from './console-refusals.ts';
import { proves } from './proof.ts';
import { ANA, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const ask = (id: string | number = 1) => stage.call(`/console/deliveries/${id}/replay`, { method: 'POST', auth: null });
const inbox = (channelId = stage.channelId) =>
  stage.peers.pipedrive.conversations(channelId).flatMap(({ messages }) => messages.map(({ text }) => text));

test('replayDelivery 200: what is there already stays as it is, and nobody is told twice', async () => {
  await stage.write('hello');
  await until(() => inbox().length === 1, 'the message in the inbox');
  await until(() => stage.rows('SELECT 1 FROM outbox').length === 0, 'the empty outbox');
  const before = stage.rows('SELECT (SELECT count(*) FROM messages) AS m, (SELECT count(*) FROM attempts) AS a');
  for (const _ of [1, 2]) expect(proves(await ask()).json).toEqual({ stored: 0, duplicate: 1, ignored: 0, quarantined: 0, reasons: [] });
  expect(stage.rows('SELECT (SELECT count(*) FROM messages) AS m, (SELECT count(*) FROM attempts) AS a')).toEqual(before);
  expect((await stage.call('/console/balance', { auth: null })).json.inbound).toMatchObject({ received: 1, delivered: 1 });
});

test('replayDelivery 200: what was set aside is tried anew: it stays once, and is taken in once its channel is there', async () => {
  await stage.write('for the second line', { phone: '206540352242922' });
  const still = proves(await ask()).json;
  expect(still).toEqual({ stored: 0, duplicate: 0, ignored: 0, quarantined: 1, reasons: ['unknown-phone-number-id'] });
  expect(stage.rows('SELECT id FROM quarantine')).toHaveLength(1);
  const second = await stage.addChannel('206540352242922');
  expect(proves(await ask()).json).toMatchObject({ stored: 1, quarantined: 0, reasons: [] });
  expect(stage.rows('SELECT id FROM quarantine')).toEqual([]);
  expect(stage.rows('SELECT channel_id, text FROM messages')).toEqual([{ channel_id: second.id, text: 'for the second line' }]);
});

test('replayDelivery 200: news of somebody who moved on are not made a second time, when the number is another person’s', async () => {
  await stage.write('I am Ana');
  const moved = { ...textMessage('', { from: ANA, at: stage.clock.now() }), type: 'system', text: undefined };
  const system = { body: 'changed', wa_id: '15551239999', type: 'user_changed_number' };
  await stage.deliver(deliveryOf(changeOf({ messages: [{ ...moved, system }] }, { from: ANA, name: 'Ana' })));
  await stage.clock.advance(60_000);
  await stage.write('I am Bert and have this number now', { name: 'Bert' });
  const links = () => stage.rows("SELECT kind, value, contact_id, ended_at FROM alias_links WHERE kind = 'wa_id' ORDER BY value, nth");
  const before = links();
  expect(before).toHaveLength(3);
  expect(proves(await ask(2)).json).toMatchObject({ stored: 0 });
  expect(links()).toEqual(before);
});

test('replayDelivery 200: bytes that are no delivery stay set aside, once', async () => {
  await stage.deliver('[1');
  proves(await ask());
  expect(proves(await ask()).json).toMatchObject({ quarantined: 1, reasons: ['not-json'] });
  expect(stage.rows('SELECT id FROM quarantine')).toHaveLength(1);
});

test('replayDelivery 200: what somebody dismissed stays away', async () => {
  await stage.write('for nobody', { phone: '206540352242922' });
  expect((await stage.call('/console/quarantine/1', { method: 'DELETE', auth: null })).status).toBe(204);
  expect(proves(await ask()).json).toEqual({ stored: 0, duplicate: 0, ignored: 1, quarantined: 0, reasons: [] });
  expect(stage.rows('SELECT id FROM quarantine')).toEqual([]);
});

test('replayDelivery 200: of a delivery with many items each has its own end', async () => {
  const messages = [1, 2, 3].map((n) => textMessage(`number ${n}`, { from: ANA, at: stage.clock.now() }));
  const entries = [
    ...deliveryOf(changeOf({ messages: messages.slice(0, 2) }, { from: ANA, name: 'Ana' })).entry,
    ...deliveryOf(changeOf({ messages: messages.slice(2), phone: '206540352242922' }, { from: ANA, name: 'Ana' })).entry,
  ];
  await stage.deliver({ object: 'whatsapp_business_account', entry: entries });
  expect(proves(await ask()).json).toEqual({ stored: 0, duplicate: 2, ignored: 0, quarantined: 1, reasons: ['unknown-phone-number-id'] });
  await stage.addChannel('206540352242922');
  expect(proves(await ask()).json).toEqual({ stored: 1, duplicate: 2, ignored: 0, quarantined: 0, reasons: [] });
});

test('replayDelivery 400: an id that is none', async () => {
  for (const id of ['0', 'x']) proves(await ask(id));
});

test('replayDelivery 401: outside the sandbox only with the bearer token', async () => {
  expect(await wantsTheToken('/console/deliveries/1/replay', 'POST')).toBe(404);
});

test('replayDelivery 404: one that never was, or is past its time', async () => {
  expect(proves(await ask(7)).json.detail).toContain('listDeliveries');
});

test('replayDelivery 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await ask());
});

test('replayDelivery 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await ask());
});
