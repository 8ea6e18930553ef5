import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { metaJson, signatureOf } from '../../mocks/whatsapp/signature.ts';
import { readConfig } from '../../src/config.ts';
import type { ConversationId } from '../../src/store/ids.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { startPeers, type TestPeers, until } from '../support/provider.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { type Child, startChild } from './child.ts';
import { createRandom } from './random.ts';

const KILLS = 14;
const LEASE_MS = 1500;
const STREAMS = 4;
const customers = Array.from({ length: 20 }, (_, index) => `155520000${String(index).padStart(2, '0')}`);

const seed = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000_000);
const random = createRandom(seed);
const context = `KILL_SEED=${seed}`;

let dataDir: string;
let peers: TestPeers;
let env: Record<string, string>;
let child: Child | undefined;
let store: Store;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kill-9-'));
  peers = await startPeers(dataDir);
  env = {
    ...peers.settings,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    TEST_LEASE_MS: String(LEASE_MS),
    TEST_PIPEDRIVE_TOKEN: peers.pipedriveAccessToken,
  };
});
afterAll(async () => {
  child?.process.kill('SIGKILL');
  await child?.exited;
  await store?.close();
  await peers.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Child> {
  child = await startChild('test/e2e/provider-child.ts', env, dataDir);
  peers.provider.port = child.port;
  return child;
}

async function kill(): Promise<void> {
  peers.provider.port = 0;
  child?.process.kill('SIGKILL');
  expect(await child?.exited, context).toMatchObject({ signal: 'SIGKILL' });
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Meta's side: one connection per stream, a delivery is repeated until it got its 200, the next one only then (so that order has a meaning). */
function createMeta() {
  const agent = new Agent({ connections: STREAMS, keepAliveTimeout: 1000 });
  const sent = new Map<string, string[]>();
  let acknowledged = 0;
  let repeated = 0;
  let ended = false;

  const post = async (body: Buffer): Promise<number> => {
    try {
      const answer = await request(`http://127.0.0.1:${peers.provider.port}/webhooks/whatsapp`, {
        method: 'POST',
        dispatcher: agent,
        headers: { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(env['WHATSAPP_APP_SECRET'] ?? '', body) },
        body,
      });
      await answer.body.dump();
      return answer.statusCode;
    } catch {
      return 0;
    }
  };
  const deliver = async (from: string, texts: string[]): Promise<void> => {
    const body = metaJson(deliveryOf(changeOf({ messages: texts.map((text) => textMessage(text, { from })) }, { from, name: `C${from}` })));
    for (;;) {
      while (peers.provider.port === 0) await turn();
      if ((await post(body)) === 200) break;
      repeated += 1;
      await turn();
    }
    acknowledged += 1;
    sent.set(from, [...(sent.get(from) ?? []), ...texts]);
  };
  const stream = async (mine: readonly string[]): Promise<void> => {
    for (let number = 0; !ended; number++) {
      const from = random.pick(mine);
      await deliver(
        from,
        Array.from({ length: random.between(1, 3) }, (_, index) => `${from} says ${number}.${index}`),
      );
    }
  };
  const running = Array.from({ length: STREAMS }, (_, index) => stream(customers.filter((_from, place) => place % STREAMS === index)));
  return {
    /** The texts that got their 200, in the order of sending, by customer. */
    sent,
    get acknowledged() {
      return acknowledged;
    },
    get repeated() {
      return repeated;
    },
    async end() {
      ended = true;
      await Promise.all(running);
      await agent.destroy();
    },
  };
}

/** Two salespeople who answer whoever is in the inbox; an answer that got lost is not typed again. */
function createSalespeople(channelId: string) {
  const replies: { text: string; conversationId: string; status: number }[] = [];
  let underWay = 0;
  let ended = false;
  const person = async (name: string): Promise<void> => {
    for (let number = 0; !ended; number++) {
      while (peers.provider.port === 0 && !ended) await turn();
      if (ended) return;
      const { id: conversationId } = random.pick(peers.pipedrive.conversations(channelId));
      const text = `${name} answers ${number}`;
      // WhatsApp takes its time now and then, so that kills meet requests that are under way.
      if (random.chance(0.5)) peers.whatsapp.faults.delayNext('sendMessage', random.between(5, 120));
      underWay += 1;
      try {
        const { status } = await peers.pipedrive.typeReply({ channelId, conversationId, text });
        replies.push({ text, conversationId, status });
      } catch {
        // The provider was gone before the inbox knew whom the conversation is with: nothing was sent.
      }
      underWay -= 1;
      await turn();
    }
  };
  const running = ['Sam', 'Kim'].map(person);
  return {
    replies,
    get underWay() {
      return underWay;
    },
    async end() {
      ended = true;
      await Promise.all(running);
    },
  };
}

test('receiveWebhook 200 and postMessage 200: survive SIGKILL at any moment, exactly once and in order', { timeout: 120_000 }, async () => {
  const { channelId } = await start();
  peers.pipedrive.registerChannel({ name: 'WhatsApp', provider_channel_id: channelId, provider_type: 'whatsapp' });
  for (const from of customers) {
    const opener = metaJson(deliveryOf(changeOf({ messages: [textMessage(`${from} begins`, { from })] }, { from, name: `C${from}` })));
    expect((await peers.whatsapp.deliver(opener)).status).toBe(200);
  }
  await until(() => peers.pipedrive.conversations(channelId).length === customers.length, 'every conversation in the inbox');

  const meta = createMeta();
  const salespeople = createSalespeople(channelId);
  let killedWhileReplying = 0;
  for (let round = 0; round < KILLS; round++) {
    const acknowledged = meta.acknowledged + random.between(0, 40);
    await until(() => meta.acknowledged >= acknowledged, `progress in round ${round} (${context})`);
    if (round % 2 === 1) await until(() => salespeople.underWay > 0, `a reply under way in round ${round} (${context})`);
    for (let turns = random.between(0, 300); turns > 0; turns--) await turn();
    if (salespeople.underWay > 0) killedWhileReplying += 1;
    await kill();
    await start();
  }
  const more = meta.acknowledged + 20;
  await until(() => meta.acknowledged >= more, `deliveries after the last start (${context})`);
  await Promise.all([meta.end(), salespeople.end()]);
  expect(killedWhileReplying, context).toBeGreaterThan(0);
  expect(meta.repeated, context).toBeGreaterThan(0);

  const { encryptionKeys } = readConfig(env, 'sandbox');
  store = openSqliteStore({ path: join(dataDir, 'provider.db'), secrets: createSecretBox(encryptionKeys), now: () => Date.now() });
  const waiting = async () => (await store.backlog()).reduce((sum, lane) => sum + lane.waiting, 0);
  const settled = async () => {
    for (let left = await waiting(); left > 0; ) {
      const before = left;
      await until(async () => {
        left = await waiting();
        return left < before;
      }, `the outbox of ${before} to shrink (${context})`);
    }
  };
  await settled();
  // From here on nothing new comes in (late statuses would), so that everything below looks at one state.
  peers.provider.port = 0;
  await peers.whatsapp.idle();
  await settled();

  const inbox = new Map(peers.pipedrive.conversations(channelId).map(({ id, messages }) => [id, messages]));
  const channel = (await store.channels())[0];
  if (!channel) throw new Error('the store has no channel');
  const everything = await store.conversations(channel.id, { limit: 1000 });
  expect(everything.length, context).toBe(customers.length);

  let storedInbound = 0;
  for (const from of customers) {
    const found = await store.conversationByAlias(channel.id, { kind: 'wa_id', value: from });
    if (!found) throw new Error(`${from} has no conversation (${context})`);
    const expected = [`${from} begins`, ...(meta.sent.get(from) ?? [])];
    const stored = (await store.messages(channel.id, found.conversationId, { limit: 100_000 })).toReversed();
    const inbound = stored.filter(({ direction }) => direction === 'inbound').map(({ text }) => text);
    expect(inbound, `${from} in the store (${context})`).toEqual(expected);
    const shown = (inbox.get(found.conversationId) ?? []).filter(({ senderId }) => senderId === found.contactId).map(({ text }) => text);
    expect(shown, `${from} in the inbox (${context})`).toEqual(expected);
    storedInbound += inbound.length;
  }

  const idsByText = new Map<string, Set<string>>();
  for (const { message, id } of peers.pipedrive.received) idsByText.set(message, (idsByText.get(message) ?? new Set()).add(id));
  expect(
    [...idsByText].filter(([, ids]) => ids.size > 1),
    `one text under two ids (${context})`,
  ).toEqual([]);

  // Replies: never twice on a phone, and none that was acknowledged is unaccounted for.
  const onPhones = new Map<string, number>();
  for (const from of customers) {
    for (const { text, from: side } of peers.whatsapp.phone(from)) {
      if (side === 'business') onPhones.set(text, (onPhones.get(text) ?? 0) + 1);
    }
  }
  expect(
    [...onPhones].filter(([, count]) => count > 1),
    `on a phone twice (${context})`,
  ).toEqual([]);
  let storedOutbound = 0;
  const fates = new Map<string, string>();
  for (const { id } of everything) {
    for (const message of await store.messages(channel.id, id, { limit: 100_000 })) {
      if (message.direction !== 'outbound') continue;
      storedOutbound += 1;
      const [send] = await store.sends(channel.id, message);
      expect(fates.has(message.text), `${message.text} stored once (${context})`).toBe(false);
      fates.set(message.text, send?.state ?? 'missing');
    }
  }
  // An empty outbox and a part that still waits: stored, and forgotten.
  expect(
    [...fates].filter(([, fate]) => !['accepted', 'unknown', 'failed'].includes(fate)),
    `stored and never sent (${context})`,
  ).toEqual([]);
  const acknowledgedReplies = salespeople.replies.filter(({ status }) => status === 200);
  expect(acknowledgedReplies.length, context).toBeGreaterThan(0);
  for (const { text } of acknowledgedReplies) {
    const fate = fates.get(text);
    if (onPhones.has(text)) expect(['accepted', 'unknown'], `${text} (${context})`).toContain(fate);
    else expect(['unknown', 'failed'], `${text} (${context})`).toContain(fate);
  }
  for (const [text, fate] of fates) if (fate === 'accepted') expect(onPhones.get(text), `${text} (${context})`).toBe(1);

  const counts = await store.counts();
  expect(counts, context).toMatchObject({ messages: storedInbound + storedOutbound, quarantined: 0, deadLetters: 0 });
  expect(counts.unknownSends, context).toBe([...fates.values()].filter((fate) => fate === 'unknown').length);
  expect(await waiting(), context).toBe(0);
  // A dead provider cannot answer the inbox's questions; everything else the inbox complains about would be ours.
  expect(
    peers.pipedrive.breaches.filter(({ kind }) => kind !== 'provider-failed'),
    context,
  ).toEqual([]);
  expect(everything.map(({ id }) => id satisfies ConversationId).every((id) => inbox.has(id))).toBe(true);
});
