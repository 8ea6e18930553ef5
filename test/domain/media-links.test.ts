import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMediaLinks, MEDIA_LINK_SECONDS } from '../../src/domain/media-links.ts';

const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const publicUrl = 'https://provider.example';
const START = 1_790_000_000_500;

const linksWith = (keys: readonly Buffer[], now = START) => createMediaLinks({ keys, publicUrl, now: () => now });
function partsOf(link: string): [string, string, number, string] {
  const { pathname, searchParams } = new URL(link);
  const [, , channelId, attachmentId] = pathname.split('/');
  return [channelId as string, attachmentId as string, Number(searchParams.get('expires')), searchParams.get('signature') as string];
}

describe('media links', () => {
  test('link: stands at the public address and is good as it is', () => {
    const link = linksWith([one]).linkTo('ch_1', 'at_1');
    expect(link).toMatch(/^https:\/\/provider\.example\/media\/ch_1\/at_1\?expires=\d+&signature=[\w-]{43}$/);
    expect(linksWith([one]).isGood(...partsOf(link))).toBe(true);
  });

  test('time: a link holds for a day, to the end of its last second, and no longer', () => {
    const parts = partsOf(linksWith([one]).linkTo('ch_1', 'at_1'));
    const end = parts[2] * 1000;
    expect(end - START).toBeGreaterThanOrEqual(MEDIA_LINK_SECONDS * 1000);
    expect(end - START).toBeLessThan(MEDIA_LINK_SECONDS * 1000 + 1000);
    expect([linksWith([one], end).isGood(...parts), linksWith([one], end + 1).isGood(...parts)]).toEqual([true, false]);
  });

  test('tampering: another channel, file, time or signature is refused', () => {
    const links = linksWith([one]);
    const [channel, attachment, expires, signature] = partsOf(links.linkTo('ch_1', 'at_1'));
    const wrong: [string, string, number, string][] = [
      ['ch_2', attachment, expires, signature],
      [channel, 'at_2', expires, signature],
      [channel, attachment, expires + 1, signature],
      [channel, attachment, expires + 86_400, signature],
      [channel, attachment, Number.POSITIVE_INFINITY, signature],
      [channel, attachment, Number.NaN, signature],
      [channel, attachment, expires, ''],
      [channel, attachment, expires, signature.slice(0, -2)],
      [channel, attachment, expires, `${signature}AAAA`],
      [`${channel}/${attachment}`, '', expires, signature],
    ];
    expect(wrong.filter((parts) => links.isGood(...parts))).toEqual([]);
  });

  test('tampering: a signature changed in any bit is refused', () => {
    const links = linksWith([one]);
    const [channel, attachment, expires, signature] = partsOf(links.linkTo('ch_1', 'at_1'));
    fc.assert(
      fc.property(fc.nat({ max: 255 }), (bit) => {
        const bytes = Buffer.from(signature, 'base64url');
        bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
        expect(links.isGood(channel, attachment, expires, bytes.toString('base64url'))).toBe(false);
      }),
    );
  });

  test('tampering: any text as signature is refused', () => {
    const links = linksWith([one]);
    const [channel, attachment, expires, signature] = partsOf(links.linkTo('ch_1', 'at_1'));
    fc.assert(fc.property(fc.string(), (text) => text === signature || !links.isGood(channel, attachment, expires, text)));
  });

  test('two keys: links of the old one stay good, new ones are made with the first', () => {
    const old = partsOf(linksWith([one]).linkTo('ch_1', 'at_1'));
    const rotating = linksWith([two, one]);
    expect(rotating.isGood(...old)).toBe(true);
    expect(linksWith([two]).isGood(...old)).toBe(false);
    expect(linksWith([two]).isGood(...partsOf(rotating.linkTo('ch_1', 'at_1')))).toBe(true);
  });
});
