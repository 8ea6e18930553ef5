import { type FileHandle, open } from 'node:fs/promises';

/** What the bytes of a file tell, whatever it is called. */
export interface Contents {
  /** The content type, as file-type names it; undefined when the bytes begin like nothing it knows. */
  sniffed: string | undefined;
  extension: string | undefined;
  /** The beginning reads as text. */
  isText: boolean;
  head: Buffer;
}

const HEAD_BYTES = 64 * 1024;
/** A PDF may have something in front of it (ISO 32000-1, annex H.3.4.1). */
const PDF_WITHIN = 1024;

/** Looks at the beginning of a file and follows its structure where that is needed; never holds more than 64 KB of it. */
export async function lookInside(path: string): Promise<Contents> {
  const head = await withFile(path, (file) => read(file, 0, HEAD_BYTES));
  // Read with the first file.
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  if (!found && head.subarray(0, PDF_WITHIN).includes('%PDF-'))
    return { sniffed: 'application/pdf', extension: 'pdf', isText: false, head };
  return { sniffed: found?.mime, extension: found?.ext, isText: isText(head), head };
}

/** Text has line ends and tabs, but no other control characters; in UTF-16 it starts with its byte order mark. */
function isText(head: Buffer): boolean {
  if (head.length >= 2 && ['fffe', 'feff'].includes(head.toString('hex', 0, 2))) return true;
  return head.every((byte) => (byte > 0x1f && byte !== 0x7f) || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b);
}

/** Whether an Ogg stream with Opus has one channel (RFC 7845 5.1: the count stands after the magic words and the version). */
export function isMonoOpus(head: Buffer): boolean {
  const at = head.indexOf('OpusHead');
  return at >= 0 && head[at + 9] === 1;
}

/** A WebP as stickers need it: its size in pixels, and whether it moves; undefined when its header cannot be read. */
export function webpShape(head: Buffer): { width: number; height: number; animated: boolean } | undefined {
  if (head.length < 30) return undefined;
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff, animated: false };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, animated: false };
    }
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1, animated: ((head[20] ?? 0) & 0x02) !== 0 };
    default:
      return undefined;
  }
}

/** Whether a PNG or JPEG has 8 bits per channel in RGB or RGBA, the only images WhatsApp shows. */
export async function isEightBitColour(path: string, { sniffed, head }: Pick<Contents, 'sniffed' | 'head'>): Promise<boolean> {
  // IHDR comes first in a PNG: bit depth, then 2 for RGB or 6 for RGBA.
  if (sniffed !== 'image/jpeg') return head[24] === 8 && (head[25] === 2 || head[25] === 6);
  const frame = await withFile(path, jpegFrame);
  return frame !== undefined && frame[0] === 8 && frame[5] === 3;
}

/** The frame header of a JPEG from its precision on (ITU T.81 B.2.2), behind whatever metadata comes first; undefined when there is none. */
async function jpegFrame(file: FileHandle): Promise<Buffer | undefined> {
  let at = 2;
  // Metadata is a few dozen segments of at most 64 KB.
  for (let segments = 0; segments < 1000; segments++) {
    const segment = await read(file, at, 10);
    if (segment.length < 10 || segment[0] !== 0xff) return undefined;
    const marker = segment[1] as number;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return segment.subarray(4);
    at += 2 + segment.readUInt16BE(2);
  }
  return undefined;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function withFile<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}
