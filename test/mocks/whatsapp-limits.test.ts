import { afterEach, expect, test } from 'vitest';
import { ANA, type GraphErrorBody, NUMBER, type Setup, startWhatsApp, text } from './whatsapp-setup.ts';

let setup: Setup;
afterEach(() => setup.stop());

const to = (index: number) => ({ to: `1555124${String(index).padStart(4, '0')}`, type: 'text', text: { body: 'x' } });

async function codesOf(messages: Record<string, unknown>[]): Promise<(number | undefined)[]> {
  const codes: (number | undefined)[] = [];
  for (const message of messages) codes.push((await setup.send<Partial<GraphErrorBody>>(message)).body.error?.code);
  return codes;
}

const many = (count: number, message: (index: number) => Record<string, unknown>) =>
  Array.from({ length: count }, (_, index) => message(index));

test('sendMessage 400: the 81st message of a second is 130429, and a second later all goes on', async () => {
  setup = await startWhatsApp();
  const codes = await codesOf(many(81, to));
  expect(codes).toEqual([...Array(80).fill(undefined), 130429]);
  await setup.clock.advance(999);
  expect(await codesOf([to(90)])).toEqual([130429]);
  await setup.clock.advance(1);
  expect(await codesOf(many(80, to))).toEqual(Array(80).fill(undefined));
});

test('sendMessage 400: what customers write counts as well, and is never refused', async () => {
  setup = await startWhatsApp({ limits: { messagesPerSecond: 3 } });
  for (let index = 0; index < 2; index++) await setup.whatsapp.write({ from: ANA, message: { type: 'text', text: 'hi' } });
  expect(await codesOf(many(2, to))).toEqual([undefined, 130429]);
  expect((await setup.whatsapp.write({ from: ANA, message: { type: 'text', text: 'hi' } })).webhook.status).toBe(200);
});

test('sendMessage 400: the 46th message at once to one person is 131056; others are not concerned; every 6 s one more goes', async () => {
  setup = await startWhatsApp();
  expect(await codesOf(many(46, () => text('x')))).toEqual([...Array(45).fill(undefined), 131056]);
  expect(await codesOf([to(1)])).toEqual([undefined]);
  await setup.clock.advance(5999);
  expect(await codesOf([text('x')])).toEqual([131056]);
  await setup.clock.advance(1);
  expect(await codesOf([text('x'), text('x')])).toEqual([undefined, 131056]);
  await setup.clock.advance(45 * 6000);
  expect(await codesOf(many(46, () => text('x')))).toEqual([...Array(45).fill(undefined), 131056]);
});

test('sendMessage 400: many small waits earn as much as one long one', async () => {
  setup = await startWhatsApp();
  await codesOf(many(45, () => text('x')));
  for (let second = 0; second < 5; second++) {
    await setup.clock.advance(1000);
    expect(await codesOf([text('x')])).toEqual([131056]);
  }
  await setup.clock.advance(1000);
  expect(await codesOf([text('x')])).toEqual([undefined]);
});

test('sendMessage 200: a message that is refused leaves nothing on the phone and is followed by no status', async () => {
  setup = await startWhatsApp({ limits: { messagesPerSecond: 1 } });
  await codesOf([text('taken'), text('refused')]);
  await setup.settle();
  expect(setup.whatsapp.phone(ANA).map((message) => message.text)).toEqual(['taken']);
  expect(setup.statuses()).toHaveLength(1);
});

test('limits false: neither limit; configure changes them, what is left out stays', async () => {
  setup = await startWhatsApp({ limits: false });
  expect(await codesOf(many(100, () => text('x')))).toEqual(Array(100).fill(undefined));
  setup.whatsapp.configure({ limits: { messagesPerSecond: 1000 } });
  expect(setup.whatsapp.settings().limits).toEqual({ messagesPerSecond: 1000, pair: true });
  setup.whatsapp.configure({ limits: { pair: false } });
  expect(setup.whatsapp.settings().limits).toEqual({ messagesPerSecond: 1000, pair: false });
  expect(await codesOf(many(60, () => text('x')))).toEqual(Array(60).fill(undefined));
});

test('sendMessage 200: receipts count towards no limit', async () => {
  setup = await startWhatsApp({ limits: { messagesPerSecond: 2 } });
  const { messageId } = await setup.whatsapp.write({ from: ANA, to: NUMBER, message: { type: 'text', text: 'hi' } });
  const receipt = { status: 'read', message_id: messageId, recipient_type: undefined };
  expect(await codesOf([receipt, receipt, receipt, text('x')])).toEqual(Array(4).fill(undefined));
});
