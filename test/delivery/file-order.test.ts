import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileOrder, FILE_WAIT_MS, LOOK_AGAIN_MS } from '../../src/delivery/file-order.ts';
import type { Wamid } from '../../src/store/ids.ts';
import type { Lane } from '../../src/store/records.ts';
import { type SeededStore, seedStore } from './seeded-store.ts';

let seeded: SeededStore;
beforeEach(async () => {
  seeded = await seedStore();
});
afterEach(() => seeded.remove());

const lane = async (name: string, phone: string): Promise<Lane> => ({
  channelId: seeded.channel.id,
  destination: 'whatsapp',
  conversationId: await seeded.conversation(name, [{ kind: 'wa_id', value: phone }]),
});
const tell = (wamid: Wamid, status: string) =>
  seeded.store.transaction(async (tx) => {
    const at = seeded.clock.now();
    await tx.recordStatus(seeded.channel.id, { wamid, status, at, failure: null }, at);
  });
const wamid = 'wamid.image' as Wamid;

test('nothing was taken: nothing waits', async () => {
  expect(await createFileOrder(seeded).blockedUntil(await lane('Ana', '15551230001'))).toBeUndefined();
});

test.each(['sent', 'delivered', 'failed'])(
  'a file was taken: its conversation alone waits, until the status %s has come',
  async (status) => {
    const order = createFileOrder(seeded);
    const [ana, ben] = [await lane('Ana', '15551230001'), await lane('Ben', '15551230002')];
    order.taken(ana, wamid);
    expect(await order.blockedUntil(ana)).toBe(seeded.clock.now() + LOOK_AGAIN_MS);
    expect(await order.blockedUntil(ben)).toBeUndefined();
    await tell('wamid.other' as Wamid, status);
    expect(await order.blockedUntil(ana)).toBe(seeded.clock.now() + LOOK_AGAIN_MS);
    await tell(wamid, status);
    expect(await order.blockedUntil(ana)).toBeUndefined();
  },
);

test('no status comes: the wait ends after three seconds to the millisecond', async () => {
  const order = createFileOrder(seeded);
  const ana = await lane('Ana', '15551230001');
  const end = seeded.clock.now() + FILE_WAIT_MS;
  order.taken(ana, wamid);
  await seeded.clock.advance(FILE_WAIT_MS - 1);
  expect(await order.blockedUntil(ana)).toBe(end);
  await seeded.clock.advance(1);
  expect(await order.blockedUntil(ana)).toBeUndefined();
});

test('a second file: the wait is for that one', async () => {
  const order = createFileOrder(seeded);
  const ana = await lane('Ana', '15551230001');
  order.taken(ana, wamid);
  await tell(wamid, 'sent');
  order.taken(ana, 'wamid.second' as Wamid);
  expect(await order.blockedUntil(ana)).toBe(seeded.clock.now() + LOOK_AGAIN_MS);
});
