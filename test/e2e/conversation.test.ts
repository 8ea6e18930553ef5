import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider, type TestProvider, until } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stopAll());

test('a signed webhook becomes a message in the inbox, and the answer reaches the phone with its statuses', async () => {
  const from = '15551230001';
  const { whatsapp, pipedrive } = provider.peers;
  const asked = await whatsapp.deliver(
    JSON.stringify(deliveryOf(changeOf({ messages: [textMessage('hello 😀 ünïcode', { from })] }, { from, name: 'Ana' }))),
  );
  expect(asked.status).toBe(200);

  const conversations = await provider.call(`/api/channels/${provider.channelId}/conversations`);
  const conversationId = conversations.json.data[0].id as string;
  await until(() => pipedrive.inbox(provider.channelId, conversationId).length === 1, 'the message in the inbox');
  expect(pipedrive.inbox(provider.channelId, conversationId)[0]?.text).toBe('hello 😀 ünïcode');

  const answered = await pipedrive.typeReply({ channelId: provider.channelId, conversationId, text: 'hi there' });
  expect(answered.status).toBe(200);
  await until(() => pipedrive.inbox(provider.channelId, conversationId)[1]?.status === 'read', 'the read status in the inbox');
  expect(whatsapp.phone(from).map(({ from: side, text }) => [side, text])).toEqual([
    ['customer', 'hello 😀 ünïcode'],
    ['business', 'hi there'],
  ]);
  expect(pipedrive.inbox(provider.channelId, conversationId).map(({ text }) => text)).toEqual(['hello 😀 ünïcode', 'hi there']);
  expect(pipedrive.breaches).toEqual([]);
});
