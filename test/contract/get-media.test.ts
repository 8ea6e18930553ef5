import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CustomerMessage } from '../../mocks/whatsapp/customer-message.ts';
import { onePixel } from '../../src/cli/verify/rules/incidents/sending.ts';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { proves } from './proof.ts';
import { ANA, onlyConversation, type Stage, startStage } from './stage.ts';

const page = { name: 'x";\r\n<script>.txt', contentType: 'text/plain', bytes: Buffer.from('<script>alert(1)</script>') };

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

const fetchFile = (address: URL, method = 'GET', headers: Record<string, string> = {}) =>
  stage.call(address.pathname + address.search, { auth: null, method, headers });
/** A link to a file of a customer. */
async function received(message: CustomerMessage): Promise<URL> {
  await stage.peers.whatsapp.write({ from: ANA, message });
  const newest = async () =>
    (await onlyConversation(stage)).conversation.messages.find(({ attachments }) => attachments?.[0]?.name !== page.name);
  await until(async () => ((await newest())?.attachments ?? []).length > 0, 'the file');
  return new URL((await newest())?.attachments?.[0]?.url ?? '');
}
const changed = (change: (address: URL) => void): URL => {
  const address = new URL(link);
  change(address);
  return address;
};

test('getMedia 200: the bytes, without credentials, never as something that runs under our origin', async () => {
  const { text, headers } = proves(await fetchFile(link));
  expect(text).toBe(page.bytes.toString());
  expect(headers).toMatchObject({
    'content-type': 'text/plain',
    'content-length': String(page.bytes.length),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'accept-ranges': 'bytes',
    etag: `"${createHash('sha256').update(page.bytes).digest('hex')}"`,
  });
  expect(headers['set-cookie']).toBeUndefined();
  expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/);
});

test('getMedia 200: what a browser only shows is shown, with its own type', async () => {
  const image = proves(await fetchFile(await received({ type: 'image', file: { bytes: onePixel, mimeType: 'text/html' } })));
  expect(image.headers).toMatchObject({ 'content-type': 'image/png', 'content-security-policy': "sandbox; default-src 'none'" });
  expect(image.headers['content-disposition']).toMatch(/^inline; filename\*=UTF-8''image\.png$/);
});

test('getMedia 200: a PDF is shown without the sandbox in which browsers refuse it', async () => {
  const bytes = Buffer.from('%PDF-1.7 an offer');
  const pdf = proves(
    await fetchFile(await received({ type: 'document', file: { bytes, mimeType: 'application/pdf', filename: 'Ä "o".pdf' } })),
  );
  expect(pdf.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': "inline; filename*=UTF-8''%C3%84%20%22o%22.pdf",
  });
  expect(pdf.headers['content-security-policy']).toBeUndefined();
});

test.each([
  ['text/html', '<script>alert(1)</script>'],
  ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['application/xhtml+xml', '<html xmlns="http://www.w3.org/1999/xhtml"/>'],
  ['text/javascript', 'alert(1)'],
  ['text/xml', '<?xml version="1.0"?><a/>'],
])('getMedia 200: %s is a download that is not called by its name', async (mimeType, text) => {
  const { headers } = proves(
    await fetchFile(await received({ type: 'document', file: { bytes: Buffer.from(text), mimeType, filename: 'x' } })),
  );
  expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'content-disposition': "attachment; filename*=UTF-8''x" });
});

test.each([
  ['bytes=0-3', 0, 3],
  ['bytes=5-', 5, page.bytes.length - 1],
  ['bytes=-4', page.bytes.length - 4, page.bytes.length - 1],
  ['bytes=-999', 0, page.bytes.length - 1],
  ['BYTES= 3 - 999', 3, page.bytes.length - 1],
  [`bytes=${page.bytes.length - 1}-`, page.bytes.length - 1, page.bytes.length - 1],
])('getMedia 206: %s gives those bytes', async (range, start, end) => {
  const { text, headers } = proves(await fetchFile(link, 'GET', { range }));
  expect(text).toBe(page.bytes.subarray(start, end + 1).toString());
  expect(headers).toMatchObject({
    'content-length': String(end - start + 1),
    'content-range': `bytes ${start}-${end}/${page.bytes.length}`,
    'content-type': 'text/plain',
    'x-content-type-options': 'nosniff',
  });
});

test.each(['bytes=0-1,3-4', 'bytes=3-1', 'bytes=-', 'bytes=a-b', 'items=0-1', 'bytes', ''])(
  'getMedia 200: the Range %j asks for nothing that can be heeded, so the whole file comes',
  async (range) => {
    expect(proves(await fetchFile(link, 'GET', { range })).text).toBe(page.bytes.toString());
  },
);

test('getMedia 200: a range that is meant for another content is not heeded, nor one with HEAD', async () => {
  expect(proves(await fetchFile(link, 'GET', { range: 'bytes=0-1', 'if-range': '"another"' })).text).toBe(page.bytes.toString());
  const head = proves(await fetchFile(link, 'HEAD', { range: 'bytes=0-1' }));
  expect(head.headers['content-length']).toBe(String(page.bytes.length));
});

test('getMedia 206: a range that is meant for this content is heeded', async () => {
  const etag = String((await fetchFile(link, 'HEAD')).headers['etag']);
  expect(proves(await fetchFile(link, 'GET', { range: 'bytes=0-1', 'if-range': etag })).text).toBe(page.bytes.subarray(0, 2).toString());
});

test.each([`bytes=${page.bytes.length}-`, 'bytes=999-1000', 'bytes=-0'])('getMedia 416: %s begins behind the end', async (range) => {
  const { json, headers } = proves(await fetchFile(link, 'GET', { range }));
  expect(json.code).toBe('RANGE_NOT_SATISFIABLE');
  expect(headers['content-range']).toBe(`bytes */${page.bytes.length}`);
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
