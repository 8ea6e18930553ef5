import { createHmac } from 'node:crypto';
import { FormData } from 'undici';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { proves } from '../contract/proof.ts';
import { type ControlSetup, CUSTOMER, startControl } from './control-setup.ts';

let control: ControlSetup;
beforeEach(async () => {
  control = await startControl();
});
afterEach(() => control.stop());

const write = (body: unknown) => control.post('/customers/messages', body);
const webhooks = () => control.provider.seen.filter(({ url }) => url.startsWith('/webhooks'));
/** The newest message that the webhook heard of. */
const heard = () => JSON.parse(webhooks().at(-1)?.body.toString() ?? '{}').entry[0].changes[0].value.messages[0];
const form = (...parts: [string, Blob | string, string?][]) => {
  const body = new FormData();
  for (const [name, value, filename] of parts) {
    if (typeof value === 'string') body.append(name, value);
    else body.append(name, value, filename);
  }
  return control.call('POST', '/media', { body });
};
const photo = () => new Blob([Buffer.from('a photo')], { type: 'image/jpeg' });

test('writeAsCustomer 200: the short form is a text, signed over its bytes, and stands on the phone', async () => {
  const { json } = proves(await write({ from: CUSTOMER, text: 'olá' }));
  expect(json.webhook).toEqual({ status: 200, body: '{"stored":1}' });
  const [posted] = webhooks();
  const mac = createHmac('sha256', control.simulators.credentials.appSecret)
    .update(posted?.body ?? '')
    .digest('hex');
  expect(posted?.headers['x-hub-signature-256']).toBe(`sha256=${mac}`);
  expect(heard()).toMatchObject({ id: json.messageId, from: CUSTOMER, type: 'text', text: { body: 'olá' } });
  expect((await control.get(`/phones/${CUSTOMER}`)).json.messages[0].id).toBe(json.messageId);
});

test.each([
  [
    { type: 'text', text: 'hi' },
    { type: 'text', text: { body: 'hi' } },
  ],
  [
    { type: 'image', caption: 'Our roof' },
    { type: 'image', image: { caption: 'Our roof' } },
  ],
  [
    { type: 'audio', voice: true },
    { type: 'audio', audio: { voice: true } },
  ],
  [
    { type: 'location', location: { latitude: 59.4, longitude: 24.7, name: 'Harbour' } },
    { type: 'location', location: { name: 'Harbour' } },
  ],
  [{ type: 'contacts', contacts: [{ name: { formatted_name: 'Bo' } }] }, { type: 'contacts' }],
  [
    { type: 'reaction', messageId: 'wamid.x', emoji: '👍' },
    { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } },
  ],
  [
    { type: 'button', text: 'Yes', payload: 'yes', messageId: 'wamid.x' },
    { type: 'button', button: { text: 'Yes', payload: 'yes' } },
  ],
  [
    { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: 'a', title: 'A' } }, messageId: 'wamid.x' },
    { type: 'interactive', interactive: { list_reply: { id: 'a' } } },
  ],
  [
    { type: 'order', order: { catalog_id: '1', product_items: [] } },
    { type: 'order', order: { catalog_id: '1' } },
  ],
  [{ raw: { type: 'poll', poll: { question: 'Which day?' } } }, { type: 'poll', poll: { question: 'Which day?' } }],
])('writeAsCustomer 200: every kind reaches the webhook as Meta writes it: %j', async (message, expected) => {
  proves(await write({ from: CUSTOMER, message }));
  expect(heard()).toMatchObject(expected);
});

test('writeAsCustomer 200: a file of one request is the file that WhatsApp serves', async () => {
  const bytes = Buffer.from('%PDF-1.4 an offer');
  const file = { base64: bytes.toString('base64'), mimeType: 'application/pdf', filename: 'offer.pdf' };
  proves(await write({ from: CUSTOMER, message: { type: 'document', file } }));
  expect(heard().document).toMatchObject({ filename: 'offer.pdf', mime_type: 'application/pdf' });
  const authorization = `Bearer ${control.simulators.credentials.whatsappAccessToken}`;
  const node = await fetch(`${control.whatsappUrl}/v26.0/${heard().document.id}`, { headers: { authorization } });
  const { url } = (await node.json()) as { url: string };
  expect(Buffer.from(await (await fetch(url, { headers: { authorization } })).arrayBuffer())).toEqual(bytes);
});

test('writeAsCustomer 200: a quoted and a forwarded message say so', async () => {
  const { messageId } = (await write({ from: CUSTOMER, text: 'one' })).json;
  proves(await write({ from: CUSTOMER, text: 'two', replyTo: messageId, forwardedOften: true }));
  expect(heard().context).toMatchObject({ id: messageId, frequently_forwarded: true });
});

test('writeAsCustomer 200: a webhook that a fault keeps back is no failure', async () => {
  await control.post('/faults', { side: 'whatsapp', kind: 'lose' });
  expect(proves(await write({ from: CUSTOMER, text: 'lost' })).json.webhook.status).toBe(0);
  expect(webhooks()).toEqual([]);
});

test('writeAsCustomer 400: nothing or two things are written, or a field is missing, wrong or unknown', async () => {
  const wrong = [
    {},
    { from: CUSTOMER },
    { from: CUSTOMER, text: '' },
    { from: CUSTOMER, text: 'a', message: { type: 'text', text: 'b' } },
    { from: CUSTOMER, message: {} },
    { from: CUSTOMER, message: { type: 'fax' } },
    { from: CUSTOMER, message: { type: 'text' } },
    { from: CUSTOMER, message: { type: 'location' } },
    { from: CUSTOMER, message: { type: 'reaction', messageId: 'wamid.x' } },
    { from: CUSTOMER, message: { type: 'image', file: { base64: 'no base64!', mimeType: 'image/png' } } },
    { from: CUSTOMER, message: { type: 'image', mediaId: '1', file: { base64: 'YQ==', mimeType: 'image/png' } } },
    { from: CUSTOMER, message: { raw: {}, type: 'text' } },
    { from: CUSTOMER, message: { raw: { type: 'text', id: 5 } } },
    { from: CUSTOMER, text: 'a', colour: 'red' },
  ];
  for (const body of wrong) expect(proves(await write(body)).json.detail).not.toBe('');
  expect(webhooks()).toEqual([]);
});

test('writeAsCustomer 404: no such business number, no such file', async () => {
  proves(await write({ from: CUSTOMER, to: '1', text: 'hello' }));
  proves(await write({ from: CUSTOMER, message: { type: 'image', mediaId: '4711' } }));
});

test('writeAsCustomer 409: without a webhook address it says how to set one, and nothing is written', async () => {
  const bare = await startControl({ webhookUrl: '' });
  try {
    const { json } = proves(await bare.post('/customers/messages', { from: CUSTOMER, text: 'hello' }));
    expect(json.detail).toContain('PATCH /settings');
    expect((await bare.get('/people')).json.people).toEqual([]);
  } finally {
    await bare.stop();
  }
});

test('writeAsCustomer 502: nobody listens; the message stands on the phone and the webhook is repeated', async () => {
  await control.provider.stop();
  expect(proves(await write({ from: CUSTOMER, text: 'hello' })).json.code).toBe('PROVIDER_FAILED');
  expect((await control.get(`/phones/${CUSTOMER}`)).json.messages).toHaveLength(1);
});

test('readAsCustomer 200: what was delivered is read now, and the webhook hears of it', async () => {
  await control.call('PUT', `/people/${CUSTOMER}`, { body: { readsByItself: false } });
  await write({ from: CUSTOMER, text: 'hello' });
  const sent = await fetch(`${control.whatsappUrl}/v26.0/106540352242922/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${control.simulators.credentials.whatsappAccessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to: CUSTOMER, type: 'text', text: { body: 'hi' } }),
  });
  expect(sent.status).toBe(200);
  await control.post('/clock/advance', { by: 'PT1H' });
  expect((await control.get(`/phones/${CUSTOMER}`)).json.messages[1].status).toBe('delivered');
  expect(proves(await control.post('/customers/reads', { address: CUSTOMER })).json.messages[1].status).toBe('read');
  await control.simulators.whatsapp.idle();
  expect(webhooks().at(-1)?.body.toString()).toContain('"status":"read"');
});

test('readAsCustomer 400: no address, or another field', async () => {
  for (const body of [{}, { address: 5 }, { address: CUSTOMER, all: true }]) proves(await control.post('/customers/reads', body));
});

test('readAsCustomer 404: nobody has that address, or no such message', async () => {
  proves(await control.post('/customers/reads', { address: '15550000000' }));
  await write({ from: CUSTOMER, text: 'hello' });
  proves(await control.post('/customers/reads', { address: CUSTOMER, upTo: 'wamid.none' }));
});

test('storeCustomerFile 201: its id serves a message, more than once', async () => {
  const { mediaId, mimeType, size } = proves(await form(['file', photo(), 'roof.jpg'])).json;
  expect([mimeType, size]).toEqual(['image/jpeg', 7]);
  for (let time = 0; time < 2; time++) expect((await write({ from: CUSTOMER, message: { type: 'image', mediaId } })).status).toBe(200);
  expect(heard().image).toMatchObject({ mime_type: 'image/jpeg' });
});

test('storeCustomerFile 400: no file, or a broken form', async () => {
  proves(await form(['phoneNumberId', '106540352242922']));
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  proves(await control.call('POST', '/media', { headers, body: Buffer.from('no form') }));
});

test('storeCustomerFile 404: no such business number', async () => {
  proves(await form(['phoneNumberId', '1'], ['file', photo(), 'a.jpg']));
});

test('postDelivery 200: exactly these bytes are signed and posted, whatever they are', async () => {
  for (const bytes of ['{"object" : "whatsapp_business_account", "entry": []}', 'not JSON {', '\u00e9']) {
    const body = Buffer.from(bytes);
    expect(proves(await control.call('POST', '/deliveries', { headers: { 'content-type': 'text/plain' }, body })).json.status).toBe(200);
    const seen = webhooks().at(-1);
    expect(seen?.body).toEqual(body);
    const mac = createHmac('sha256', control.simulators.credentials.appSecret).update(body).digest('hex');
    expect(seen?.headers['x-hub-signature-256']).toBe(`sha256=${mac}`);
  }
});

test('postDelivery 200: what the webhook refuses is passed on as it was', async () => {
  control.provider.answer = () => ({ status: 401, body: { code: 'SIGNATURE_INVALID' } });
  expect(proves(await control.post('/deliveries', {})).json).toEqual({ status: 401, body: '{"code":"SIGNATURE_INVALID"}' });
});

test('postDelivery 400: no bytes at all', async () => {
  proves(await control.call('POST', '/deliveries', { headers: { 'content-type': 'application/json' }, body: Buffer.alloc(0) }));
});

test('postDelivery 409: without a webhook address it says how to set one', async () => {
  const bare = await startControl({ webhookUrl: '' });
  try {
    expect(proves(await bare.post('/deliveries', {})).json.detail).toContain('PATCH /settings');
  } finally {
    await bare.stop();
  }
});

test('postDelivery 502: nobody listens', async () => {
  await control.provider.stop();
  proves(await control.post('/deliveries', {}));
});

test('verifyWebhookAddress 200: tells whether Meta would take the address', async () => {
  const { verifyToken } = control.simulators.credentials;
  expect(proves(await control.post('/webhook/verify')).json).toMatchObject({
    accepted: false,
    reason: expect.stringContaining('challenge'),
  });
  const asked = new URL(webhooks().at(-1)?.url ?? '', 'http://x').searchParams;
  expect([asked.get('hub.mode'), asked.get('hub.verify_token')]).toEqual(['subscribe', verifyToken]);
  control.provider.answer = () => ({ status: 403 });
  expect(proves(await control.post('/webhook/verify')).json).toMatchObject({ accepted: false, reason: expect.stringContaining('403') });
  control.provider.answer = ({ url }) => ({ status: 200, body: Number(new URL(url, 'http://x').searchParams.get('hub.challenge')) });
  expect(proves(await control.post('/webhook/verify')).json).toMatchObject({ accepted: true, answer: { status: 200 } });
});

test('verifyWebhookAddress 409: without a webhook address it says how to set one', async () => {
  const bare = await startControl({ webhookUrl: '' });
  try {
    expect(proves(await bare.post('/webhook/verify')).json.detail).toContain('PATCH /settings');
  } finally {
    await bare.stop();
  }
});

test('verifyWebhookAddress 502: nobody listens', async () => {
  await control.provider.stop();
  proves(await control.post('/webhook/verify'));
});
