import { afterAll, beforeAll, expect, test } from 'vitest';
import { metaJson } from '../../mocks/whatsapp/signature.ts';
import { type ChannelId, messageRefOf, type Wamid } from '../../src/store/ids.ts';
import { startProvider, type TestProvider, until } from '../support/provider.ts';
import { changeOf, deliveryOf, freshWamid, statusOf, textMessage } from '../support/webhooks.ts';

const customers = Array.from({ length: 40 }, (_, index) => `155530000${String(index).padStart(2, '0')}`);
const REPLIED = 5;

/** One message of every type in turn; each says its number, so that it can be found again. */
function messageOf(number: number, from: string): Record<string, unknown> {
  const { text, ...common } = textMessage(`item ${number}`, { from });
  const named = `item ${number}`;
  const file = (type: string, rest: Record<string, unknown>) => ({
    ...common,
    type,
    [type]: { id: `9000${number}`, sha256: 'x', ...rest },
  });
  switch (number % 9) {
    case 0:
      return file('image', { mime_type: 'image/jpeg', caption: named });
    case 1:
      return file('document', { mime_type: 'application/pdf', filename: `${named}.pdf` });
    case 2:
      return file('audio', { mime_type: 'audio/ogg; codecs=opus', voice: true });
    case 3:
      return { ...common, type: 'location', location: { latitude: 59.4, longitude: 24.7, name: named } };
    case 4:
      return { ...common, type: 'contacts', contacts: [{ name: { formatted_name: named }, phones: [{ phone: '+15550001' }] }] };
    case 5:
      return { ...common, type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'b', title: named } } };
    case 6:
      return { ...common, type: 'hologram', hologram: { depth: number } };
    default:
      return { ...common, text };
  }
}

interface Batch {
  body: Buffer;
  items: number;
  deliverable: number;
  known: number;
  parked: Wamid[];
  repeated: number;
  quarantined: number;
  ignored: number;
}

/** 1,000 updates: messages in 16 changes of 4 entries, statuses of known and unknown messages, another number's, broken ones, news. */
function batchOf(knownWamids: readonly string[]): Batch {
  const deliverable = Array.from({ length: 760 }, (_, number) => messageOf(number, customers[number % customers.length] as string));
  const repeated = deliverable.slice(0, 15);
  const foreign = Array.from({ length: 60 }, (_, number) => textMessage(`foreign ${number}`, { from: customers[number % 7] as string }));
  const broken = [...Array.from({ length: 20 }, (_, number) => ({ from: customers[0], type: 'text', number })), null, 7, 'x', [], {}];
  const groups = Array.from({ length: 5 }, () => ({ ...textMessage('in a group'), group_id: 'g1' }));
  const known = knownWamids.flatMap((id) => ['read', 'sent', 'delivered'].map((status) => statusOf(id, status)));
  const parked = Array.from({ length: 80 }, () => freshWamid());
  const brokenStatuses = Array.from({ length: 10 }, (_, number) => ({ status: 'read', number }));
  const news = 1000 - 760 - 15 - 60 - 25 - 5 - known.length - 80 - 10;

  const names = customers.map((wa_id) => ({ wa_id, profile: { name: `Customer ${wa_id}` } }));
  const change = (parts: Parameters<typeof changeOf>[0]) => ({
    field: 'messages',
    value: changeOf({ contacts: names, ...parts }),
  });
  const chunks = Array.from({ length: 16 }, (_, index) => deliverable.slice(index * 48, index * 48 + 48));
  const changes = chunks.map((messages, index) =>
    change({ messages, ...(index === 3 ? { statuses: known } : {}), ...(index === 9 ? { statuses: brokenStatuses } : {}) }),
  );
  changes.splice(5, 0, change({ messages: foreign, phone: '999000111222333' }), change({ messages: broken }));
  changes.push(change({ messages: [...groups, ...repeated] }), change({ statuses: parked.map((id) => statusOf(id, 'delivered')) }));
  const newsChanges = Array.from({ length: news }, (_, number) => ({
    field: 'account_update',
    value: { event: 'DISABLED_UPDATE', number },
  }));
  const entry = [0, 1, 2, 3].map((index) => ({
    id: '102290129340398',
    changes: [...changes, ...newsChanges].filter((_, at) => Math.floor(at / 10) % 4 === index),
  }));
  return {
    body: metaJson({ ...deliveryOf(), entry }),
    items: 1000,
    deliverable: deliverable.length,
    known: known.length,
    parked: parked.map((id) => id as Wamid),
    repeated: repeated.length,
    quarantined: foreign.length + broken.length + groups.length + brokenStatuses.length,
    ignored: news,
  };
}

const inboxTexts = ({ peers, channelId }: TestProvider) => peers.pipedrive.conversations(channelId).map(({ messages }) => messages);

/** Waits as long as the inbox keeps growing. */
async function untilInboxHolds(provider: TestProvider, expected: number): Promise<void> {
  const held = () => inboxTexts(provider).reduce((sum, messages) => sum + messages.length, 0);
  for (let goal = 100; goal < expected; goal += 100) await until(() => held() >= goal, `${goal} messages in the inbox`);
  await until(() => held() >= expected, `${expected} messages in the inbox`);
  await until(async () => (await provider.app.store.backlog()).length === 0, 'the empty outbox');
  expect(held()).toBe(expected);
}

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.stopAll());

test('receiveWebhook 200: a batch of 1,000 mixed updates arrives completely', async () => {
  const { peers, app } = provider;
  const channelId = provider.channelId as ChannelId;
  // Messages of ours whose statuses the batch brings; the simulator keeps its own statuses back.
  peers.whatsapp.faults.holdStatuses = true;
  const replied = customers.slice(0, REPLIED);
  for (const from of replied) await peers.whatsapp.deliver(metaJson(deliveryOf(changeOf({ messages: [textMessage('before', { from })] }))));
  await until(() => inboxTexts(provider).length === REPLIED, 'the conversations to answer in');
  for (const { id: conversationId } of peers.pipedrive.conversations(channelId)) {
    expect((await peers.pipedrive.typeReply({ channelId, conversationId, text: 'our answer' })).status).toBe(200);
  }
  const wamids = replied.flatMap((from) => peers.whatsapp.phone(from).filter((message) => message.from === 'business')).map(({ id }) => id);
  expect(wamids).toHaveLength(REPLIED);

  const batch = batchOf(wamids);
  const answer = await provider.deliver(batch.body);
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    stored: batch.deliverable + batch.known + batch.parked.length,
    duplicate: batch.repeated,
    quarantined: batch.quarantined,
    ignored: batch.ignored,
  });
  expect(Object.values(answer.json as Record<string, number>).reduce((sum, count) => sum + count, 0)).toBe(batch.items);

  const before = 2 * REPLIED;
  await untilInboxHolds(provider, batch.deliverable + before);
  expect(await app.store.counts()).toEqual({
    messages: batch.deliverable + before,
    deliveries: REPLIED + 1,
    quarantined: batch.quarantined,
    deadLetters: 0,
    unknownSends: 0,
  });
  const parked = await app.store.transaction(async (tx) => {
    const found = [];
    for (const wamid of batch.parked) found.push(...(await tx.statusesOf(channelId, wamid)));
    return found;
  });
  expect(parked.map(({ wamid }) => wamid)).toEqual(batch.parked);

  // Exactly once and in order: every conversation holds the places 1, 2, 3 … of its messages, and every number came once.
  const conversations = inboxTexts(provider);
  expect(conversations).toHaveLength(customers.length);
  for (const messages of conversations)
    expect(messages.map(({ id }) => messageRefOf(id)?.seq)).toEqual(messages.map((_, index) => index + 1));
  const numbered = conversations.flat().flatMap(({ text }) => /item (\d+)/.exec(text)?.[1] ?? []);
  expect(numbered.toSorted((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: batch.deliverable }, (_, number) => number)
      .filter((number) => ![2, 6].includes(number % 9))
      .map(String),
  );
  expect(
    conversations
      .flat()
      .filter(({ text }) => text === 'our answer')
      .map(({ status }) => status),
  ).toEqual(Array(REPLIED).fill('read'));
  expect(peers.pipedrive.breaches).toEqual([]);
  expect(peers.pipedrive.violations).toEqual([]);
});

test('receiveWebhook 200: the same 1,000 updates 50 times at once are stored once', async () => {
  const fresh = await startProvider();
  try {
    const batch = batchOf([]);
    const answers = await Promise.all(Array.from({ length: 50 }, () => fresh.deliver(batch.body)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const stored = answers.filter(({ json }) => json.stored > 0).map(({ json }) => json.stored as number);
    expect(stored).toEqual([batch.deliverable + batch.parked.length]);
    const repeats = answers.filter(({ json }) => json.stored === 0);
    expect(repeats.map(({ json }) => json)).toEqual(Array(49).fill({ stored: 0, duplicate: batch.items, quarantined: 0, ignored: 0 }));
    expect(await fresh.app.store.counts()).toEqual({
      messages: batch.deliverable,
      deliveries: 1,
      quarantined: batch.quarantined,
      deadLetters: 0,
      unknownSends: 0,
    });
    await untilInboxHolds(fresh, batch.deliverable);
    expect(new Set(inboxTexts(fresh).flatMap((messages) => messages.map(({ id }) => id))).size).toBe(batch.deliverable);
  } finally {
    await fresh.stopAll();
  }
});
