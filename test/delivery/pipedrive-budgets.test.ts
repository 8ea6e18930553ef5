import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPeers, startProvider, type TestPeers, type TestProvider, until } from '../support/provider.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let clock: VirtualClock;
let dataDir: string;
let peers: TestPeers;
let provider: TestProvider;
beforeEach(async () => {
  clock = createVirtualClock(Date.UTC(2026, 10, 20, 12));
  dataDir = await mkdtemp(join(tmpdir(), 'budgets-'));
  peers = await startPeers(dataDir, clock);
  await start();
});
afterEach(async () => {
  await provider.stop();
  await peers.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = async (mode: 'probe' | 'on' = 'on') => {
  provider = await startProvider({ clock, dataDir, peers, env: { PIPEDRIVE_CHANNELS: mode }, parts: { leaseMs: 100 * DAY } });
};
const restart = async (mode?: 'probe' | 'on') => {
  await provider.stop();
  await start(mode);
};
const write = async (from: string, ...texts: string[]) => {
  const messages = texts.map((text) => textMessage(text, { from, at: clock.now() }));
  expect((await peers.whatsapp.deliver(JSON.stringify(deliveryOf(changeOf({ messages }, { from, name: from }))))).status).toBe(200);
};
const received = () => peers.pipedrive.received.map(({ message, status }) => `${message} ${status}`);
const backlog = async () => (await provider.app.store.backlog()).reduce((sum, { waiting }) => sum + waiting, 0);
const emptied = () => until(async () => (await backlog()) === 0, 'the empty outbox');
const held = () => until(async () => (await provider.app.store.holds(clock.now())).length === 1, 'the hold');
const person = (n: number) => `1555123${String(n).padStart(4, '0')}`;
const spent = async () => {
  const { json } = await provider.call('/console/budgets', { auth: null });
  return json.companies[0].spent as { day: string; calls: number; tokens: number; refused: number }[];
};

test('a day’s budget that is used up: held until midnight over a restart, then everything arrives once and in order, what customers wrote first', async () => {
  await write(person(0), 'hello');
  await emptied();
  const conversation = await provider.app.store.conversationByAlias(provider.app.channel.id, { kind: 'wa_id', value: person(0) });
  peers.pipedrive.configure({ limits: { burst: true, daily: 50 } });
  // The status of an answer waits for its two seconds, so that it meets the used-up day.
  await peers.pipedrive.typeReply({ channelId: provider.channelId, conversationId: String(conversation?.conversationId), text: 'answer' });
  for (let n = 1; n <= 6; n++) await write(person(n), `${n}a`, `${n}b`);
  await held();
  for (let n = 10; n < 40; n++) await write(person(n), `other ${n}`);
  const [hold] = await provider.app.store.holds(clock.now());
  expect(hold).toMatchObject({ code: 429, until: Date.UTC(2026, 10, 21) + 5000 });
  const before = received();
  const requests = peers.pipedrive.received.length;
  await clock.advance(HOUR);
  await restart();
  await write(person(7), '7a');
  await clock.advance(Date.UTC(2026, 10, 21) - clock.now());
  expect(peers.pipedrive.received.length).toBe(requests);
  expect((await provider.call('/health/ready', { auth: null })).text).toContain('daily budget of Pipedrive calls is used up');
  peers.pipedrive.configure({ limits: { burst: true, daily: true } });
  await clock.advance(5000);
  await emptied();
  const all = received();
  const after = all.slice(before.length);
  const texts = all.filter((line) => /^\d[ab] delivered/.test(line));
  expect(texts.toSorted()).toEqual(
    [...Array.from({ length: 6 }, (_, n) => [`${n + 1}a delivered`, `${n + 1}b delivered`]).flat(), '7a delivered'].toSorted(),
  );
  for (let n = 1; n <= 6; n++) expect(all.indexOf(`${n}a delivered`)).toBeLessThan(all.indexOf(`${n}b delivered`));
  const others = all.filter((line) => line.startsWith('other'));
  expect(others.toSorted()).toEqual(Array.from({ length: 30 }, (_, n) => `other ${n + 10} delivered`));
  // Sixteen conversations are worked on at a time; the tick of an answer is begun when every message was.
  expect(after.filter((line) => line === 'answer read')).toHaveLength(1);
  expect(after.indexOf('answer read')).toBeGreaterThan(after.length - 17);
  expect(await provider.app.store.deadLetters({ limit: 5 })).toEqual([]);
  const days = await spent();
  expect(days.map(({ day }) => day)).toEqual(['2026-11-21', '2026-11-20']);
  expect(days[0]).toMatchObject({ calls: after.length, tokens: 10 * after.length, refused: 0 });
  expect(days[1]?.refused).toBeGreaterThan(0);
});

test('a burst: all of it reaches the inbox in the order of each conversation, with hardly a refusal', async () => {
  peers.pipedrive.configure({ limits: { burst: 8, daily: false } });
  // The first answer teaches the limit.
  await write(person(0), 'hello');
  await emptied();
  for (let n = 1; n <= 20; n++) await write(person(n), `${n}a`, `${n}b`, `${n}c`);
  const begun = clock.now();
  await until(async () => {
    await clock.advance(100);
    return (await backlog()) === 0;
  }, 'the empty outbox');
  const arrived = received().filter((line) => !line.startsWith('hello'));
  expect(arrived).toHaveLength(60);
  for (let n = 1; n <= 20; n++) {
    expect(arrived.filter((line) => line.startsWith(`${n}a`) || line.startsWith(`${n}b`) || line.startsWith(`${n}c`))).toEqual(
      ['a', 'b', 'c'].map((letter) => `${n}${letter} delivered`),
    );
  }
  const [today] = await spent();
  expect(today?.refused).toBe(0);
  // Seven in two seconds, and not much slower than that.
  expect(clock.now() - begun).toBeLessThan((60 / 7) * 2000 * 1.5);
}, 60_000);

test.each([
  ['on', HOUR],
  ['probe', DAY],
] as const)(
  'an API that is gone, with %s: remembered over a restart, asked rarely, and everything arrives when it is back',
  async (mode, pace) => {
    await restart(mode);
    peers.pipedrive.configure({ channelsApi: 'gone' });
    await write(person(1), 'first');
    await held();
    await restart(mode);
    await write(person(2), 'second');
    const gone = (await provider.call('/health/ready', { auth: null })).json;
    expect(JSON.stringify(gone.checks)).toContain('does not offer its Channels API (410');
    expect((await provider.call(`/api/channels/${provider.channelId}/conversations`)).json.data).toHaveLength(2);
    const asked = async () => (await spent()).reduce((sum, { calls }) => sum + calls, 0);
    const before = await asked();
    for (let passed = 0; passed < 4 * pace; passed += pace / 4) await clock.advance(pace / 4);
    await until(async () => (await asked()) - before >= 4, 'four questions');
    expect((await asked()) - before).toBe(4);
    expect(await backlog()).toBe(2);
    peers.pipedrive.configure({ channelsApi: 'offered' });
    await until(async () => {
      await clock.advance(pace / 4);
      return (await backlog()) === 0;
    }, 'the empty outbox');
    expect(received().slice(-2).toSorted()).toEqual(['first delivered', 'second delivered']);
    expect(await provider.app.store.deadLetters({ limit: 5 })).toEqual([]);
  },
);

test('with off: nothing is queued, called or registered, and the inbox is served', async () => {
  await provider.stop();
  const before = peers.pipedrive.received.length;
  provider = await startProvider({ clock, dataDir, peers, env: { PIPEDRIVE_CHANNELS: 'off' } });
  await write(person(1), 'kept');
  await clock.advance(DAY);
  expect(await backlog()).toBe(0);
  expect(peers.pipedrive.received.length).toBe(before);
  expect((await provider.call(`/api/channels/${provider.channelId}/conversations`)).json.data).toHaveLength(1);
});

test('the user removes the channel in Pipedrive while messages wait: nothing is pushed any more, and nobody has to look at it', async () => {
  peers.pipedrive.faults.failNext('receiveMessage', { status: 402, code: undefined });
  await write(person(1), 'waiting');
  await held();
  for (let time = 0; time < 2; time++) {
    expect((await provider.call(`/api/channels/${provider.channelId}`, { method: 'DELETE' })).status).toBe(200);
  }
  expect(await provider.app.store.channel(provider.channelId)).toMatchObject({ state: 'deleted', registration: { state: 'none' } });
  const before = peers.pipedrive.received.length;
  await clock.advance(3 * DAY);
  expect(peers.pipedrive.received.length).toBe(before);
  expect(await backlog()).toBe(0);
  expect(await provider.app.store.holds(clock.now())).toEqual([]);
  expect(await provider.app.store.deadLetters({ limit: 5 })).toEqual([]);
});

test('a channel that Pipedrive does not know: not pushed into before it is registered, so that nothing is refused for good', async () => {
  await provider.app.store.transaction(async (tx) =>
    tx.setRegistration(provider.app.channel.id, { state: 'refused', note: 'no admin', at: 1 }),
  );
  await write(person(1), 'one');
  await held();
  expect((await provider.app.store.holds(clock.now()))[0]?.reason).toContain('no admin');
  expect(received()).toEqual([]);
  const answer = await provider.call(`/console/channels/${provider.channelId}/registration`, {
    method: 'POST',
    auth: null,
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  expect(answer.json.registration.state).toBe('registered');
  await emptied();
  expect(received()).toEqual(['one delivered']);
});

test('a channel that Pipedrive forgot: held for a person to decide, and never brought back unasked', async () => {
  peers.pipedrive.faults.failNext('receiveMessage', { status: 404, code: 'NOT_FOUND' });
  await write(person(1), 'one');
  await held();
  await clock.advance(2 * DAY);
  expect(received()).toEqual([]);
  expect((await provider.app.store.channel(provider.channelId))?.registration).toMatchObject({
    state: 'refused',
    note: expect.stringContaining('Register it again, or delete it here'),
  });
});
