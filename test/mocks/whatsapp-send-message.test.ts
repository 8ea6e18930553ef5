import { afterEach, beforeEach, expect, test } from 'vitest';
import { callJson, until } from './far-end.ts';
import { ANA, type GraphErrorBody, NUMBER, type Setup, startWhatsApp, TOKEN, text } from './whatsapp-setup.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
});
afterEach(() => setup.stop());

test('sendMessage 200: the text stands on the phone and sent, delivered, read follow on the clock', async () => {
  const { send, write, whatsapp, clock, statuses } = setup;
  await write();
  const { status, body } = await send({ ...text('Yes, it is.'), biz_opaque_callback_data: 'ms_1' });
  expect(status).toBe(200);
  expect(body.contacts).toEqual([{ input: `+${ANA}`, wa_id: ANA }]);
  const id = body.messages[0]?.id as string;
  expect(whatsapp.phone(ANA).at(-1)).toMatchObject({ id, from: 'business', text: 'Yes, it is.', status: 'sent' });
  expect(statuses()).toEqual([]);

  await clock.advance(50);
  await until(() => statuses().length === 1);
  await clock.advance(100);
  await until(() => statuses().length === 2);
  await clock.advance(250);
  await until(() => statuses().length === 3);
  expect(statuses().map((entry) => entry.status)).toEqual(['sent', 'delivered', 'read']);
  for (const entry of statuses()) expect(entry).toMatchObject({ id, recipient_id: ANA, biz_opaque_callback_data: 'ms_1' });
  expect(statuses()[0]?.pricing).toMatchObject({ category: 'service' });
  expect(statuses()[2]?.pricing).toBeUndefined();
  expect(whatsapp.phone(ANA).at(-1)?.status).toBe('read');
  expect(whatsapp.violations).toEqual([]);
});

test('sendMessage 200: a status carries a conversation up to v23 and none from v24 on', async () => {
  const { send, write, clock, statuses } = setup;
  await write();
  await send(text('old'), 'v23.0');
  await send(text('new'), 'v24.0');
  await clock.advance(60);
  await until(() => statuses().length === 2);
  expect(statuses().filter(({ conversation }) => conversation !== undefined)).toHaveLength(1);
});

test('sendMessage 200: a business-scoped user id reaches the same phone', async () => {
  const { send, write, whatsapp } = setup;
  await write();
  const { body } = await send({ recipient: 'US.84120577310962458813', type: 'text', text: { body: 'by user id' } });
  expect(body.contacts).toEqual([{ input: 'US.84120577310962458813', user_id: 'US.84120577310962458813' }]);
  expect(whatsapp.phone(ANA).at(-1)?.text).toBe('by user id');
});

test.each([
  ['who never wrote', async () => {}],
  [
    'who wrote 24 hours ago',
    async () => {
      await setup.write();
      await setup.clock.advance(24 * 60 * 60 * 1000);
    },
  ],
])('sendMessage 200: a free-form message to a customer %s is accepted and fails later with 131047', async (_who, before) => {
  const { send, clock, statuses, whatsapp } = setup;
  await before();
  expect((await send(text('anybody there?'))).status).toBe(200);
  await clock.advance(1000);
  await until(() => statuses().length === 1);
  expect(statuses()[0]).toMatchObject({ status: 'failed', errors: [{ code: 131047 }] });
  expect(whatsapp.phone(ANA).at(-1)?.status).toBe('failed');
});

test('sendMessage 200: a template reaches a customer whose window is closed', async () => {
  const { send, clock, statuses, whatsapp } = setup;
  const parameters = [
    { type: 'text', text: 'Ana' },
    { type: 'text', text: 'Sunday' },
  ];
  const template = { name: 'berth_reminder', language: { code: 'en_US' }, components: [{ type: 'body', parameters }] };
  expect((await send({ to: ANA, type: 'template', template })).status).toBe(200);
  await clock.advance(60);
  await until(() => statuses().length === 1);
  expect(statuses()[0]).toMatchObject({ status: 'sent', pricing: { category: 'utility', billable: true } });
  expect(whatsapp.phone(ANA)[0]?.text).toBe('Hello Ana, your berth is booked until Sunday. Please tell us if you stay longer.');
});

test('sendMessage 200: a reaction is sent and nothing more', async () => {
  const { send, write, clock, statuses, whatsapp } = setup;
  await write();
  await send({ to: ANA, type: 'reaction', reaction: { message_id: whatsapp.phone(ANA)[0]?.id, emoji: '👍' } });
  await clock.advance(60_000);
  await until(() => statuses().length > 0);
  await whatsapp.idle();
  expect(statuses().map(({ status }) => status)).toEqual(['sent']);
});

test('sendMessage 200: read receipts, with and without typing, succeed and show on the phone', async () => {
  const { write, whatsapp } = setup;
  await write();
  const message_id = whatsapp.phone(ANA)[0]?.id;
  const receipt = { messaging_product: 'whatsapp', status: 'read', message_id };
  for (const body of [receipt, { ...receipt, typing_indicator: { type: 'text' } }]) {
    const answer = await callJson('POST', `${setup.url}/v26.0/${NUMBER}/messages`, { authorization: `Bearer ${TOKEN}`, body });
    expect(answer).toMatchObject({ status: 200, body: { success: true } });
  }
  expect(whatsapp.phone(ANA)[0]?.status).toBe('read');
});

test.each([
  ['without to and recipient', { type: 'text', text: { body: 'x' } }, 400, 131008],
  ['without the property of its type', { to: ANA, type: 'image', text: { body: 'x' } }, 400, 131008],
  ['to the sending number', { to: '15550783881', type: 'text', text: { body: 'x' } }, 400, 131021],
  ['of an unknown type', { to: ANA, type: 'telegram' }, 400, 100],
  [
    'with a template that is pending',
    { to: ANA, type: 'template', template: { name: 'winter_storage', language: { code: 'en_US' } } },
    404,
    132001,
  ],
  [
    'with too few parameters',
    { to: ANA, type: 'template', template: { name: 'berth_reminder', language: { code: 'en_US' } } },
    400,
    132000,
  ],
])('sendMessage: a message %s is refused and reaches no phone', async (_what, message, status, code) => {
  const answer = await setup.send<GraphErrorBody>(message);
  expect(answer.status).toBe(status);
  expect(answer.body.error.code).toBe(code);
  expect(setup.whatsapp.phone(ANA)).toEqual([]);
});

test('sendMessage 401: another token is refused with 190, in the envelope of the contract', async () => {
  const answer = await callJson<GraphErrorBody>('POST', `${setup.url}/v26.0/${NUMBER}/messages`, {
    authorization: 'Bearer other',
    body: { messaging_product: 'whatsapp', ...text('x') },
  });
  expect(answer).toMatchObject({ status: 401, body: { error: { code: 190 } } });
});

test('sendMessage 400: an unknown phone number id is 100 with subcode 33', async () => {
  const answer = await callJson<GraphErrorBody>('POST', `${setup.url}/v26.0/999/messages`, {
    authorization: `Bearer ${TOKEN}`,
    body: { messaging_product: 'whatsapp', ...text('x') },
  });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 100, error_subcode: 33 } } });
});

test('sendMessage 200: media that does not exist fails later with 131053', async () => {
  const { send, write, clock, statuses } = setup;
  await write();
  await send({ to: ANA, type: 'image', image: { id: '1234567890' } });
  await clock.advance(60);
  await until(() => statuses().length === 1);
  expect(statuses()[0]).toMatchObject({ status: 'failed', errors: [{ code: 131053 }] });
});
