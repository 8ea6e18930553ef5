import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract as cloud } from '../../generated/whatsapp-cloud/index.ts';
import { contract as webhooks } from '../../generated/whatsapp-webhooks/index.ts';
import { findByPhone } from '../../src/domain/people.ts';
import { startProvider, type TestProvider, until } from '../support/provider.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { changeOf, deliveryOf, freshWamid, statusOf, textMessage } from '../support/webhooks.ts';

// One test for every contradiction in Meta's own material that openapi/README.md rules on; the titles are the keys of its table.

const START = Date.parse('2026-11-20T10:00:00Z');
let clock: VirtualClock;
let provider: TestProvider;
beforeAll(async () => {
  clock = createVirtualClock(START);
  provider = await startProvider({ clock });
});
afterAll(() => provider.stopAll());

const accepts = (schema: 'InboundMessage' | 'MessageStatus' | 'WebhookContact', value: unknown) =>
  webhooks.validators.schema[schema]?.(value);
const sendable = (message: Record<string, unknown>) =>
  cloud.validators.request['sendMessage']?.every((validate) =>
    validate({ requestBody: { messaging_product: 'whatsapp', ...message }, path: { version: 'v26.0', phoneNumberId: '1' } }),
  );
const storedText = async (phone: string) => {
  const place = await findByPhone(provider.app.store, provider.app.channel, phone);
  return place && (await provider.app.store.messages(place.channelId, place.conversationId, { limit: 10 })).map(({ text }) => text);
};

test('ruling "status parent field": both published names of the parent user id are understood', () => {
  expect(accepts('MessageStatus', statusOf('wamid.1', 'read', { recipient_parent_user_id: 'US.ENT.1' }))).toBe(true);
  expect(accepts('MessageStatus', statusOf('wamid.1', 'read', { parent_recipient_user_id: 'US.ENT.1' }))).toBe(true);
});

test('ruling "failed status fields": a failed status may carry contacts and a user id, or neither', () => {
  const errors = [{ code: 131047, title: 'Re-engagement message' }];
  expect(accepts('MessageStatus', statusOf('wamid.1', 'failed', { errors }))).toBe(true);
  expect(
    accepts('MessageStatus', statusOf('wamid.1', 'failed', { errors, recipient_user_id: 'US.1', contacts: [{ wa_id: '15551230001' }] })),
  ).toBe(true);
});

test('ruling "number forms": timestamps, sizes and error codes may be numbers or text', () => {
  for (const timestamp of ['1795219200', 1795219200])
    expect(accepts('InboundMessage', { id: 'wamid.1', type: 'text', timestamp, text: { body: 'x' } })).toBe(true);
  for (const size of ['49664', 49664])
    expect(accepts('InboundMessage', { id: 'wamid.1', type: 'image', image: { id: '1', file_size: size } })).toBe(true);
  for (const code of ['131051', 131051])
    expect(accepts('InboundMessage', { id: 'wamid.1', type: 'unsupported', errors: [{ code }] })).toBe(true);
});

test('ruling "sha256 form": the hash of a file may be base64 or hex', () => {
  for (const sha256 of ['Sz3BCnWqYy0p1y0dQkT5fXJ0s5mJQwQJd0oQy3cKQ2E=', 'a'.repeat(64)]) {
    expect(accepts('InboundMessage', { id: 'wamid.1', type: 'image', image: { id: '1', sha256 } })).toBe(true);
  }
});

test('ruling "sender plus": a sender with and without a plus sign is the same person', async () => {
  const plain = textMessage('without', { from: '15551239001', at: START });
  const plus = textMessage('with', { from: '+15551239001', at: START });
  expect((await provider.deliver(deliveryOf(changeOf({ messages: [plain, plus] })))).json).toMatchObject({ stored: 2, quarantined: 0 });
  expect(await storedText('15551239001')).toEqual(['with', 'without']);
});

test('ruling "reaction removal": a removed reaction comes without emoji or with an empty one', async () => {
  const removal = (reaction: object) => ({
    from: '15551239002',
    id: freshWamid(),
    timestamp: String(START / 1000),
    type: 'reaction',
    reaction,
  });
  const messages = [removal({ message_id: 'wamid.x' }), removal({ message_id: 'wamid.x', emoji: '' })];
  expect((await provider.deliver(deliveryOf(changeOf({ messages })))).json).toMatchObject({ stored: 2 });
  expect(new Set(await storedText('15551239002'))).toEqual(
    new Set(['[took back the reaction to a message that is not in this conversation]']),
  );
});

test('ruling "unsupported words": `unsupported`, `unknown` and types of the future stay visible', async () => {
  const odd = (type: string) => ({ from: '15551239003', id: freshWamid(), timestamp: String(START / 1000), type });
  const messages = [odd('unsupported'), odd('unknown'), odd('hologram')];
  expect((await provider.deliver(deliveryOf(changeOf({ messages })))).json).toMatchObject({ stored: 3 });
  expect((await storedText('15551239003'))?.every((text) => text.startsWith('['))).toBe(true);
});

test('ruling "limits we send": where Meta prints two limits the larger one passes and the API decides', () => {
  const list = {
    type: 'list',
    body: { text: 'x'.repeat(4096) },
    action: { button: 'Choose', sections: [{ rows: [{ id: '1', title: 'One' }] }] },
  };
  expect(sendable({ type: 'interactive', to: '+15551230001', interactive: list })).toBe(true);
  const contacts = Array.from({ length: 257 }, (_, index) => ({ name: { formatted_name: `Person ${index}`, first_name: 'Person' } }));
  expect(sendable({ type: 'contacts', to: '+15551230001', contacts })).toBe(true);
  expect(sendable({ type: 'text', to: '+15551230001', text: { body: 'x'.repeat(4097) } })).toBe(false);
});

test('ruling "recipient fields": we always send recipient_type, a number with its plus, and our own correlation key', async () => {
  const { whatsapp, pipedrive } = provider.peers;
  await whatsapp.deliver(JSON.stringify(deliveryOf(changeOf({ messages: [textMessage('hi', { from: '15551239007', at: clock.now() })] }))));
  const place = await findByPhone(provider.app.store, provider.app.channel, '15551239007');
  if (!place) throw new Error('no conversation');
  const answer = await pipedrive.typeReply({ channelId: place.channelId, conversationId: place.conversationId, text: 'hello' });
  expect(answer.status).toBe(200);
  await until(() => whatsapp.phone('15551239007').some(({ from }) => from === 'business'));
  expect(whatsapp.violations).toEqual([]);
});
