import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import {
  ask,
  givesUpOnASlowBody,
  keepsItsFaults,
  newChannel,
  refusesAForm,
  refusesALargeBody,
  saysTheStoreIsAway,
} from './console-stage.ts';
import { formOf } from './form.ts';
import { proves } from './proof.ts';
import { outsideTheSandbox } from './sandbox-stage.ts';
import { ANA, onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const PATH = '/playground/reset';
const reset = (body: unknown = { confirm: 'clean slate' }, on = stage) => ask(on, 'POST', PATH, { body });
const reply = (text: string) =>
  stage.call('/playground/replies', {
    method: 'POST',
    auth: null,
    ...formOf({ phone: ANA, text }, [{ name: 'offer.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 offer') }]),
  });

/** Rows of every table but those that stay. */
const leftOver = () =>
  stage
    .rows(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
    .map(({ name }) => name as string)
    .filter((name) => !['schema_migrations', 'channels', 'installations'].includes(name))
    .filter((name) => stage.rows(`SELECT 1 FROM "${name}" LIMIT 1`).length > 0);

test('resetPlayground 204: nothing is left but the channel and who installed, on all three sides', async () => {
  await ask(stage, 'POST', '/console/channels', { body: newChannel() });
  await ask(stage, 'PUT', '/playground/faults/duplicate-webhook');
  await stage.write('hello');
  await reply('hi');
  await stage.deliver({ object: 'whatsapp_business_account', entry: 5 });
  expect((await stage.mediaFiles()).length).toBeGreaterThan(0);
  proves(await reset());
  expect(leftOver()).toEqual([]);
  expect(await stage.mediaFiles()).toEqual([]);
  expect(stage.rows('SELECT id FROM channels')).toEqual([{ id: stage.channelId }]);
  expect(stage.rows('SELECT id FROM installations')).toHaveLength(1);
  expect(stage.peers.whatsapp.phone(ANA)).toEqual([]);
  expect(stage.peers.faults.list()).toEqual([]);
});

test('resetPlayground 204: every channel that the inbox has from the start stays, and takes messages as before', async () => {
  const { json } = await ask(stage, 'POST', '/console/channels', { body: newChannel() });
  stage.peers.connect({ name: 'Second line', provider_channel_id: json.id, provider_type: 'whatsapp' });
  proves(await reset());
  expect(stage.rows('SELECT id FROM channels').map(({ id }) => id)).toEqual(expect.arrayContaining([stage.channelId, json.id]));
  await stage.write('hello, second line', { phone: newChannel()['phoneNumberId'] as string });
  expect(stage.rows('SELECT channel_id FROM messages')).toEqual([{ channel_id: json.id }]);
  expect((await stage.app.store.counts()).quarantined).toBe(0);
});

test('resetPlayground 204: the conversation begins anew afterwards, both ways', async () => {
  await stage.write('hello');
  proves(await reset());
  stage.peers.pipedrive.registerChannel({ name: 'WhatsApp', provider_channel_id: stage.channelId, provider_type: 'whatsapp' });
  await stage.write('hello again');
  const { id } = await onlyConversation(stage);
  await until(() => stage.peers.pipedrive.inbox(stage.channelId, id).length === 1);
  expect((await reply('hi')).json.status).toBe(200);
  expect(stage.peers.whatsapp.phone(ANA).map(({ text }) => text)).toEqual(['hello again', 'hi']);
});

test('resetPlayground 204: safe while customers write and salespeople answer', async () => {
  await stage.write('first');
  const traffic = Array.from({ length: 12 }, (_, n) =>
    n % 3 === 0 ? reply(`answer ${n}`) : stage.write(`message ${n}`, { from: `1555123${1000 + n}` }),
  );
  const [done, ...answers] = await Promise.all([reset(), ...traffic]);
  proves(done);
  // 404: the conversation was gone; 0: the sender had been reset.
  for (const { status } of answers) expect([0, 200, 404]).toContain(status);
  proves(await reset());
  expect(leftOver()).toEqual([]);
  const lines = stage.logLines.map((line) => JSON.parse(line) as { level: number; msg: string });
  expect(lines.filter(({ level }) => level >= 50)).toEqual([]);
});

test('resetPlayground 400: whoever does not confirm it changes nothing', async () => {
  await stage.write('hello');
  for (const body of [{}, { confirm: true }, { confirm: 'yes' }, { confirm: 'clean slate', all: true }])
    expect(proves(await reset(body)).json.code).toBe('INVALID_REQUEST');
  expect(await stage.conversations()).toHaveLength(1);
});

test('resetPlayground 404: never outside the sandbox, with the token neither', async () => {
  for (const authorization of ['', 'Bearer console-token'])
    proves(
      await outsideTheSandbox(PATH, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: '{"confirm":"clean slate"}',
      }),
    );
});

test('resetPlayground 408: a body that stalls', () => givesUpOnASlowBody(() => PATH));
test('resetPlayground 413: more than a megabyte', () => refusesALargeBody(stage, PATH));
test('resetPlayground 415: a form', () => refusesAForm(stage, PATH));
test('resetPlayground 500: a fault of ours keeps its words inside', () => keepsItsFaults(stage, (on) => reset(undefined, on)));
test('resetPlayground 503: the store is out of reach', () => saysTheStoreIsAway(stage, (on) => reset(undefined, on)));
