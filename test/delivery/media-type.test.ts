import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOtherHash } from '../../src/delivery/media-hash.ts';
import { describeFile } from '../../src/delivery/media-type.ts';
import { BASE64, HEX } from './media-stage.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'media-type-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function describe(bytes: Buffer | string, declared: { contentType?: string; kind?: string; voice?: boolean; name?: string } = {}) {
  const path = join(folder, 'file');
  await writeFile(path, bytes);
  const { contentType = null, kind = 'document', voice = false, name = null } = declared;
  const file = { contentType, kind, voice, name };
  const described = await describeFile({ path }, file);
  expect(await describeFile({ path, bytes: Buffer.from(bytes) }, file)).toEqual(described);
  return described;
}

const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const mp4 = Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex');
const ogg = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(20), Buffer.from('\x01\x01OpusHead'), Buffer.alloc(40)]);
const zip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

test.each([
  ['the bytes win over what was declared', png, 'text/html', 'image/png'],
  ['a declared picture that is a PDF', Buffer.from('%PDF-1.7 x'), 'image/jpeg', 'application/pdf'],
  ['nothing declared', png, undefined, 'image/png'],
  ['the same, told more exactly', ogg, 'audio/ogg; codecs=opus', 'audio/ogg; codecs=opus'],
  ['audio in an MP4', mp4, 'audio/mp4', 'audio/mp4'],
  ['an Office document that is a plain ZIP to the sniffer', zip, word, word],
  ['a page in a ZIP’s clothes', zip, 'text/html', 'application/zip'],
  ['bytes that say nothing', 'hello', 'text/plain; charset=utf-8', 'text/plain; charset=utf-8'],
  ['bytes and declaration that say nothing', 'hello', undefined, 'application/octet-stream'],
  ['a declaration that would break a header', 'hello', 'text/plain\r\nX-Evil: 1', 'application/octet-stream'],
])('type: %s', async (_when, bytes, contentType, expected) => {
  expect((await describe(bytes, contentType === undefined ? {} : { contentType })).contentType).toBe(expected);
});

test.each([
  ['offer.pdf', 'offer.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\temp\\offer.pdf', 'offer.pdf'],
  ['exe\u202efdp.pdf', 'exefdp.pdf'],
  ['a\r\nb.txt', 'ab.txt'],
  ['..', 'document.png'],
  ['  ', 'document.png'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
])('name: %j is offered as %j', async (name, expected) => {
  expect((await describe(png, { name })).name).toBe(expected);
});

test('name: without one, the kind and the type make it', async () => {
  expect((await describe(png, { kind: 'image' })).name).toBe('image.png');
  expect((await describe(ogg, { kind: 'audio', voice: true })).name).toMatch(/^voice-message\.(opus|ogg)$/);
  expect((await describe('hello', { contentType: 'text/plain' })).name).toBe('document.txt');
  expect((await describe('hello')).name).toBe('document.bin');
});

test('hash: hex and base64 of the same bytes are the same, another is another, and what is none says nothing', () => {
  const urlSafe = BASE64.replaceAll('+', '-').replaceAll('/', '_').replace('=', '');
  for (const same of [HEX, HEX.toUpperCase(), ` ${BASE64} `, urlSafe, 'placeholder', '', null]) expect(isOtherHash(same, HEX)).toBe(false);
  for (const other of ['0'.repeat(64), `${'A'.repeat(43)}=`]) expect(isOtherHash(other, HEX)).toBe(true);
});
