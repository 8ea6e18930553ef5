import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { metaJson } from '../../mocks/whatsapp/signature.ts';
import { messageRefOf } from '../../src/store/ids.ts';
import { startPeers, startProvider, type TestPeers, type TestProvider, until } from '../support/provider.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { createGate, type Gate } from './gate.ts';

const MINUTE = 60_000;
const HOURS = 36;
const customers = Array.from({ length: 6 }, (_, index) => `155540000${String(index).padStart(2, '0')}`);

let dataDir: string;
let clock: VirtualClock;
let peers: TestPeers;
let gate: Gate;
let provider: TestProvider;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outage-'));
  clock = createVirtualClock(Date.UTC(2026, 10, 20, 8));
  peers = await startPeers(dataDir, clock);
  gate = await createGate(() => peers.pipedrive.url);
  provider = await startProvider({
    clock,
    dataDir,
    peers,
    env: { PIPEDRIVE_API_URL: gate.url },
    // Virtual hours pass in real seconds: a claim must not run out while one real request is under way.
    parts: { leaseMs: 2 * HOURS * 60 * MINUTE },
  });
});
afterAll(async () => {
  await provider.stopAll();
  await gate.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Attempts to reach the inbox so far, refused connections included, as the provider's own metrics count them. */
async function countAttempts(): Promise<number> {
  const { text } = await provider.call('/metrics', { auth: null });
  return [...text.matchAll(/^provider_delivery_attempts_total\{[^}]*destination="crm"[^}]*\} (\d+)/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}

const inboxOf = (conversationId: string) => peers.pipedrive.inbox(provider.channelId, conversationId);

async function write(from: string, text: string): Promise<void> {
  const delivery = deliveryOf(changeOf({ messages: [textMessage(text, { from, at: clock.now() })] }, { from, name: `C${from}` }));
  expect((await peers.whatsapp.deliver(metaJson(delivery))).status).toBe(200);
}

test('receiveMessage 503 and no connection for 36 hours: everything arrives afterwards, once and in order', {
  timeout: 120_000,
}, async () => {
  const conversations = new Map<string, string>();
  const written = new Map<string, string[]>();
  const replied = new Map<string, string[]>();
  const note = (log: Map<string, string[]>, from: string, text: string) => log.set(from, [...(log.get(from) ?? []), text]);
  for (const from of customers) {
    await write(from, 'before');
    note(written, from, 'before');
    const found = await provider.app.store.conversationByAlias(provider.app.channel.id, { kind: 'wa_id', value: from });
    const conversationId = String(found?.conversationId);
    conversations.set(from, conversationId);
    await until(() => inboxOf(conversationId).length === 1, 'the first message in the inbox');
  }
  const attemptsBefore = await countAttempts();
  const receivedBefore = peers.pipedrive.received.length;

  await gate.fail(503);
  const steps = HOURS * 3;
  for (let step = 0; step < steps; step++) {
    if (step === steps / 3) await gate.shut();
    if (step === (steps * 2) / 3) await gate.fail(503);
    const from = customers[step % customers.length] as string;
    await write(from, `step ${step}`);
    note(written, from, `step ${step}`);
    if (step % 4 === 1) {
      const text = `answer ${step}`;
      const answer = await peers.pipedrive.typeReply({
        channelId: provider.channelId,
        conversationId: conversations.get(from) ?? '',
        text,
      });
      expect(answer.status).toBe(200);
      note(replied, from, text);
    }
    await clock.advance(20 * MINUTE);
  }

  // Nothing reached the inbox, WhatsApp's side did not notice, and the provider asked patiently.
  expect(peers.pipedrive.received.length).toBe(receivedBefore);
  for (const [from, texts] of replied) {
    const shown = peers.whatsapp.phone(from).filter((message) => message.from === 'business');
    expect(shown.map(({ text, status }) => [text, status])).toEqual(texts.map((text) => [text, 'read']));
  }
  const attempts = (await countAttempts()) - attemptsBefore;
  expect(attempts).toBeLessThan((HOURS * 3600) / 20);
  expect(attempts).toBeGreaterThan(HOURS);
  expect(gate.refused).toBeGreaterThan(0);
  expect(await provider.app.store.counts()).toMatchObject({ deadLetters: 0, quarantined: 0, unknownSends: 0 });

  await gate.open();
  await until(async () => {
    await clock.advance(MINUTE);
    return (await provider.app.store.backlog()).length === 0;
  }, 'the empty outbox');

  for (const from of customers) {
    const conversationId = conversations.get(from) ?? '';
    const inbox = inboxOf(conversationId);
    const customer = (await provider.app.store.conversation(provider.app.channel.id, conversationId))?.contactId;
    expect(inbox.filter(({ senderId }) => senderId === customer).map(({ text }) => text)).toEqual(written.get(from));
    const answers = inbox.filter(({ senderId }) => senderId !== customer);
    expect(answers.map(({ text, status }) => [text, status])).toEqual((replied.get(from) ?? []).map((text) => [text, 'read']));

    const arrived = peers.pipedrive.received.filter((message) => message.conversation_id === conversationId);
    const places = [...new Set(arrived.map(({ id }) => messageRefOf(id)?.seq))];
    expect(places).toEqual(inbox.map((_, index) => index + 1));
    const ofCustomer = arrived.filter(({ sender_id }) => sender_id === customer).map(({ message }) => message);
    expect(ofCustomer).toEqual(written.get(from));
  }
  expect(peers.pipedrive.breaches).toEqual([]);
  expect(peers.pipedrive.violations).toEqual([]);
});
