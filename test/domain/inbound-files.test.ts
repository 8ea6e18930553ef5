import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachFile, FILE_COALESCE_MS } from '../../src/domain/inbound-files.ts';
import type { FileJob } from '../../src/store/records.ts';
import { changeOf, deliveryOf, freshWamid } from '../support/webhooks.ts';
import { NOW, openWorld, type World } from './store-with-channel.ts';

const ANA = '15551230001';
const media = { id: '2914523482062113', mime_type: 'image/jpeg', sha256: 'AAAA', url: 'https://lookaside.fbsbx.com/x' };

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const messageOf = (type: string, content: unknown, extra: Record<string, unknown> = {}) => ({
  from: ANA,
  id: freshWamid(),
  timestamp: String(NOW / 1000),
  type,
  [type]: content,
  ...extra,
});
const receive = (...messages: unknown[]) => world.receive(deliveryOf(changeOf({ messages }, { from: ANA, name: 'Ana' })));
const files = (): Promise<FileJob[]> =>
  world.store.transaction(async (tx) => tx.claimInboundFiles({ now: NOW, leaseUntil: NOW + 1, newLease: () => 'lease', limit: 100 }));

test.each(['image', 'video', 'audio', 'document', 'sticker'])('%s: its file is noted with everything WhatsApp said of it', async (type) => {
  expect(await receive(messageOf(type, { ...media, filename: 'offer.pdf', voice: true, caption: 'look' }))).toMatchObject({ stored: 1 });
  const [message] = await world.messages();
  expect(await files()).toEqual([
    {
      channelId: world.channel.id,
      conversationId: message?.conversationId,
      seq: message?.seq,
      position: 0,
      mediaId: media.id,
      url: media.url,
      kind: type,
      voice: true,
      contentType: 'image/jpeg',
      sha256: 'AAAA',
      name: 'offer.pdf',
      announced: true,
      receivedAt: NOW,
      lostAt: NOW + 7 * 24 * 3_600_000,
      attempts: 0,
      lease: 'lease',
    },
  ]);
});

test('text: has no file', async () => {
  await receive(messageOf('text', { body: 'hello' }));
  expect(await files()).toEqual([]);
});

test('the same message twice: one file', async () => {
  const message = messageOf('image', media);
  await receive(message);
  expect(await receive(message, messageOf('text', { body: 'another delivery' }))).toMatchObject({ duplicate: 1, stored: 1 });
  expect(await files()).toHaveLength(1);
});

test('131052, or no trace of the file: nothing to fetch, and the message says so at once', async () => {
  await receive(
    messageOf('image', media, { errors: [{ code: 131052, title: 'Media download error' }] }),
    messageOf('video', { mime_type: 'video/mp4' }),
    messageOf('audio', undefined),
  );
  expect(await files()).toEqual([]);
  for (const { text } of await world.messages()) expect(text).toMatch(/^\[.+\]\n\[WhatsApp could not hand over this file\..*\]$/);
});

test('an id that is none, or content of another shape: never reaches an address, and the message is kept', async () => {
  await receive(
    messageOf('image', { ...media, id: '../106540352242922/messages' }),
    messageOf('image', { id: 5, url: ['x'], mime_type: {} }),
    messageOf('image', 'nonsense'),
    messageOf('image', null),
  );
  expect(await files()).toMatchObject([{ mediaId: null, url: media.url }]);
  expect(await world.messages()).toHaveLength(4);
});

const toldAt = () => world.store.nextReadyAt('crm');
const claim = (now: number) =>
  world.store.transaction(async (tx) => tx.claim({ destination: 'crm', now, leaseUntil: now + 1000, newLease: () => 'lane', limit: 10 }));

test('inbox: a message waits a moment for its file, and both go in one call as soon as it is there', async () => {
  await receive(messageOf('image', media));
  expect(await toldAt()).toBe(NOW + FILE_COALESCE_MS);
  const [file] = await files();
  const kept = { name: 'image.jpg', contentType: 'image/jpeg', size: 1, sha256: 'a', file: 'a' };
  await world.store.transaction((tx) => attachFile(tx, file as FileJob, kept, { now: NOW + 300, notifyCrm: true }));
  expect(await toldAt()).toBe(NOW + 300);
  const [job] = await claim(NOW + 300);
  await world.store.transaction(async (tx) => tx.complete(job as NonNullable<typeof job>, NOW + 300));
  expect(await toldAt()).toBeUndefined();
});

test('inbox: news that the history had brought wait for their file as well, also for one that is on its way already', async () => {
  const dueOf = async () => world.store.nextReadyAt('crm');
  const history = (message: Record<string, unknown>) => ({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '102290129340398',
        changes: [{ field: 'history', value: { ...changeOf({}), history: [{ threads: [{ id: ANA, messages: [message] }] }] } }],
      },
    ],
  });
  const [placeholder, image] = [messageOf('media_placeholder', {}), messageOf('image', media)];
  for (const [past, live] of [
    [placeholder, { ...image, id: placeholder.id }],
    [image, image],
  ] as const) {
    await world.receive(history(past));
    expect(await dueOf()).toBeUndefined();
    expect(await receive(live)).toMatchObject({ stored: 1 });
    expect(await dueOf()).toBe(NOW + FILE_COALESCE_MS);
    const [file] = await files();
    await world.store.transaction(async (tx) => {
      await tx.settleInboundFile(file as FileJob);
      const kept = { name: 'a', contentType: 'image/jpeg', size: 1, sha256: 'a', file: 'a' };
      await attachFile(tx, file as FileJob, kept, { now: NOW, notifyCrm: true });
    });
    expect(await dueOf()).toBe(NOW);
    await world.store.transaction(async (tx) => tx.withdrawAll(world.channel.id, 'crm'));
  }
});

test('inbox: what is newer in the conversation waits for no file, and keeps its place behind it', async () => {
  await receive(messageOf('image', media));
  await receive(messageOf('text', { body: 'hello' }));
  expect(await toldAt()).toBe(NOW);
  const places = (await world.messages()).map(({ seq }) => seq);
  expect(places).toHaveLength(2);
  expect(await claim(NOW)).toMatchObject([{ seq: Math.min(...places) }]);
});

test.each([
  ['text', { body: 'hello' }, {}],
  ['image', media, { errors: [{ code: 131052, title: 'Media download error' }] }],
])('inbox: a message without a file to come is told at once (%s)', async (type, content, extra) => {
  await receive(messageOf(type, content, extra));
  expect(await toldAt()).toBe(NOW);
});
