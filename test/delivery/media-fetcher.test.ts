import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BASE64, BYTES, goodAnswers, HEX, ID, type MediaStage, startMediaStage } from './media-stage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let stage: MediaStage;
beforeEach(async () => {
  stage = await startMediaStage({ maxBytes: 1000 });
});
afterEach(async () => {
  expect(stage.errors).toEqual([]);
  await stage.stop();
});

const paths = () => stage.calls.map(({ path }) => path);

test('webhook address: asked first, with the token and a name of ours; the lookup is saved', async () => {
  const ref = await stage.receive();
  const event = await stage.attempts(1);
  expect(event).toMatchObject({ end: 'kept', outcome: { kind: 'kept' } });
  expect(stage.calls).toEqual([
    { path: '/webhook-file', authorization: 'Bearer EAA-106540352242922', userAgent: 'pipedrive-messaging-provider' },
  ]);
  expect(await stage.attachments(ref)).toEqual([
    { id: expect.stringMatching(/^at_/), name: 'offer.pdf', contentType: 'application/pdf', size: BYTES.length, sha256: HEX, file: HEX },
  ]);
  expect(await readFile(join(stage.mediaFolder, HEX))).toEqual(BYTES);
  expect((await stage.message(ref)).text).toBe('[document]');
  expect(await stage.claim('crm')).toMatchObject(ref);
});

test('webhook address: after five minutes it is not asked any more, the id is', async () => {
  await stage.worker.drain();
  await stage.receive();
  await stage.clock.advance(5 * MINUTE);
  stage.worker = stage.another();
  stage.worker.start();
  await stage.attempts(1);
  expect(paths()).toEqual([`/v26.0/${ID}`, '/file']);
});

test.each([404, 403, 401, 503])('webhook address %i: the id is asked in the same attempt', async (status) => {
  const good = stage.answer;
  stage.answer = (path) => (path === '/webhook-file' ? { status } : good(path));
  await stage.receive();
  expect((await stage.attempts(1)).end).toBe('kept');
  expect(paths()).toEqual(['/webhook-file', `/v26.0/${ID}`, '/file']);
});

test('webhook address: one that answers nothing, is none, or leads into our own network is passed over unasked', async () => {
  const good = stage.answer;
  stage.answer = (path) => (path === '/webhook-file' ? undefined : good(path));
  for (const url of [
    `${stage.url}/webhook-file`,
    'nonsense',
    'http://169.254.169.254/latest/meta-data',
    'https://localhost/x',
    'http://lookaside.fbsbx.com/x',
    'https://evilfbsbx.com/x',
    'file:///etc/passwd',
  ]) {
    stage.calls.length = 0;
    stage.events.length = 0;
    await stage.receive({ url });
    expect((await stage.attempts(1)).end, url).toBe('kept');
    expect(paths().filter((path) => path !== '/webhook-file')).toEqual([`/v26.0/${ID}`, '/file']);
  }
});

test('lookup: an address outside of WhatsApp’s hosts is not asked, and the file stays to be fetched', async () => {
  const good = stage.answer;
  stage.answer = (path) => (path.startsWith('/v26.0/') ? { status: 200, body: { url: 'https://files.example/x' } } : good(path));
  const ref = await stage.receive({ url: undefined });
  expect(await stage.attempts(1)).toMatchObject({ end: 'waiting', outcome: { kind: 'later' } });
  expect(paths()).toEqual([`/v26.0/${ID}`]);
  expect(await stage.attachments(ref)).toEqual([]);
});

test('redirect: followed on the same origin, never to another, so that the token stays', async () => {
  const good = stage.answer;
  let location = '/elsewhere';
  stage.answer = (path) => (path === '/file' ? { status: 302, headers: { location } } : good(path));
  await stage.receive({ url: undefined });
  expect((await stage.attempts(1)).end).toBe('kept');
  expect(paths()).toEqual([`/v26.0/${ID}`, '/file', '/elsewhere']);
  location = `${stage.url.replace('127.0.0.1', 'localhost')}/elsewhere`;
  await stage.receive({ url: undefined });
  expect((await stage.attempts(2)).end).toBe('waiting');
  expect(paths().slice(3)).toEqual([`/v26.0/${ID}`, '/file']);
});

test('redirect: one that goes on for ever ends', async () => {
  const good = stage.answer;
  stage.answer = (path) => (path === '/file' ? { status: 302, headers: { location: '/file' } } : good(path));
  await stage.receive({ url: undefined });
  expect((await stage.attempts(1)).end).toBe('waiting');
  expect(paths().filter((path) => path === '/file')).toHaveLength(4);
});

test.each([
  ['base64', BASE64],
  ['hex', HEX],
  ['hex in capitals', HEX.toUpperCase()],
  ['no SHA-256 at all', 'placeholder'],
  ['nothing', undefined],
])('hash: declared as %s is no mismatch', async (_form, sha256) => {
  await stage.receive({ sha256 });
  expect((await stage.attempts(1)).end).toBe('kept');
});

test('hash mismatch: nothing is kept; it is tried again for a day, then the message says so', async () => {
  const ref = await stage.receive({ sha256: 'f'.repeat(64) });
  expect(await stage.attempts(1)).toMatchObject({ end: 'waiting', outcome: { kind: 'later', doubtful: 'damaged' } });
  expect(await stage.files()).toEqual([]);
  const began = stage.clock.now();
  while (stage.events.at(-1)?.end === 'waiting') {
    const before = stage.events.length;
    await stage.clock.advance(HOUR);
    await stage.attempts(before + 1);
  }
  expect(stage.events.at(-1)).toMatchObject({ end: 'lost' });
  expect(Math.floor((stage.clock.now() - began) / (24 * HOUR))).toBe(1);
  expect((await stage.message(ref)).text).toBe(
    '[document]\n[The file arrived damaged every time and was not kept. Ask the customer to send it again.]',
  );
  expect([await stage.attachments(ref), await stage.files()]).toEqual([[], []]);
  expect(await stage.store.nextInboundFileAt()).toBeUndefined();
});

test('hash mismatch: a later transfer that is right is kept', async () => {
  let bytes = Buffer.from('half');
  const good = stage.answer;
  stage.answer = (path) => (path.includes('file') ? { status: 200, body: bytes } : good(path));
  const ref = await stage.receive();
  expect((await stage.attempts(1)).end).toBe('waiting');
  bytes = BYTES;
  await stage.clock.advance(HOUR);
  expect((await stage.attempts(2)).end).toBe('kept');
  expect(await stage.attachments(ref)).toHaveLength(1);
});

test.each([
  [
    'announced by the lookup',
    (path: string) => (path.startsWith('/v26.0/') ? { status: 200, body: { url: 'x', file_size: '1001' } } : undefined),
  ],
  ['announced by the answer', (path: string) => (path === '/file' ? { status: 200, body: Buffer.alloc(1001) } : undefined)],
  [
    'shown by the bytes alone',
    (path: string) =>
      path === '/file' ? { status: 200, headers: { 'transfer-encoding': 'chunked' }, body: Buffer.alloc(1001), open: true } : undefined,
  ],
])('too large, %s: never kept, and the message says so', async (_when, answer) => {
  const good = goodAnswers(stage);
  stage.answer = (path) => answer(path) ?? good(path);
  const ref = await stage.receive({ url: undefined, sha256: undefined });
  expect(await stage.attempts(1)).toMatchObject({ end: 'lost', outcome: { loss: 'too-large' } });
  expect((await stage.message(ref)).text).toMatch(/^\[document\]\n\[The file is larger than 100 MB/);
  expect(await stage.files()).toEqual([]);
  expect(await stage.claim('crm')).toMatchObject(ref);
});

test('transfer: one that breaks off leaves nothing behind and is made again', async () => {
  const good = stage.answer;
  stage.answer = (path) => (path === '/file' ? { status: 200, headers: { 'content-length': '900' }, body: BYTES } : good(path));
  const ref = await stage.receive({ url: undefined });
  expect(await stage.attempts(1)).toMatchObject({ end: 'waiting', outcome: { kind: 'later' } });
  expect(await stage.files()).toEqual([]);
  stage.answer = good;
  await stage.clock.advance(MINUTE);
  expect((await stage.attempts(2)).end).toBe('kept');
  expect(await stage.attachments(ref)).toHaveLength(1);
});

test('content: the same file twice is kept once, on two messages', async () => {
  const refs = [await stage.receive(), await stage.receive({ filename: 'copy.pdf' })];
  await stage.attempts(2);
  expect(await stage.files()).toEqual([HEX]);
  const names = await Promise.all(refs.map(async (ref) => (await stage.attachments(ref)).map(({ name }) => name)));
  expect(names).toEqual([['offer.pdf'], ['copy.pdf']]);
});

test('131052: a lookup that says so ends the file at once', async () => {
  stage.answer = () => ({ status: 400, body: { error: { code: 131052, message: 'media' } } });
  const ref = await stage.receive({ url: undefined });
  expect((await stage.attempts(1)).end).toBe('lost');
  expect((await stage.message(ref)).text).toContain('WhatsApp could not hand over this file');
});

test('deleted channel: its files are not fetched', async () => {
  await stage.store.transaction(async (tx) => tx.setChannelState(stage.channel.id, 'deleted'));
  await stage.receive();
  expect((await stage.attempts(1)).end).toBe('lost');
  expect(stage.calls).toEqual([]);
});
