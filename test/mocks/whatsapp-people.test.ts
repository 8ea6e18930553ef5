import { afterEach, beforeEach, expect, test } from 'vitest';
import { phoneForms } from '../../mocks/whatsapp/phone-forms.ts';
import { ANA, NUMBER, type Setup, START, startWhatsApp, text } from './whatsapp-setup.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
});
afterEach(() => setup.stop());

const DAY = 24 * 60 * 60 * 1000;
const says = (body: string) => ({ type: 'text', text: body }) as const;
const told = () => setup.statuses().map(({ status }) => status);

test('people.put: creates with everything a person has, changes only what is given, and lists', () => {
  const { people } = setup.whatsapp;
  const created = people.put({ phone: '+1 (555) 123-0001', name: 'Ana' });
  expect(created).toEqual({
    phone: ANA,
    userId: expect.stringMatching(/^US\.\d{20}$/),
    name: 'Ana',
    username: null,
    readReceipts: true,
    reachable: true,
    readsByItself: true,
    window: { [NUMBER]: { open: false, until: null, typingUntil: null } },
  });
  const changed = people.put({ userId: created.userId, readReceipts: false, username: 'ana.p' });
  expect(changed).toEqual({ ...created, readReceipts: false, username: 'ana.p' });
  expect(people.list()).toEqual([changed]);
});

test('people.put: a new phone for a known user id keeps the chat; nobody is left under the old one', async () => {
  const { people, phone } = setup.whatsapp;
  await setup.whatsapp.write({ from: ANA, message: says('hello') });
  const [ana] = people.list();
  people.put({ userId: ana?.userId, phone: '15551230099' });
  expect(phone('15551230099').map((message) => message.text)).toEqual(['hello']);
  expect(phone(ANA)).toEqual([]);
  expect(people.list()).toHaveLength(1);
});

test.each([
  ['neither phone nor user id', { name: 'Nobody' }],
  ['a phone that is no number', { phone: 'harbour' }],
  ['a user id of another shape', { userId: '15551230001' }],
])('people.put: %s is refused', (_what, change) => {
  expect(() => setup.whatsapp.people.put(change)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }));
  expect(setup.whatsapp.people.list()).toEqual([]);
});

test('people.put: a phone and a user id of two people are refused', () => {
  const { people } = setup.whatsapp;
  people.put({ phone: ANA });
  people.put({ phone: null, userId: 'US.111' });
  expect(() => people.put({ phone: ANA, userId: 'US.111' })).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }));
});

test('people.remove: the phone is gone with what was on its way to it', async () => {
  const { people, write, phone } = setup.whatsapp;
  await write({ from: ANA, message: says('hello') });
  await setup.send(text('hi'));
  expect([people.remove(ANA), people.remove(ANA)]).toEqual([true, false]);
  await setup.settle();
  expect([phone(ANA), people.list(), told()]).toEqual([[], [], []]);
});

test('people.list: the window is open for 24 hours after the customer wrote', async () => {
  const { people, write } = setup.whatsapp;
  await write({ from: ANA, message: says('hello') });
  expect(people.list()[0]?.window[NUMBER]).toMatchObject({ open: true, until: START + DAY });
  await setup.clock.advance(DAY);
  expect(people.list()[0]?.window[NUMBER]).toMatchObject({ open: false, until: START + DAY });
});

test.each([
  ['5511987654321', '551187654321'],
  ['5215512345678', '525512345678'],
  ['5491123456789', '541123456789'],
])('sendMessage 200: %s and %s are one phone, and the answer has the form of the account', async (own, other) => {
  setup.whatsapp.people.put({ phone: own });
  await setup.whatsapp.write({ from: other, message: says('hello') });
  for (const to of [own, other, `+${other}`]) {
    const { body } = await setup.send({ to, type: 'text', text: { body: to } });
    expect(body.contacts).toEqual([{ input: to, wa_id: own }]);
  }
  await setup.settle();
  expect(setup.whatsapp.phone(own)).toEqual(setup.whatsapp.phone(other));
  expect(setup.whatsapp.phone(own)).toHaveLength(4);
  expect(new Set(setup.statuses().map(({ recipient_id }) => recipient_id))).toEqual(new Set([own]));
});

test('phoneForms: a landline of Brazil and other countries have one form', () => {
  for (const phone of ['551132345678', '15551230001', '4915112345678']) expect(phoneForms(phone)).toEqual([phone]);
});

test('sendMessage 200: to a person without read receipts read is never told', async () => {
  setup.whatsapp.people.put({ phone: ANA, readReceipts: false });
  await setup.write();
  await setup.send(text('hi'));
  await setup.settle(DAY);
  expect(await setup.whatsapp.read({ address: ANA })).toEqual({ messageIds: [] });
  await setup.settle();
  expect(told()).toEqual(['sent', 'delivered']);
});

test('sendMessage 200: to a person who cannot be reached it fails late with 131026, and is never delivered', async () => {
  setup.whatsapp.people.put({ phone: ANA, reachable: false });
  await setup.write();
  expect((await setup.send(text('hi'))).status).toBe(200);
  await setup.settle(DAY);
  expect(told()).toEqual(['failed']);
  const href = expect.stringContaining('error-codes');
  const details = expect.any(String);
  expect(setup.statuses()[0]?.errors).toEqual([
    { code: 131026, title: 'Message undeliverable', message: 'Message undeliverable', error_data: { details }, href },
  ]);
});

test('sendMessage 200: a person who cannot be reached any more after sent: failed follows', async () => {
  await setup.write();
  await setup.send(text('hi'));
  await setup.settle(60);
  setup.whatsapp.people.put({ phone: ANA, reachable: false });
  await setup.settle(DAY);
  expect(told()).toEqual(['sent', 'failed']);
  expect(setup.whatsapp.phone(ANA).at(-1)?.status).toBe('failed');
});

test('read: a person who does not read by itself reads when the chat is opened, up to a message, each once', async () => {
  setup.whatsapp.people.put({ phone: ANA, readsByItself: false });
  await setup.write();
  const ids: (string | undefined)[] = [];
  for (const body of ['one', 'two', 'three']) ids.push((await setup.send(text(body))).body.messages[0]?.id);
  expect(await setup.whatsapp.read({ address: ANA }), 'nothing is delivered yet').toEqual({ messageIds: [] });
  await setup.settle(DAY);
  expect(told().filter((status) => status === 'read')).toEqual([]);
  expect(await setup.whatsapp.read({ address: ANA, upTo: ids[1] })).toEqual({ messageIds: ids.slice(0, 2) });
  expect(await setup.whatsapp.read({ address: ANA })).toEqual({ messageIds: [ids[2]] });
  expect(await setup.whatsapp.read({ address: ANA })).toEqual({ messageIds: [] });
  await setup.settle();
  expect(
    setup
      .statuses()
      .flatMap(({ id, status }) => (status === 'read' ? [id] : []))
      .sort(),
  ).toEqual([...ids].sort());
});

test('read: opened before the person would have read by itself, read is told once', async () => {
  await setup.write();
  await setup.send(text('hi'));
  await setup.settle(200);
  await setup.whatsapp.read({ address: ANA });
  await setup.settle(DAY);
  expect(told()).toEqual(['sent', 'delivered', 'read']);
});

test('read: an unknown person or message is NOT_FOUND', async () => {
  await expect(setup.whatsapp.read({ address: ANA })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await setup.write();
  await expect(setup.whatsapp.read({ address: ANA, upTo: 'wamid.nothing' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('sendMessage 200: a person known by user id alone: no phone number anywhere', async () => {
  const { whatsapp, send } = setup;
  const { messageId } = await whatsapp.write({ from: 'BR.990011', message: says('oi') });
  const written = setup.newest();
  expect(written.messages?.[0]).not.toHaveProperty('from');
  expect(written.messages?.[0]).toMatchObject({ from_user_id: 'BR.990011', id: messageId });
  expect(written.contacts?.[0]).not.toHaveProperty('wa_id');
  expect((await send({ recipient: 'BR.990011', type: 'text', text: { body: 'olá' } })).body.contacts).toEqual([
    { input: 'BR.990011', user_id: 'BR.990011' },
  ]);
  await setup.settle();
  for (const status of setup.statuses()) {
    expect(status).toMatchObject({ recipient_user_id: 'BR.990011' });
    expect(status).not.toHaveProperty('recipient_id');
  }
  expect(told()).toEqual(['sent', 'delivered', 'read']);
});

test('sendMessage 200: a user id in `to` is accepted and nothing comes of it, as seen in public', async () => {
  const { whatsapp, send } = setup;
  await whatsapp.write({ from: 'BR.990011', message: says('oi') });
  const { status, body } = await send({ to: 'BR.990011', type: 'text', text: { body: 'lost' } });
  expect([status, body.messages.length]).toEqual([200, 1]);
  await setup.settle(DAY);
  expect(whatsapp.phone('BR.990011').map((message) => message.text)).toEqual(['oi']);
  expect(setup.statuses()).toEqual([]);
  expect(whatsapp.violations).toEqual([expect.stringContaining('sendMessage: body/to')]);
});

test('deliver: who was known by user id alone is the same person when the number becomes known', async () => {
  const { whatsapp } = setup;
  await whatsapp.write({ from: 'US.84120577310962458813', message: says('before') });
  await setup.write('after');
  expect(whatsapp.people.list()).toHaveLength(1);
  expect(whatsapp.phone(ANA).map((message) => message.text)).toEqual(['before', 'after']);
});

test('deliver: who was two until now is one, with the messages of both', async () => {
  const { whatsapp } = setup;
  await whatsapp.write({ from: ANA, message: says('by number') });
  await whatsapp.write({ from: 'US.84120577310962458813', message: says('by id') });
  expect(whatsapp.people.list()).toHaveLength(2);
  await setup.write('both');
  expect(whatsapp.people.list()).toMatchObject([{ phone: ANA, userId: 'US.84120577310962458813' }]);
  expect(whatsapp.phone(ANA).map((message) => message.text)).toEqual(['by number', 'by id', 'both']);
});

test('deliver: after the notice of a new number the person is reached under it, with the window', async () => {
  const { whatsapp, send } = setup;
  await whatsapp.write({ from: ANA, message: says('hello') });
  const system = { type: 'user_changed_number', wa_id: '15551230077', body: 'changed' };
  await whatsapp.write({ from: ANA, message: { raw: { type: 'system', system } } });
  whatsapp.note(setup.provider.seen.at(-1)?.body as Buffer);
  await send({ to: '15551230077', type: 'text', text: { body: 'there you are' } });
  await setup.settle();
  expect(told()).toEqual(['sent', 'delivered', 'read']);
  expect(whatsapp.phone(ANA)).toEqual([]);
});
