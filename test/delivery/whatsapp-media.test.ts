import { expect, test } from 'vitest';
import { mediaContent, mediaKindOf, uploadTypeOf } from '../../src/delivery/whatsapp-media.ts';
import { mediaTable } from '../../src/domain/outgoing-files/media-table.ts';

test("uploadTypeOf: every type of WhatsApp's table as it is, any other as plain text", () => {
  for (const type of Object.keys(mediaTable)) expect(uploadTypeOf(type)).toBe(type);
  for (const type of ['text/csv', 'text/html', 'application/json', 'audio/ogg', 'audio/opus'])
    expect(uploadTypeOf(type)).toBe('text/plain');
});

test('mediaKindOf: what was decided holds; a part from before that follows its type', () => {
  expect(mediaKindOf({ mediaKind: 'linked-document' }, { contentType: 'image/png' })).toBe('linked-document');
  for (const [type, { family }] of Object.entries(mediaTable)) expect(mediaKindOf({ mediaKind: null }, { contentType: type })).toBe(family);
  expect(mediaKindOf({ mediaKind: null }, { contentType: 'application/zip' })).toBe('document');
});

test('mediaContent: a caption only where WhatsApp takes one, a name with every document', () => {
  const of = (kind: Parameters<typeof mediaContent>[0], text = 'look') => mediaContent(kind, 'offer.pdf', { id: '1' }, text);
  expect(of('image')).toEqual({ type: 'image', image: { id: '1', caption: 'look' } });
  expect(of('image', '')).toEqual({ type: 'image', image: { id: '1' } });
  expect(of('video')).toEqual({ type: 'video', video: { id: '1', caption: 'look' } });
  expect(of('audio')).toEqual({ type: 'audio', audio: { id: '1' } });
  expect(of('voice')).toEqual({ type: 'audio', audio: { id: '1', voice: true } });
  expect(of('sticker')).toEqual({ type: 'sticker', sticker: { id: '1' } });
  expect(of('document')).toEqual({ type: 'document', document: { id: '1', caption: 'look', filename: 'offer.pdf' } });
  expect(mediaContent('linked-document', 'a.zip', { link: 'https://x/y' }, '')).toEqual({
    type: 'document',
    document: { link: 'https://x/y', filename: 'a.zip' },
  });
});
