import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mediaTable } from '../../../src/domain/outgoing-files/media-table.ts';
import { CAPTION_CHARACTERS, type OutgoingFile, partsOf, type ReadyFile, readyFiles } from '../../../src/domain/outgoing-files.ts';
import type { MediaKind } from '../../../src/store/records.ts';
import { aac, amr, isoMedia, jpeg, mp3, mp3WithTag, office, oldOffice, opus, pdf, png, vorbis, webp, zip } from './samples.ts';

const MB = 1024 * 1024;
const KB = 1024;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What becomes of one file; `size` may claim more bytes than there are. */
async function ready(bytes: Buffer, contentType: string, name: string, size = bytes.length): Promise<ReadyFile> {
  const file = randomUUID();
  const path = join(folder, file);
  await writeFile(path, bytes);
  const [made] = await readyFiles([{ name, contentType, size, sha256: 'x', file, path, keep() {} } satisfies OutgoingFile]);
  return made as ReadyFile;
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
const VOICE = 'audio/ogg; codecs=opus';

/** Every type of WhatsApp's table: bytes, a fitting name, the way it goes, and the largest size that still goes that way. */
const rows: Record<string, [Buffer, string, MediaKind, number]> = {
  'image/jpeg': [jpeg(), 'photo.jpg', 'image', 5 * MB],
  'image/png': [png(), 'plan.png', 'image', 5 * MB],
  'image/webp': [webp.simple(512, 512), 'smile.webp', 'sticker', 100 * KB],
  'audio/aac': [aac(), 'note.aac', 'audio', 16 * MB],
  'audio/amr': [amr(), 'note.amr', 'audio', 16 * MB],
  'audio/mpeg': [mp3(), 'song.mp3', 'audio', 16 * MB],
  'audio/mp4': [isoMedia('M4A '), 'memo.m4a', 'audio', 16 * MB],
  [VOICE]: [opus(), 'voice.ogg', 'voice', 16 * MB],
  'video/3gpp': [isoMedia('3gp4'), 'clip.3gp', 'video', 16 * MB],
  'video/mp4': [isoMedia('isom'), 'clip.mp4', 'video', 16 * MB],
  'text/plain': [Buffer.from('Berth 14\n'), 'notes.txt', 'document', 100 * MB],
  'application/pdf': [pdf(), 'offer.pdf', 'document', 100 * MB],
  'application/msword': [oldOffice(), 'letter.doc', 'document', 100 * MB],
  [DOCX]: [office('wordprocessingml.document'), 'letter.docx', 'document', 100 * MB],
  'application/vnd.ms-excel': [oldOffice(), 'prices.xls', 'document', 100 * MB],
  [XLSX]: [office('spreadsheetml.sheet'), 'prices.xlsx', 'document', 100 * MB],
  'application/vnd.ms-powerpoint': [oldOffice(), 'talk.ppt', 'document', 100 * MB],
  [PPTX]: [office('presentationml.presentation'), 'talk.pptx', 'document', 100 * MB],
};

describe("WhatsApp's table", () => {
  test('every type: has its row here', () => {
    expect(Object.keys(rows).toSorted()).toEqual(Object.keys(mediaTable).toSorted());
  });

  test.each(Object.entries(rows))(
    '%s: goes as what it is, up to its limit, however it was declared',
    async (type, [bytes, name, mediaKind, limit]) => {
      const expected = { contentType: type, name, mediaKind };
      expect(await ready(bytes, type, name)).toMatchObject(expected);
      expect(await ready(bytes, type, name, limit)).toMatchObject(expected);
      for (const declared of ['application/octet-stream', '', 'nonsense', `${type.split(';')[0]?.toUpperCase()}; name="x"`]) {
        expect(await ready(bytes, declared, name), declared).toMatchObject(expected);
      }
    },
  );

  test.each(Object.entries(rows).filter(([, [, , kind]]) => kind !== 'document'))(
    '%s beyond its limit: goes as a document with its name',
    async (type, [bytes, name, , limit]) => {
      expect(await ready(bytes, type, name, limit + 1)).toMatchObject({ contentType: type, name, mediaKind: 'linked-document' });
    },
  );

  test.each(Object.entries(rows))('%s beyond 100 MB: is refused with the reason', async (type, [bytes, name]) => {
    await expect(ready(bytes, type, name, 100 * MB + 1)).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringMatching(/100 MB/),
    });
  });

  test('an empty file: is refused with the reason and its name', async () => {
    await expect(ready(Buffer.alloc(0), 'image/png', 'photo.png')).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringMatching(/"photo\.png" is empty/),
    });
  });
});

describe('types told by the bytes', () => {
  test.each<[string, Buffer, string, string, string, MediaKind, string?]>([
    ['a recording as plain audio/ogg', opus(), 'audio/ogg', 'recording.ogg', VOICE, 'voice'],
    ['a recording as audio/opus', opus(), 'audio/opus', 'recording.opus', VOICE, 'voice'],
    ['a recording as audio/webm', opus(), 'audio/webm', 'recording.webm', VOICE, 'voice', 'recording.webm.ogg'],
    ['a recording without type and name', opus(), '', '', VOICE, 'voice', 'audio.ogg'],
    ['Opus in two channels, which WhatsApp does not play', opus(2), 'audio/ogg', 'song.ogg', VOICE, 'linked-document'],
    ['Ogg without Opus', vorbis(), 'audio/ogg; codecs=opus', 'song.ogg', 'audio/ogg', 'linked-document'],
    ['an audio recording in a film container', isoMedia('isom'), 'audio/mp4', 'recording', 'audio/mp4', 'audio', 'recording.m4a'],
    ['the same told by its name only', isoMedia('mp42'), 'application/octet-stream', 'memo.m4a', 'audio/mp4', 'audio'],
    ['the same declared as audio/aac', isoMedia('mp42'), 'audio/aac', 'memo.mp4', 'audio/mp4', 'audio'],
    ['m4a in its usual spelling', isoMedia('M4A '), 'audio/x-m4a', 'memo.m4a', 'audio/mp4', 'audio'],
    ['an m4v film', isoMedia('M4V '), 'video/x-m4v', 'clip.m4v', 'video/mp4', 'video'],
    ['MP3 with a tag', mp3WithTag(), 'audio/mp3', 'song.mp3', 'audio/mpeg', 'audio'],
    ['a JPEG called PNG', jpeg(), 'image/png', 'photo.png', 'image/jpeg', 'image', 'photo.jpg'],
    ['a PNG called PDF', png(), 'application/pdf', 'scan.pdf', 'image/png', 'image', 'scan.png'],
    ['a film from a Mac', isoMedia('qt  '), 'video/quicktime', 'clip.mov', 'video/quicktime', 'linked-document'],
    ['a picture from an iPhone', isoMedia('heic'), 'image/jpeg', 'photo.heic', 'image/heic', 'linked-document'],
    ['a WebP that is no sticker', webp.simple(800, 600), 'image/webp', 'photo.webp', 'image/webp', 'linked-document'],
    ['a lossless WebP of 512 pixels', webp.lossless(512, 512), 'image/webp', 'smile.webp', 'image/webp', 'sticker'],
    ['a still WebP of 512 pixels with extras', webp.extended(512, 512, false), 'image/webp', 'smile.webp', 'image/webp', 'sticker'],
    ['a sticker declared as an image', webp.simple(512, 512), 'image/png', 'smile.webp', 'image/webp', 'sticker'],
    [
      'a PDF with something in front',
      Buffer.concat([Buffer.alloc(900, 1), pdf()]),
      'application/pdf',
      'offer.pdf',
      'application/pdf',
      'document',
    ],
    ['Word in a plain ZIP', zip({ 'a.xml': '<x/>' }), 'application/zip', 'letter.docx', DOCX, 'document'],
    ['a ZIP file', zip({ 'a.txt': 'x' }), 'application/zip', 'plans.zip', 'application/zip', 'linked-document'],
    ['an old Office file of unknown kind', oldOffice(), '', 'setup.msi', 'application/x-cfb', 'linked-document'],
    ['CSV declared as Excel', Buffer.from('a;b\n1;2\n'), 'application/vnd.ms-excel', 'prices.csv', 'text/csv', 'document'],
    ['CSV in Latin-1', Buffer.from('Größe;1\n', 'latin1'), 'text/csv', 'sizes.csv', 'text/csv', 'document'],
    ['a web page', Buffer.from('<!doctype html><p>hi'), 'text/html', 'page.html', 'text/html', 'document'],
    ['a drawing', Buffer.from('<?xml version="1.0"?><svg/>'), '', 'logo.svg', 'image/svg+xml', 'document'],
    ['JSON without a name', Buffer.from('{}'), 'application/json', '', 'application/json', 'document', 'document.json'],
    ['text without anything', Buffer.from('hello'), '', '', 'text/plain', 'document', 'document.txt'],
    ['bytes nobody knows', Buffer.from([0, 1, 2, 3]), '', 'data', 'application/octet-stream', 'linked-document'],
    [
      'bytes nobody knows that claim to be an image',
      Buffer.from([0, 1, 2, 3]),
      'image/png',
      'a.png',
      'application/octet-stream',
      'linked-document',
    ],
    ['text that claims to be an image', Buffer.from('png'), 'image/png', 'a.png', 'text/plain', 'document'],
    ['a type that would break a header', Buffer.from([0, 1, 2]), 'a/b\r\nx: y', 'x', 'application/octet-stream', 'linked-document'],
    ['a type of its own', Buffer.from([0, 1, 2]), 'application/x-cad', 'boat.cad', 'application/x-cad', 'linked-document'],
  ])('%s', async (_, bytes, declared, name, contentType, mediaKind, shown = name) => {
    expect(await ready(bytes, declared, name)).toMatchObject({ contentType, mediaKind, name: shown });
  });

  test('a sticker that moves: up to 500 KB', async () => {
    const moving = webp.extended(512, 512);
    expect(await ready(moving, 'image/webp', 'a.webp', 500 * KB)).toMatchObject({ mediaKind: 'sticker' });
    expect(await ready(moving, 'image/webp', 'a.webp', 500 * KB + 1)).toMatchObject({ mediaKind: 'linked-document' });
  });

  test.each<[string, Buffer, MediaKind]>([
    ['RGB', png(8, 2), 'image'],
    ['RGBA', png(8, 6), 'image'],
    ['16 bits', png(16, 6), 'linked-document'],
    ['a palette', png(8, 3), 'linked-document'],
    ['grey', png(8, 0), 'linked-document'],
  ])('PNG in %s', async (_, bytes, mediaKind) => {
    expect(await ready(bytes, 'image/png', 'a.png')).toMatchObject({ mediaKind });
  });

  test.each<[string, Buffer, MediaKind]>([
    ['progressive', jpeg({ frame: 0xc2 }), 'image'],
    ['behind 200 KB of metadata', jpeg({ profileBytes: 200_000 }), 'image'],
    ['CMYK', jpeg({ components: 4 }), 'linked-document'],
    ['grey', jpeg({ components: 1 }), 'linked-document'],
    ['12 bits', jpeg({ precision: 12, frame: 0xc1 }), 'linked-document'],
    ['cut off', jpeg().subarray(0, 20), 'linked-document'],
  ])('JPEG %s', async (_, bytes, mediaKind) => {
    expect(await ready(bytes, 'image/jpeg', 'a.jpg')).toMatchObject({ mediaKind });
  });
});

test('any bytes under any name and type: become something that can be sent', async () => {
  const beginnings = Object.values(rows).map(([bytes]) => bytes);
  const anyBytes = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 400 }),
    // Beginnings that are cut, or go on in another way.
    fc
      .tuple(fc.constantFrom(...beginnings), fc.nat(60), fc.uint8Array({ maxLength: 200 }))
      .map(([bytes, cut, tail]) => Buffer.concat([bytes.subarray(0, cut + 1), tail])),
  );
  await fc.assert(
    fc.asyncProperty(anyBytes, fc.string(), fc.string({ unit: 'binary' }), async (bytes, type, name) => {
      const made = await ready(Buffer.from(bytes), type, name);
      expect(made.name).toMatch(/\S/);
      expect(made.name).not.toMatch(/[\p{Cc}/\\]/u);
      expect(made.contentType).toMatch(/^[a-z]+\/[\w.+-]+(; codecs=opus)?$/i);
      if (made.mediaKind !== 'linked-document' && made.mediaKind !== 'document') expect(made.contentType in mediaTable).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('parts', () => {
  const file = (mediaKind: MediaKind) => ({ mediaKind });
  test.each<[MediaKind, boolean]>([
    ['image', true],
    ['video', true],
    ['document', true],
    ['linked-document', true],
    ['audio', false],
    ['voice', false],
    ['sticker', false],
  ])('a text with one file that goes as %s: its caption where there can be one, before it otherwise', (kind, isCaption) => {
    const apart = [
      { text: 'look', file: undefined },
      { text: '', file: 0 },
    ];
    expect(partsOf('look', [file(kind)])).toEqual(isCaption ? [{ text: 'look', file: 0 }] : apart);
    expect(partsOf('', [file(kind)])).toEqual([{ text: '', file: 0 }]);
  });

  test('a text too long for a caption: goes before the file', () => {
    expect(partsOf('😀'.repeat(CAPTION_CHARACTERS), [file('image')])).toHaveLength(1);
    expect(partsOf('x'.repeat(CAPTION_CHARACTERS + 1), [file('image')])).toEqual([
      { text: 'x'.repeat(CAPTION_CHARACTERS + 1), file: undefined },
      { text: '', file: 0 },
    ]);
  });

  test('a text with several files: the text, then every file in its order', () => {
    const all = [file('image'), file('voice'), file('document')];
    expect(partsOf('look', all).map((part) => part.file)).toEqual([undefined, 0, 1, 2]);
    expect(partsOf('look', all).map(({ text }) => text)).toEqual(['look', '', '', '']);
    expect(partsOf('', all).map((part) => part.file)).toEqual([0, 1, 2]);
    expect(partsOf('look', [])).toEqual([{ text: 'look', file: undefined }]);
  });
});
