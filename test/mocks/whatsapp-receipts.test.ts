import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANA, type GraphErrorBody, NUMBER, type Setup, START, startWhatsApp, text } from './whatsapp-setup.ts';

let setup: Setup;
beforeEach(async () => {
  setup = await startWhatsApp();
});
afterEach(() => setup.stop());

const DAY = 24 * 60 * 60 * 1000;
const says = (body: string) => ({ type: 'text', text: body }) as const;

test('sendMessage 400: a receipt for what was not received, was sent, or is older than 30 days is 131009', async () => {
  const receipt = (message_id: string | undefined) => setup.send<GraphErrorBody>({ status: 'read', message_id, recipient_type: undefined });
  await setup.write();
  const own = (await setup.send(text('mine'))).body.messages[0]?.id;
  expect((await receipt('wamid.unknown')).body.error.code).toBe(131009);
  expect((await receipt(own)).body.error.code).toBe(131009);
  const received = setup.whatsapp.phone(ANA)[0]?.id;
  expect((await receipt(received)).status).toBe(200);
  await setup.clock.advance(31 * DAY);
  expect((await receipt(received)).body.error.code).toBe(131009);
});

test('sendMessage 200: a receipt reads the earlier messages too; typing shows for 25 s or until the answer', async () => {
  const { whatsapp, send } = setup;
  const ids: string[] = [];
  for (const body of ['one', 'two', 'three']) ids.push((await whatsapp.write({ from: ANA, message: says(body) })).messageId);
  const typing = () => whatsapp.people.list()[0]?.window[NUMBER]?.typingUntil;
  const receipt = { status: 'read', message_id: ids[1], typing_indicator: { type: 'text' }, recipient_type: undefined };
  await send(receipt);
  expect(whatsapp.phone(ANA).map(({ status }) => status)).toEqual(['read', 'read', 'sent']);
  expect(typing()).toBe(START + 25_000);
  await setup.clock.advance(25_000);
  expect(typing()).toBeNull();
  await send(receipt);
  expect(typing()).not.toBeNull();
  await send(text('answer'));
  expect(typing()).toBeNull();
});
