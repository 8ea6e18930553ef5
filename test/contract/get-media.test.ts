import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { proves } from './proof.ts';
import { onlyConversation, type Stage, startStage } from './stage.ts';

const page = { name: 'x";\r\n<script>.html', contentType: 'text/plain', bytes: Buffer.from('<script>alert(1)</script>') };

let stage: Stage;
let link: URL;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('hello');
  const { id } = await onlyConversation(stage);
  const sent = await stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId: id, text: '', files: [page] });
  const message = await stage.call(`/api/channels/${stage.channelId}/messages/${JSON.parse(sent.body).data.id}`);
  link = new URL(message.json.attachments[0].url);
});
afterEach(() => stage.stopAll());

const fetchFile = (address: URL, method = 'GET') => stage.call(address.pathname + address.search, { auth: null, method });
const changed = (change: (address: URL) => void): URL => {
  const address = new URL(link);
  change(address);
  return address;
};

test('getMedia 200: the bytes, without credentials, never as something that runs under our origin', async () => {
  const { text, headers } = proves(await fetchFile(link));
  expect(text).toBe(page.bytes.toString());
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': String(page.bytes.length),
    'x-content-type-options': 'nosniff',
  });
  expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/);
});

test('getMedia 200: HEAD gives the same headers and no body', async () => {
  const got = proves(await fetchFile(link));
  const head = proves(await fetchFile(link, 'HEAD'));
  expect(head.text).toBe('');
  for (const name of ['content-length', 'content-disposition', 'content-type', 'cache-control'])
    expect(head.headers[name]).toBe(got.headers[name]);
});

test('getMedia 400: expires or signature is missing or no number', async () => {
  for (const name of ['expires', 'signature']) proves(await fetchFile(changed(({ searchParams }) => searchParams.delete(name))));
});

test('getMedia 404: a signature, a time, a channel or a file that we did not sign', async () => {
  const wrong = [
    changed(({ searchParams }) => searchParams.set('signature', 'x')),
    changed(({ searchParams }) => searchParams.set('signature', 'A'.repeat(43))),
    changed(({ searchParams }) => searchParams.set('expires', String(Number(searchParams.get('expires')) + 1))),
    changed(({ searchParams }) => searchParams.set('expires', '99999999999')),
    changed(({ searchParams }) => searchParams.set('expires', 'soon')),
    changed(({ searchParams }) => searchParams.set('expires', 'NaN')),
    changed((address) => {
      address.pathname = address.pathname.replace(/ch_[^/]+/, 'ch_5mTqv0c2Zq1W8yKpR3xNdA');
    }),
    changed((address) => {
      address.pathname = address.pathname.replace(/at_.+/, 'at_3Rf6TgY8UhJ1KmLp');
    }),
    changed((address) => {
      address.pathname = `/media/${stage.channelId}/..%2f..%2fprovider.db`;
    }),
  ];
  for (const address of wrong) expect(proves(await fetchFile(address)).json.code).toBe('NOT_FOUND');
});

test('getMedia 404: the link holds for a day and not a second longer', async () => {
  const expires = Number(link.searchParams.get('expires')) * 1000;
  expect(expires - stage.clock.now()).toBe(24 * 3_600_000);
  await stage.clock.advance(expires - stage.clock.now());
  expect((await fetchFile(link)).status).toBe(200);
  await stage.clock.advance(1);
  proves(await fetchFile(link));
});

test('getMedia 404: the file is no longer on the disk', async () => {
  for (const name of await stage.mediaFiles()) await rm(join(stage.dataDir, 'media', name));
  proves(await fetchFile(link));
});

test('getMedia 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await fetchFile(link));
});

test('getMedia 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await fetchFile(link));
});
