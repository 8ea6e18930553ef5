import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beginDueErasures, eraseFurther, eraseInstallationNow, erasePerson } from '../../src/domain/erasure.ts';
import { receiveDelivery } from '../../src/domain/inbound.ts';
import type { ChannelId, ErasureId } from '../../src/store/ids.ts';
import type { ErasureJob } from '../../src/store/records.ts';
import { createSecretBox } from '../../src/store/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite/open.ts';
import type { Store } from '../../src/store/store.ts';
import { addChannel, firstKey, install, T } from '../store/conformance/fixture.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { intakeServices } from './store-with-channel.ts';

const ANA = '15551230001';
const LEASE = 30_000;
const DAY = 86_400_000;

let folder: string;
let store: Store;
const clock = createVirtualClock(T);
const open = () => openSqliteStore({ path: join(folder, 'provider.db'), secrets: createSecretBox([firstKey]), now: () => T });
const opened: Store[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'erasure-'));
  store = open();
  opened.push(store);
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await rm(folder, { recursive: true, force: true });
});

const receive = (phone: string, texts: readonly string[], from = ANA) =>
  receiveDelivery(
    intakeServices(store, clock),
    Buffer.from(
      JSON.stringify(
        deliveryOf(changeOf({ messages: texts.map((text) => textMessage(text, { from, at: T })), phone }, { from, name: 'Ana' })),
      ),
    ),
  );
const claim = (now: number, lease: string, from = store) =>
  from.transaction(async (tx) => tx.claimErasure({ now, leaseUntil: now + LEASE, lease }));
const removed: string[] = [];
const further = (job: ErasureJob, now: number, from = store) =>
  eraseFurther({ store: from, removeFile: (file) => removed.push(file) }, job, { now, leaseUntil: now + LEASE });
async function finish(job: ErasureJob, now: number, from = store): Promise<number> {
  let current = job;
  for (let steps = 1; ; steps++) {
    const outcome = await further(current, now, from);
    if (outcome === 'done') return steps;
    if (typeof outcome === 'string') throw new Error(outcome);
    current = outcome;
  }
}
const senderOf = async (channelId: ChannelId, phone = ANA) =>
  (await store.conversationByAlias(channelId, { kind: 'wa_id', value: phone }))?.contactId ?? '';
const messages = async () => (await store.counts()).messages;
const stateOf = async (id: ErasureId) => (await store.erasure(id))?.state;

test('erasePerson: a long conversation goes in many small transactions, and what another process left is taken up where it stood', async () => {
  const channel = await addChannel(store);
  for (let count = 0; count < 4; count++)
    await receive(
      channel.phoneNumberId,
      Array.from({ length: 100 }, (_, index) => `${count} ${index}`),
    );
  const { id } = await erasePerson(store, channel.id, await senderOf(channel.id), T);
  const first = (await claim(T, 'first')) as ErasureJob;
  await further(first, T);
  expect(await messages()).toBe(300);
  expect(await claim(T + LEASE - 1, 'second'), 'while the first one holds it').toBeUndefined();
  // The first process dies. Another one, with a connection of its own, goes on; the dead one comes back too late.
  const elsewhere = open();
  opened.push(elsewhere);
  const second = (await claim(T + LEASE, 'second', elsewhere)) as ErasureJob;
  expect(second).toMatchObject({ id, step: 'messages', counts: { messages: 100 } });
  expect(await further(first, T + LEASE)).toBe('lost');
  expect(await messages(), 'what came too late deleted nothing').toBe(300);
  expect(await finish(second, T + LEASE, elsewhere)).toBeGreaterThan(5);
  expect(await messages()).toBe(0);
  expect(await store.erasure(id)).toMatchObject({ state: 'done', counts: { messages: 400, deliveries: 4 }, finishedAt: T + LEASE });
  expect(await claim(T + DAY, 'third')).toBeUndefined();
});

test('erasePerson: the same bytes as before, and late ones about somebody erased, leave nothing however often they come', async () => {
  const channel = await addChannel(store);
  const services = intakeServices(store, clock);
  const of = (...list: unknown[]) => Buffer.from(JSON.stringify(deliveryOf(changeOf({ messages: list, phone: channel.phoneNumberId }))));
  const [hers, others] = [textMessage('of Ana', { from: ANA, at: T }), textMessage('of Ben', { from: '15551230002', at: T })];
  await receiveDelivery(services, of(hers));
  await erasePerson(store, channel.id, await senderOf(channel.id), T);
  await finish((await claim(T, 'one')) as ErasureJob, T);
  expect(await receiveDelivery(services, of(hers))).toMatchObject({ stored: 0, ignored: 0, duplicate: 1 });
  const late = of(hers, others);
  expect(await receiveDelivery(services, late)).toMatchObject({ stored: 1, ignored: 1, duplicate: 0 });
  expect(await receiveDelivery(services, late)).toMatchObject({ stored: 0, ignored: 0, duplicate: 2 });
  const kept = await store.deliveries({ limit: 9 });
  const bodies = await Promise.all(kept.map(async ({ id }) => String((await store.rawDelivery(id))?.body)));
  expect([kept.length, bodies.join('').includes('of Ana'), bodies.join('').includes('of Ben')]).toEqual([2, false, true]);
});

test('erasePerson: who writes in the middle of it begins anew and stays', async () => {
  const channel = await addChannel(store);
  await receive(
    channel.phoneNumberId,
    Array.from({ length: 250 }, (_, index) => `old ${index}`),
  );
  const { id } = await erasePerson(store, channel.id, await senderOf(channel.id), T);
  let job = (await claim(T, 'one')) as ErasureJob;
  for (let step = 0; ; step++) {
    await receive(channel.phoneNumberId, [`new ${step}`]);
    const outcome = await further(job, T);
    if (outcome === 'done') break;
    job = outcome as ErasureJob;
  }
  expect(await stateOf(id)).toBe('done');
  const [conversation] = await store.conversations(channel.id, { limit: 9 });
  const shown = await store.messages(channel.id, conversation?.id as never, { limit: 100 });
  expect(shown.length).toBeGreaterThan(5);
  expect(shown.every(({ text }) => text.startsWith('new'))).toBe(true);
});

test('erasePerson: the same person stays with another channel, raw deliveries included', async () => {
  const [one, two] = [await addChannel(store), await addChannel(store)];
  await receive(one.phoneNumberId, ['to one']);
  await receive(two.phoneNumberId, ['to two']);
  await erasePerson(store, one.id, await senderOf(one.id), T);
  await finish((await claim(T, 'one')) as ErasureJob, T);
  expect(await senderOf(two.id)).not.toBe('');
  const bodies = await store.transaction(async (tx) => [await tx.rawDelivery(1), await tx.rawDelivery(2)]);
  expect(bodies.map((raw) => raw?.body.length === 0)).toEqual([true, false]);
  expect(bodies[1]?.body.includes('to two')).toBe(true);
});

test('beginDueErasures: a company goes when its day has come, with everything for its number; others stay', async () => {
  const [theirs, others] = [await addChannel(store), await addChannel(store)];
  const [ended, active] = [await install(store), await install(store, {}, { companyId: 2 })];
  await store.transaction(async (tx) => {
    await tx.setChannelInstallation(theirs.id, ended);
    await tx.setChannelInstallation(others.id, active);
  });
  await receive(theirs.phoneNumberId, ['theirs', 'again'], '15550000001');
  await receive(others.phoneNumberId, ['of others']);
  await store.transaction(async (tx) => {
    await tx.endInstallation(ended, { at: T, eraseAt: T + 30 * DAY, note: 'uninstalled' });
    await tx.hold({ channelId: theirs.id, destination: 'crm', until: T + 1, code: 0, reason: 'x' }, T);
  });
  await store.transaction(async (tx) => tx.setChannelState(theirs.id, 'deleted'));
  await receive(theirs.phoneNumberId, ['after the end'], '15550000002');
  expect((await store.quarantine({ limit: 9 })).length).toBe(1);
  expect(await store.nextErasureAt()).toBe(T + 30 * DAY);
  expect(await beginDueErasures(store, T + 30 * DAY - 1)).toBe(0);
  expect(await Promise.all([1, 2].map(() => beginDueErasures(store, T + 30 * DAY))), 'two processes at once').toEqual([1, 0]);
  await finish((await claim(T + 30 * DAY, 'one')) as ErasureJob, T + 30 * DAY);
  expect(await store.channel(theirs.id)).toBeUndefined();
  expect(await store.installation(ended)).toBeUndefined();
  expect(await store.quarantine({ limit: 9 })).toEqual([]);
  expect(await store.counts()).toMatchObject({ messages: 1, quarantined: 0 });
  expect(await store.holds(T)).toEqual([]);
  expect(await store.channel(others.id)).toMatchObject({ state: 'active' });
  expect(await store.nextErasureAt()).toBeUndefined();
  const bodies = await store.transaction(async (tx) => Promise.all([1, 2, 3].map(async (id) => (await tx.rawDelivery(id))?.body.length)));
  expect(bodies.map((length) => length === 0)).toEqual([true, false, true]);
});

test('a company erasure: installing again in the middle of it loses nothing of the new installation', async () => {
  const theirs = await addChannel(store);
  const ended = await install(store);
  await store.transaction(async (tx) => {
    await tx.setChannelInstallation(theirs.id, ended);
    await tx.endInstallation(ended, { at: T, eraseAt: T + DAY, note: 'uninstalled' });
  });
  await receive(theirs.phoneNumberId, ['old']);
  await eraseInstallationNow(store, ended, 1, T);
  const again = await install(store, { accessToken: 'fresh' }, {}, T + 1);
  expect(again).not.toBe(ended);
  const next = await addChannel(store, { phoneNumberId: theirs.phoneNumberId, createdAt: T + 1 });
  await store.transaction(async (tx) => tx.setChannelInstallation(next.id, again));
  await finish((await claim(T + 1, 'one')) as ErasureJob, T + 1);
  expect(await store.installationTokens(again)).toMatchObject({ accessToken: 'fresh' });
  expect(await store.channel(next.id)).toMatchObject({ state: 'active' });
  expect(await store.channel(theirs.id)).toBeUndefined();
});

test('a company erasure: what was told of its account without a number goes too, unless others share the account', async () => {
  for (const [shared, account] of [
    [false, '301'],
    [true, '302'],
  ] as const) {
    const theirs = await addChannel(store, { businessAccountId: account });
    if (shared) await addChannel(store, { businessAccountId: account });
    const ended = await install(store);
    await store.transaction(async (tx) => {
      await tx.setChannelInstallation(theirs.id, ended);
      await tx.endInstallation(ended, { at: T, eraseAt: T + DAY, note: 'uninstalled' });
    });
    const value = { user_id_update: [{ wa_id: ANA, user_id: { previous: 'US.1', current: 'US.2' } }] };
    const body = Buffer.from(JSON.stringify({ entry: [{ id: account, changes: [{ field: 'user_id_update', value }] }] }));
    const id = await store.transaction(async (tx) => tx.insertDelivery({ receivedAt: T, body }));
    await eraseInstallationNow(store, ended, 1, T);
    await finish((await claim(T, account)) as ErasureJob, T);
    const raw = await store.transaction(async (tx) => tx.rawDelivery(id));
    expect([account, raw?.body.length]).toEqual([account, shared ? body.length : 0]);
  }
});

test('a company erasure: an installation that was made again before its day is left alone', async () => {
  const id = await install(store);
  await store.transaction(async (tx) => tx.endInstallation(id, { at: T, eraseAt: T + DAY, note: 'uninstalled' }));
  await install(store);
  expect(await beginDueErasures(store, T + 2 * DAY)).toBe(0);
  expect(await store.installation(id)).toMatchObject({ state: 'active' });
});
