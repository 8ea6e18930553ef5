import { afterEach, beforeEach, expect, test } from 'vitest';
import { observedStore } from '../../src/app/observed-store.ts';
import { createEvents, type JournalEvent } from '../../src/journal/events.ts';
import { messageIdOf } from '../../src/store/ids.ts';
import type { Store } from '../../src/store/store.ts';
import { type SeededStore, seedStore } from '../delivery/seeded-store.ts';

let seeded: SeededStore;
let store: Store;
let told: JournalEvent[];
beforeEach(async () => {
  seeded = await seedStore();
  const events = createEvents({ now: () => seeded.clock.now() });
  told = [];
  events.subscribe((event) => told.push(event));
  store = observedStore(seeded.store, events);
});
afterEach(() => seeded.remove());

const message = { direction: 'inbound', type: 'text', text: 'hi', rank: 2, failure: null, createdAt: 1, replyBy: null } as const;
const content = { ...message, wamid: null, deliveryId: null, fingerprint: null, address: null };

test('observedStore: tells of a message once it is durable, and once for all that a transaction does to it', async () => {
  const conversationId = await seeded.conversation('Ana');
  const { id: channelId } = seeded.channel;
  const seq = await store.transaction(async (tx) => {
    const at = await tx.appendMessage(channelId, conversationId, content);
    await tx.setMessageText(channelId, { conversationId, seq: at }, 'changed');
    expect(told).toEqual([]);
    return at;
  });
  const messageId = messageIdOf({ conversationId, seq });
  expect(told).toMatchObject([{ kind: 'message', data: { channelId, conversationId, messageId, change: 'stored' } }]);
  await store.transaction(async (tx) => tx.setMessageText(channelId, { conversationId, seq }, 'again'));
  await store.transaction(async (tx) => tx.setMessageStatus(channelId, { conversationId, seq }, { rank: 3, failure: null }));
  expect(told.slice(1)).toMatchObject([
    { kind: 'message', data: { messageId, change: 'changed' } },
    { kind: 'status', data: { messageId, status: 'read' } },
  ]);
});

test('observedStore: what is undone, whole or in part, is told to nobody', async () => {
  const conversationId = await seeded.conversation('Ana');
  const { id: channelId } = seeded.channel;
  const append = (tx: Parameters<Parameters<Store['transaction']>[0]>[0]) => tx.appendMessage(channelId, conversationId, content);
  await expect(
    store.transaction(async (tx) => {
      await append(tx);
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect(told).toEqual([]);
  await store.transaction(async (tx) => {
    await append(tx);
    const failing = async () => {
      await append(tx);
      throw new Error('this part');
    };
    await tx.isolate(failing).catch(() => {});
  });
  expect(told).toHaveLength(1);
});

test('observedStore: attempts and holds, without a reason that may quote somebody', async () => {
  const conversationId = await seeded.conversation('Ana');
  const { id: channelId } = seeded.channel;
  await seeded.inbound(conversationId, 'hi');
  const job = await seeded.claim('crm');
  await store.transaction(async (tx) => {
    await tx.recordAttempt(job, { at: 1, durationMs: 1.6, verdict: 'retry', code: 503, reason: 'words', end: 'waiting' });
    await tx.hold({ channelId, destination: 'crm', until: 9, code: 429, reason: 'words' }, 1);
    await tx.release(channelId, 'crm', 2);
  });
  expect(told.map(({ kind, data }) => [kind, data])).toEqual([
    ['job', expect.objectContaining({ destination: 'crm', verdict: 'retry', code: 503, durationMs: 2, end: 'waiting' })],
    ['hold', { channelId, destination: 'crm', until: new Date(9).toISOString(), code: 429 }],
    ['hold', { channelId, destination: 'crm', until: null, code: 0 }],
  ]);
  expect(JSON.stringify(told)).not.toContain('words');
});
