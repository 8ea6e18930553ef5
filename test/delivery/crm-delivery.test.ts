import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { operations } from '../../generated/pipedrive-api/operations.ts';
import { createCrmDelivery } from '../../src/delivery/crm-delivery.ts';
import { createHttpClient, type HttpClient } from '../../src/delivery/http-client.ts';
import { crmRetryPolicy } from '../../src/delivery/retry-policy.ts';
import type { Verdict } from '../../src/delivery/verdict.ts';
import { createWorker, type Worker } from '../../src/delivery/worker.ts';
import { type ConversationId, messageIdOf } from '../../src/store/ids.ts';
import { startProvider, type TestProvider, until } from '../support/provider.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { changeOf, deliveryOf, statusOf, textMessage } from '../support/webhooks.ts';
import { callsOnVendor } from './calls-on-vendor.ts';
import { type SeededStore, seedStore } from './seeded-store.ts';
import { type Script, startVendor, type Vendor } from './vendor-server.ts';

const MINUTE = 60_000;

describe('against a server that answers what it is told', () => {
  let seeded: SeededStore;
  let vendor: Vendor;
  let http: HttpClient;
  let deliver: ReturnType<typeof createCrmDelivery>;
  let conversationId: ConversationId;
  let worker: Worker | undefined;
  beforeEach(async () => {
    seeded = await seedStore();
    vendor = await startVendor();
    http = createHttpClient({ connectTimeoutMs: 2000, answerTimeoutMs: 2000 });
    deliver = createCrmDelivery({
      store: seeded.store,
      clock: seeded.clock,
      pipedrive: callsOnVendor(seeded, http),
      mediaLink: (channelId, attachmentId) => `https://media.example/${channelId}/${attachmentId}`,
    });
    conversationId = await seeded.conversation('Ana');
    worker = undefined;
  });
  afterEach(async () => {
    await worker?.drain();
    await http.close();
    await vendor.stop();
    await seeded.remove();
  });

  /** What became of a delivery, without what it writes. */
  const outcomeOf = async (verdict: ReturnType<typeof deliver>): Promise<Verdict> => {
    const { record: _record, stillHolds: _stillHolds, ...outcome } = await verdict;
    return outcome as Verdict;
  };
  const attempt = async (...script: Script[]) => {
    await seeded.connect(vendor.url);
    await seeded.inbound(conversationId, 'hello');
    vendor.script = script;
    return outcomeOf(deliver(await seeded.claim('crm')));
  };
  const startWorker = () => {
    worker = createWorker({
      destination: 'crm',
      store: seeded.store,
      clock: seeded.clock,
      policy: crmRetryPolicy,
      concurrency: 4,
      leaseMs: 10 * 60 * MINUTE,
      deliver,
      onGivenUp: async () => 'bury',
      onAttempt: () => {},
      onError: (error) => {
        throw error;
      },
    });
    worker.start();
  };

  test.each([200, 201])('receiveMessage %i: delivered, with every field the inbox asks for', async (status) => {
    expect(await attempt({ status, body: { success: true } })).toEqual({ kind: 'delivered' });
    const now = seeded.clock.now();
    const conversation = await seeded.store.conversation(seeded.channel.id, conversationId);
    expect(vendor.calls).toHaveLength(1);
    expect(vendor.calls[0]).toMatchObject({
      method: 'POST',
      path: operations.receiveMessage.path,
      headers: { authorization: 'Bearer v1u:token' },
    });
    expect(vendor.calls[0]?.json).toEqual({
      id: messageIdOf({ conversationId, seq: 1 }),
      channel_id: seeded.channel.id,
      sender_id: conversation?.contactId,
      conversation_id: conversationId,
      message: 'hello',
      status: 'delivered',
      created_at: new Date(now).toISOString(),
      reply_by: null,
      attachments: [],
    });
  });

  test.each([
    [401, 5],
    [402, 60],
    [403, 15],
    [404, 60],
    [410, 60],
  ])('receiveMessage %i: holds the channel for %i minutes', async (status, minutes) => {
    expect(await attempt({ status })).toMatchObject({ kind: 'pause-channel', code: status, at: seeded.clock.now() + minutes * MINUTE });
  });

  test.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'x-ratelimit-reset': '3' }, 3000],
    [{ 'retry-after': 'Fri, 20 Nov 2026 12:00:30 GMT' }, 30_000],
    [{}, 2000],
  ])('receiveMessage 429 with %j: holds the channel for that long', async (headers, ms) => {
    expect(await attempt({ status: 429, headers: headers as Record<string, string> })).toMatchObject({
      kind: 'pause-channel',
      code: 429,
      at: seeded.clock.now() + ms,
    });
  });

  test.each([408, 500, 502, 503, 504])('receiveMessage %i: tried again, not before Retry-After', async (status) => {
    expect(await attempt({ status, body: '<html>' })).toEqual({ kind: 'retry', code: status, reason: expect.any(String) });
    vendor.script = [{ status, headers: { 'retry-after': '90' } }];
    await seeded.clock.advance(MINUTE);
    expect(await deliver(await seeded.claim('crm'))).toMatchObject({ kind: 'retry', at: seeded.clock.now() + 90_000 });
  });

  test.each([400, 409, 413, 415, 422])('receiveMessage %i: final, with the code of the vendor and none of the text', async (status) => {
    const verdict = await attempt({
      status,
      body: { success: false, error: 'hello is not good', additional_data: { code: 'INVALID_BODY' } },
    });
    expect(verdict).toMatchObject({ kind: 'final', code: status });
    expect(JSON.stringify(verdict)).toContain('INVALID_BODY');
    expect(JSON.stringify(verdict)).not.toContain('hello');
  });

  test.each([301, 308, 421])('receiveMessage %i: the address is wrong, not the message, so the channel waits', async (status) => {
    expect(await attempt({ status, body: {} })).toMatchObject({ kind: 'pause-channel', code: status });
  });

  test.each([405, 425])('receiveMessage %i: says nothing about the message, so it is tried again', async (status) => {
    expect(await attempt({ status, body: {} })).toMatchObject({ kind: 'retry', code: status });
  });

  test('receiveMessage, no connection: tried again', async () => {
    const { url } = vendor;
    await vendor.stop();
    await seeded.connect(url);
    await seeded.inbound(conversationId, 'hello');
    expect(await deliver(await seeded.claim('crm'))).toMatchObject({ kind: 'retry' });
    vendor = await startVendor();
  });

  test('receiveMessage, connection closed without an answer: tried again, the same id', async () => {
    expect(await attempt('hang-up')).toMatchObject({ kind: 'retry' });
    await seeded.clock.advance(MINUTE);
    expect(await outcomeOf(deliver(await seeded.claim('crm')))).toEqual({ kind: 'delivered' });
    expect(vendor.calls.map(({ json }) => json)).toEqual([vendor.calls[0]?.json, vendor.calls[0]?.json]);
  });

  test('no company connected: waits, and calls nobody', async () => {
    await seeded.inbound(conversationId, 'hello');
    expect(await deliver(await seeded.claim('crm'))).toMatchObject({ kind: 'pause-channel', at: seeded.clock.now() + 10 * MINUTE });
    expect(vendor.calls).toEqual([]);
  });

  test('a channel that is connected while its message is found to wait: is not held afterwards for what is over', async () => {
    await seeded.inbound(conversationId, 'hello');
    const real = deliver;
    let attempts = 0;
    deliver = async (job) => {
      const verdict = await real(job);
      attempts += 1;
      if (attempts > 1) return verdict;
      await seeded.connect(vendor.url);
      await seeded.store.transaction(async (tx) => tx.release(seeded.channel.id, 'crm', seeded.clock.now()));
      return verdict;
    };
    startWorker();
    await until(async () => (await seeded.store.backlog()).length === 0, 'the empty outbox');
    expect([attempts, vendor.calls.length]).toEqual([2, 1]);
    expect(await seeded.store.holds(seeded.clock.now())).toEqual([]);
  });

  test.each([401, 402, 403, 404, 410, 429])(
    'receiveMessage %i: what waited goes on by itself when the time has come, in order',
    async (status) => {
      await seeded.connect(vendor.url);
      const other = await seeded.conversation('Ben', [{ kind: 'wa_id', value: '15551230002' }]);
      for (const text of ['one', 'two', 'three']) await seeded.inbound(conversationId, text);
      vendor.script = [{ status, headers: { 'retry-after': '120' } }];
      startWorker();
      await until(async () => (await seeded.store.holds(seeded.clock.now())).length === 1, 'the hold');
      const [hold] = await seeded.store.holds(seeded.clock.now());
      await seeded.inbound(other, 'of somebody else');
      worker?.wake();
      await seeded.clock.advance(Number(hold?.until) - seeded.clock.now() - 1);
      expect(vendor.calls).toHaveLength(1);
      await seeded.clock.advance(1);
      await until(async () => (await seeded.store.backlog()).length === 0, 'the empty outbox');
      const arrived = vendor.calls.slice(1).map(({ json }) => json);
      expect(arrived.filter((body) => body?.['conversation_id'] === conversationId).map((body) => body?.['message'])).toEqual([
        'one',
        'two',
        'three',
      ]);
      expect(arrived).toHaveLength(4);
      expect(await seeded.store.holds(seeded.clock.now())).toEqual([]);
    },
  );
});

describe('against the simulated Pipedrive', () => {
  const from = '15551230001';
  let clock: VirtualClock;
  let provider: TestProvider;
  let conversationId: string;
  beforeEach(async () => {
    clock = createVirtualClock(Date.UTC(2026, 10, 20, 12));
    provider = await startProvider({ clock, parts: { leaseMs: 24 * 60 * MINUTE } });
    await write('hello');
    const found = await provider.app.store.conversationByAlias(provider.app.channel.id, { kind: 'wa_id', value: from });
    conversationId = String(found?.conversationId);
    await until(() => inbox().length === 1, 'the message in the inbox');
  });
  afterEach(() => provider.stopAll());

  const write = async (text: string) => {
    const delivery = deliveryOf(changeOf({ messages: [textMessage(text, { from, at: clock.now() })] }, { from, name: 'Ana' }));
    expect((await provider.peers.whatsapp.deliver(JSON.stringify(delivery))).status).toBe(200);
  };
  const inbox = () => provider.peers.pipedrive.inbox(provider.channelId, conversationId);
  const emptied = () => until(async () => (await provider.app.store.backlog()).length === 0, 'the empty outbox');
  const reply = async (text: string): Promise<string> => {
    const answer = await provider.peers.pipedrive.typeReply({ channelId: provider.channelId, conversationId, text });
    expect(answer.status).toBe(200);
    return String(provider.peers.whatsapp.phone(from).find((message) => message.text === text)?.id);
  };

  test('sent, delivered and read within two seconds: one call with status read', async () => {
    await reply('hi');
    const before = provider.peers.pipedrive.received.length;
    await clock.advance(400);
    await provider.peers.whatsapp.idle();
    await clock.advance(2000);
    await emptied();
    expect(provider.peers.pipedrive.received.slice(before).map(({ message, status }) => [message, status])).toEqual([['hi', 'read']]);
    expect(inbox().map(({ status }) => status)).toEqual(['delivered', 'read']);
  });

  test('statuses in any order: the inbox ends at the furthest one and never goes back', async () => {
    provider.peers.whatsapp.faults.holdStatuses = true;
    const orders = [
      ['sent', 'delivered', 'read'],
      ['sent', 'read', 'delivered'],
      ['delivered', 'sent', 'read'],
      ['delivered', 'read', 'sent'],
      ['read', 'sent', 'delivered'],
      ['read', 'delivered', 'sent', 'failed'],
      ['failed', 'delivered', 'read'],
    ];
    for (const [number, order] of orders.entries()) {
      const wamid = await reply(`number ${number}`);
      for (const status of order) {
        expect((await provider.deliver(deliveryOf(changeOf({ statuses: [statusOf(wamid, status)] })))).json).toMatchObject({
          stored: 1,
        });
        // Each change gets its own call, so that a step back would show.
        await clock.advance(2000);
        await emptied();
      }
      expect(inbox().at(-1)).toMatchObject({ text: `number ${number}`, status: 'read' });
    }
    expect(provider.peers.pipedrive.breaches).toEqual([]);
  });

  test('receiveMessage, connection closed after the inbox took it: repeated under the same id and shown once', async () => {
    provider.peers.pipedrive.faults.dropNext('receiveMessage', { afterHandling: true, times: 2 });
    await write('shown once');
    await until(async () => {
      await clock.advance(1000);
      return (await provider.app.store.backlog()).length === 0;
    }, 'the empty outbox');
    expect(inbox().map(({ text }) => text)).toEqual(['hello', 'shown once']);
    expect(provider.peers.pipedrive.received.filter(({ message }) => message === 'shown once')).toHaveLength(3);
    expect(new Set(provider.peers.pipedrive.received.map(({ id }) => id)).size).toBe(2);
  });

  test('receiveMessage 401: messages keep being accepted while the channel is held, and arrive afterwards', async () => {
    provider.peers.pipedrive.faults.failNext('receiveMessage', { status: 401, code: 'UNAUTHORIZED' });
    await write('one');
    await until(async () => (await provider.app.store.holds(clock.now())).length === 1, 'the hold');
    await write('two');
    await clock.advance(5 * MINUTE - 1000);
    expect(inbox()).toHaveLength(1);
    await clock.advance(1000);
    await emptied();
    expect(inbox().map(({ text }) => text)).toEqual(['hello', 'one', 'two']);
  });
});
