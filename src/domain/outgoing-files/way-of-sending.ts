import type { MediaKind } from '../../store/records.ts';
import { type Contents, isEightBitColour, isMonoOpus, webpShape } from './look-inside.ts';
import { largestBytes, largestStickerBytes, mediaTable } from './media-table.ts';
import { isTextual } from './type-of-file.ts';

/** Stickers are squares of this many pixels (D/messages/sticker-messages); any other WebP would be shown cut or not at all. */
const STICKER_PIXELS = 512;

interface KnownFile {
  type: string;
  size: number;
  path: string;
  contents: Contents;
}

/**
 * How WhatsApp carries a file so that it surely arrives: as what it is when it keeps the limits of that, as a document otherwise. Documents of the types in WhatsApp's
 * table are uploaded, and so is text of any kind, as plain text. For every other type uploading is refused; those WhatsApp fetches from a link.
 */
export async function wayOfSending({ type, size, path, contents }: KnownFile): Promise<MediaKind> {
  const family = mediaTable[type]?.family;
  switch (family) {
    case 'image':
      return size <= largestBytes.image && (await isEightBitColour(path, contents)) ? 'image' : 'linked-document';
    case 'video':
      return size <= largestBytes.video ? 'video' : 'linked-document';
    case 'audio':
      return wayOfSound(type, size, contents);
    case 'sticker':
      return isSticker(size, contents) ? 'sticker' : 'linked-document';
    case 'document':
      return 'document';
    case undefined:
      return isTextual(type) && contents.isText ? 'document' : 'linked-document';
  }
}

/** Of Ogg WhatsApp takes Opus with one channel, which it shows as a voice message; two channels are no sound it plays. */
function wayOfSound(type: string, size: number, { head }: Contents): MediaKind {
  if (size > largestBytes.audio) return 'linked-document';
  if (type !== 'audio/ogg; codecs=opus') return 'audio';
  return isMonoOpus(head) ? 'voice' : 'linked-document';
}

function isSticker(size: number, { head }: Contents): boolean {
  const shape = webpShape(head);
  if (shape?.width !== STICKER_PIXELS || shape.height !== STICKER_PIXELS) return false;
  return size <= (shape.animated ? largestStickerBytes.animated : largestStickerBytes.still);
}
