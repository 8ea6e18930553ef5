import { createHash } from 'node:crypto';
import { request } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contract } from '../../generated/whatsapp-webhooks/index.ts';
import type { CustomerMessage } from '../../mocks/whatsapp/customer-message.ts';
import { ACCOUNT, ANA, NUMBER, type Setup, START, signature, startWhatsApp, TOKEN, text } from './whatsapp-setup.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
});
afterEach(() => setup.stop());

const says = (body: string): CustomerMessage => ({ type: 'text', text: body });
const list = { type: 'list_reply', list_reply: { id: 'berth-7', title: 'Berth 7' } };

test('write: a text is posted as Meta builds it, signed, and stands on the phone', async () => {
  const { whatsapp, provider } = setup;
  provider.answer = () => ({ status: 200, body: { stored: 1 } });
  whatsapp.people.put({ phone: ANA, name: 'Ana Pereira', username: 'ana.p', userId: 'US.84120577310962458813' });
  const { messageId, webhook } = await whatsapp.write({ from: `+${ANA}`, message: says('Olá 🛶') });
  expect(webhook).toEqual({ status: 200, body: '{"stored":1}' });
  const post = provider.seen[0];
  expect(post?.headers['x-hub-signature-256']).toBe(signature(post?.body as Buffer));
  expect(post?.body.toString()).toContain(String.raw`Ol\u00e1`);
  expect(JSON.parse(String(post?.body))).toEqual({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: ACCOUNT,
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '15550783881', phone_number_id: NUMBER },
              contacts: [{ profile: { name: 'Ana Pereira', username: '@ana.p' }, wa_id: ANA, user_id: 'US.84120577310962458813' }],
              messages: [
                {
                  from: ANA,
                  from_user_id: 'US.84120577310962458813',
                  id: messageId,
                  timestamp: String(START / 1000),
                  type: 'text',
                  text: { body: 'Olá 🛶' },
                },
              ],
            },
          },
        ],
      },
    ],
  });
  expect(whatsapp.phone(ANA)).toMatchObject([{ id: messageId, from: 'customer', text: 'Olá 🛶', at: START }]);
});

const kinds: [string, CustomerMessage, Record<string, unknown>][] = [
  ['location', { type: 'location', location: { latitude: 38.69, longitude: -9.21 } }, { location: { latitude: 38.69, longitude: -9.21 } }],
  ['contacts', { type: 'contacts', contacts: [{ name: { formatted_name: 'Rui' } }] }, { contacts: [{ name: { formatted_name: 'Rui' } }] }],
  ['a reaction', { type: 'reaction', messageId: 'wamid.x', emoji: '👍' }, { reaction: { message_id: 'wamid.x', emoji: '👍' } }],
  [
    'a reaction taken back, without emoji',
    { type: 'reaction', messageId: 'wamid.x', emoji: null },
    { reaction: { message_id: 'wamid.x' } },
  ],
  [
    'a quick reply, with the template it belongs to',
    { type: 'button', payload: 'YES', text: 'Yes', messageId: 'wamid.t' },
    { button: { payload: 'YES', text: 'Yes' }, context: { from: '15550783881', id: 'wamid.t' } },
  ],
  [
    'a choice from a list',
    { type: 'interactive', interactive: list, messageId: 'wamid.q' },
    { interactive: list, context: { from: '15550783881', id: 'wamid.q' } },
  ],
  [
    'an order',
    { type: 'order', order: { catalog_id: '9', product_items: [{ product_retailer_id: 'a', quantity: 1 }] } },
    { order: { catalog_id: '9', product_items: [{ product_retailer_id: 'a', quantity: 1 }] } },
  ],
  ['a raw message', { raw: { type: 'telepathy', telepathy: { strength: 1 } } }, { type: 'telepathy', telepathy: { strength: 1 } }],
];

test.each(kinds)('write: %s', async (_what, message, expected) => {
  const { messageId } = await setup.whatsapp.write({ from: ANA, message });
  const written = setup.newest();
  expect(written.messages).toEqual([expect.objectContaining({ from: ANA, id: messageId, ...expected })]);
  const { WebhookContact, InboundMessage } = contract.validators.schema;
  expect([WebhookContact?.(written.contacts?.[0]), InboundMessage?.(written.messages?.[0])]).toEqual([true, true]);
});

test.each([
  ['image', 'image/jpeg', { caption: 'Berth 7' }],
  ['video', 'video/mp4', { caption: 'Mooring' }],
  ['audio', 'audio/ogg; codecs=opus', { voice: true }],
  ['document', 'application/pdf', { caption: 'Offer' }],
  ['sticker', 'image/webp', { animated: false }],
] as const)(
  'write: %s with a file of its own: hash in base64, an address for 5 minutes, an id for 7 days',
  async (type, mimeType, more) => {
    const bytes = Buffer.from(`bytes of ${type}`);
    const filename = type === 'document' ? { filename: 'offer.pdf' } : {};
    await setup.whatsapp.write({ from: ANA, message: { type, file: { bytes, mimeType, ...filename }, ...more } });
    const message = setup.newest().messages?.[0] as Record<string, { id: string; url: string }>;
    const sha256 = createHash('sha256').update(bytes).digest('base64');
    expect(message[type]).toMatchObject({ mime_type: mimeType, sha256, ...more, ...filename });
    const { id = '', url = '' } = message[type] ?? {};
    const fetched = async () => {
      const answer = await request(url, { headers: { authorization: `Bearer ${TOKEN}` } });
      return { status: answer.statusCode, bytes: Buffer.from(await answer.body.arrayBuffer()) };
    };
    expect(await fetched()).toEqual({ status: 200, bytes });
    await setup.clock.advance(5 * 60 * 1000);
    expect((await fetched()).status).toBe(404);
    const week = 7 * 24 * 60 * 60 * 1000;
    await setup.clock.advance(week - 5 * 60 * 1000 - 1);
    expect((await setup.graph('GET', `/v26.0/${id}`)).status).toBe(200);
    await setup.clock.advance(1);
    expect((await setup.graph('GET', `/v26.0/${id}`)).status).toBe(400);
  },
);

test('write: without a file a sample is sent', async () => {
  await setup.whatsapp.write({ from: ANA, message: { type: 'image' } });
  expect(setup.newest().messages?.[0]).toMatchObject({ image: { mime_type: 'image/jpeg' } });
});

test('write: a quote names its author, a forwarded message says so', async () => {
  const { whatsapp, send } = setup;
  const own = (await whatsapp.write({ from: ANA, message: says('mine') })).messageId;
  const answer = (await send(text('yours'))).body.messages[0]?.id as string;
  await whatsapp.write({ from: ANA, message: says('quoting you'), replyTo: answer });
  expect(setup.newest().messages?.[0]).toMatchObject({ context: { from: '15550783881', id: answer } });
  await whatsapp.write({ from: ANA, message: says('quoting me'), replyTo: own });
  expect(setup.newest().messages?.[0]).toMatchObject({ context: { from: ANA, id: own } });
  await whatsapp.write({ from: ANA, message: says('passed on'), forwarded: true });
  expect(setup.newest().messages?.[0]).toMatchObject({ context: { forwarded: true } });
  await whatsapp.write({ from: ANA, message: says('passed on often'), forwarded: 'frequently' });
  expect(setup.newest().messages?.[0]).toMatchObject({ context: { frequently_forwarded: true } });
});

test('write: a notice of Meta comes without contacts and stands on no phone as a message of the customer', async () => {
  const system = { type: 'user_changed_number', wa_id: '15551230077', body: 'changed' };
  await setup.whatsapp.write({ from: ANA, message: { raw: { type: 'system', system } } });
  expect(setup.newest()).not.toHaveProperty('contacts');
  expect(setup.whatsapp.phone('15551230077')).toEqual([]);
  expect(setup.whatsapp.people.list()).toMatchObject([{ phone: '15551230077' }]);
});

test('write: an unknown business number and a sender who is neither phone nor user id are refused', async () => {
  const { whatsapp, provider } = setup;
  await expect(whatsapp.write({ from: ANA, to: '1', message: says('x') })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(whatsapp.write({ from: 'Ana', message: says('x') })).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  expect(provider.seen).toEqual([]);
});

test('write: without a webhook address nothing is posted nor repeated, and the message stands on the phone', async () => {
  setup.whatsapp.configure({ webhookUrl: '' });
  const { webhook } = await setup.whatsapp.write({ from: ANA, message: says('to nobody') });
  expect(webhook.status).toBe(0);
  setup.whatsapp.configure({ webhookUrl: `${setup.provider.url}/hook` });
  await setup.settle(60_000);
  expect(setup.provider.seen).toEqual([]);
  expect(setup.whatsapp.phone(ANA)).toHaveLength(1);
});

test('write: an address that cannot be told yet is asked for again later', async () => {
  let known = false;
  setup.whatsapp.configure({
    webhookUrl: () => {
      if (!known) throw new Error('not listening yet');
      return `${setup.provider.url}/hook`;
    },
  });
  const { webhook } = await setup.whatsapp.write({ from: ANA, message: says('patience') });
  expect(webhook).toMatchObject({ status: 0, body: expect.stringContaining('not listening yet') });
  known = true;
  await setup.settle(1000);
  expect(setup.provider.seen).toHaveLength(1);
});

test('files: a message names its own file, with name, type and size, and nothing that a customer made up beside it', async () => {
  const { whatsapp } = setup;
  const file = { bytes: Buffer.from('%PDF-1.7'), mimeType: 'application/pdf', filename: 'order.pdf' };
  await whatsapp.write({ from: ANA, message: { type: 'document', file } });
  const odd = { type: 'template', template: { components: 5 }, image: { id: '1' } };
  await whatsapp.write({ from: ANA, message: { raw: odd } });
  await whatsapp.write({ from: ANA, message: says('hello') });
  expect(whatsapp.phone(ANA).map((message) => whatsapp.files(message))).toEqual([
    [{ id: expect.any(String), name: 'order.pdf', mimeType: 'application/pdf', size: 8 }],
    [],
    [],
  ]);
  whatsapp.expire('media');
  expect(whatsapp.phone(ANA).map((message) => whatsapp.files(message))[0]).toEqual([
    { id: expect.any(String), name: 'order.pdf', mimeType: 'application/pdf', size: null },
  ]);
});
