import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANA, type Setup, startWhatsApp, text } from './whatsapp-setup.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
});
afterEach(() => setup.stop());

const write = (body: string) => setup.whatsapp.write({ from: ANA, message: { type: 'text', text: body } });
const posted = () => setup.provider.seen.map(({ body }) => /"body":"([^"]*)"/.exec(body.toString())?.[1]);

test('faults.webhooks.duplicate: each webhook so many times more, the very same bytes', async () => {
  setup.whatsapp.faults.webhooks.duplicate = 2;
  expect(setup.whatsapp.faults.duplicateWebhooks).toBe(2);
  await write('thrice');
  expect(posted()).toEqual(['thrice', 'thrice', 'thrice']);
  expect(new Set(setup.provider.seen.map(({ body }) => body.toString())).size).toBe(1);
});

test('faults.webhooks.reorder: so many are collected, posted in reverse, and then all is as before', async () => {
  const { whatsapp } = setup;
  whatsapp.faults.webhooks.reorder = 3;
  expect((await write('one')).webhook.status).toBe(0);
  await write('two');
  expect(posted()).toEqual([]);
  await write('three');
  await whatsapp.idle();
  expect(posted()).toEqual(['three', 'two', 'one']);
  expect(whatsapp.faults.webhooks.reorder).toBe(0);
  expect((await write('four')).webhook.status).toBe(200);
});

test('faults.webhooks.reorder: statuses overtake each other too; set to 0 what is collected goes out', async () => {
  const { whatsapp } = setup;
  await write('hi');
  whatsapp.faults.webhooks.reorder = 9;
  await setup.send(text('x'));
  await setup.settle();
  whatsapp.faults.webhooks.reorder = 0;
  await whatsapp.idle();
  expect(setup.statuses().map(({ status }) => status)).toEqual(['read', 'delivered', 'sent']);
});

test('faults.webhooks.drop: so many are never posted nor repeated; the message stands on the phone', async () => {
  const { whatsapp } = setup;
  whatsapp.faults.webhooks.drop = 1;
  expect((await write('gone')).webhook.status).toBe(0);
  await write('there');
  await setup.settle(60_000);
  expect(posted()).toEqual(['there']);
  expect(whatsapp.faults.webhooks.drop).toBe(0);
  expect(whatsapp.phone(ANA)).toHaveLength(2);
});

test('faults.webhooks.hold: statuses wait, messages do not; let go, they go out in their order', async () => {
  const { whatsapp } = setup;
  whatsapp.faults.webhooks.hold = true;
  expect(whatsapp.faults.holdStatuses).toBe(true);
  expect((await write('goes')).webhook.status).toBe(200);
  await setup.send(text('x'));
  await setup.settle();
  expect(setup.statuses()).toEqual([]);
  whatsapp.faults.holdStatuses = false;
  await whatsapp.idle();
  expect(setup.statuses().map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
});

test.each([-1, 0.5, Number.NaN])('faults.webhooks: %d webhooks are refused', (many) => {
  for (const name of ['duplicate', 'reorder', 'drop'] as const)
    expect(() => Object.assign(setup.whatsapp.faults.webhooks, { [name]: many })).toThrow(RangeError);
});

test('a provider that is slow gets at most 128 webhooks at a time, and all of them in the end', async () => {
  const { whatsapp, provider } = setup;
  whatsapp.configure({ limits: false });
  await Promise.all(Array.from({ length: 400 }, (_, index) => write(`message ${index}`)));
  expect(new Set(posted()).size).toBe(400);
  expect(provider.seen).toHaveLength(400);
});
