import { afterEach, beforeEach, expect, test } from 'vitest';
import { sendMessage } from '../../src/domain/outbound.ts';
import { createOutcomes } from '../../src/domain/outcomes.ts';
import type { Store } from '../../src/store/store.ts';
import { until } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { NOW, openWorld, type World } from './store-with-channel.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld({ notifyCrm: false });
  await world.receive(deliveryOf(changeOf({ messages: [textMessage('hi', { at: NOW - 1000 })] })));
});
afterEach(() => world.close());

const noTemplates = { of: () => Promise.reject(new Error('nobody asks for templates inside the window')) };

/** A store whose process dies after its first commit: no further transaction ends. */
const dyingAfterOneCommit = (store: Store): Store => {
  let commits = 0;
  return { ...store, transaction: (work) => (commits++ === 0 ? store.transaction(work) : new Promise(() => {})) };
};

test('sendMessage, the process dies right after the message was committed: its outbox job was committed with it', async () => {
  const [conversation] = await world.conversations();
  const { store, channel, clock } = world;
  const services = { store: dyingAfterOneCommit(store), clock, outcomes: createOutcomes(clock), templates: noTemplates, onQueued() {} };
  const outgoing = { conversationId: String(conversation?.id), senderId: channel.sourceUserId, recipientIds: [], text: 'hello', files: [] };
  void sendMessage(services, channel, outgoing);
  await until(async () => (await store.counts()).messages === 2, 'the stored message');
  expect(await store.backlog()).toEqual([{ destination: 'whatsapp', waiting: 1, oldestAt: NOW }]);
});
