import { afterEach, expect, test } from 'vitest';
import { onlyConversation, type Stage, startStage } from '../contract/stage.ts';
import { until } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';

const ANA = '15551230001';
const BEN = '15551230002';

let stage: Stage;
afterEach(() => stage.stopAll());

async function start(setting?: string): Promise<string> {
  stage = await startStage({ env: setting === undefined ? {} : { WHATSAPP_READ_RECEIPTS: setting } });
  await stage.write('hello');
  return (await onlyConversation(stage)).id;
}
const reply = (conversationId: string, text: string) =>
  stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId, text });
/** Whether each message the customer wrote shows as read on the phone. */
const readOn = (phone: string) =>
  stage.peers.whatsapp
    .phone(phone)
    .filter(({ from }) => from === 'customer')
    .map(({ status }) => status === 'read');
const warnings = () => stage.logLines.filter((line) => line.includes('read receipt'));

test('WHATSAPP_READ_RECEIPTS=on-reply: an answer marks all that was written before it as read, and nothing of others or later', async () => {
  const conversationId = await start('on-reply');
  const written = (text: string, from = ANA) => stage.peers.whatsapp.write({ from, message: { type: 'text', text: text } });
  await written('are you there?');
  await written('hello', BEN);
  await until(async () => (await stage.conversations()).length === 2, 'both conversations');
  expect(readOn(ANA)).not.toContain(true);
  expect((await reply(conversationId, 'yes')).status).toBe(200);
  await until(() => readOn(ANA).every(Boolean), 'the receipt');
  expect(readOn(BEN)).toEqual([false]);
  await written('thanks');
  expect(readOn(ANA).at(-1)).toBe(false);
  expect(stage.peers.whatsapp.violations).toEqual([]);
});

test('WHATSAPP_READ_RECEIPTS unset: an answer marks nothing', async () => {
  const conversationId = await start();
  await stage.peers.whatsapp.write({ from: ANA, message: { type: 'text', text: 'again' } });
  const requests = stage.peers.whatsapp.phone(ANA).length;
  expect((await reply(conversationId, 'yes')).status).toBe(200);
  await stage.stop();
  expect(stage.peers.whatsapp.phone(ANA)).toHaveLength(requests + 1);
  expect(readOn(ANA)).not.toContain(true);
});

test('a receipt that WhatsApp refuses: the answer is sent all the same, the receipt is tried once, and the next answer makes it good', async () => {
  const conversationId = await start('on-reply');
  await stage.clock.advance(60_000);
  // Told to the provider alone: a message that WhatsApp does not know cannot be marked as read.
  await stage.deliver(deliveryOf(changeOf({ messages: [textMessage('hello?', { from: ANA, at: stage.clock.now() })] }, { from: ANA })));
  expect((await reply(conversationId, 'first')).status).toBe(200);
  await until(() => warnings().length === 1, 'the refused receipt');
  await stage.clock.advance(60 * 60_000);
  expect(warnings()).toHaveLength(1);
  expect(warnings()[0]).toContain('131009');
  expect(warnings()[0]).not.toMatch(/wamid|15551230001|first|hello/);
  await stage.peers.whatsapp.write({ from: ANA, message: { type: 'text', text: 'still there?' } });
  await until(() => stage.rows("SELECT 1 FROM messages WHERE direction = 'inbound'").length === 3, 'the third message');
  expect((await reply(conversationId, 'second')).status).toBe(200);
  await until(() => readOn(ANA).at(-1) === true, 'the receipt');
  expect(warnings()).toHaveLength(1);
});
