import type { Attachment } from '../store/records.ts';

/** Types that browsers show or play without running anything. PDF viewers are the browser's own and know nothing of our origin. */
const SHOWN = /^(image\/(jpeg|png|gif|webp|avif|bmp|heic|heif)|(audio|video)\/[\w.+-]+|application\/pdf)$/;
/** Types that a browser runs, or that look harmless and are read as such: never announced. */
const ACTIVE = /html|xml|svg|script|wasm|flash|xhtml|multipart|message\//;

/**
 * The headers under which a file of a stranger leaves our origin: nothing in it runs there. What is not plainly harmless is a download; what could run is not even called by
 * its type. `Cache-Control` keeps it out of shared caches, since a link is somebody's alone.
 */
export function servedHeaders({ contentType, name, sha256 }: Pick<Attachment, 'contentType' | 'name' | 'sha256'>): Record<string, string> {
  const plain = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  const isShown = SHOWN.test(plain);
  return {
    'Content-Type': isShown || (isSendable(contentType) && !ACTIVE.test(plain)) ? contentType : 'application/octet-stream',
    'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodedName(name)}`,
    // Chrome shows no PDF in a sandbox.
    ...(plain === 'application/pdf' ? {} : { 'Content-Security-Policy': "sandbox; default-src 'none'" }),
    'Cache-Control': 'private, max-age=3600',
    'Accept-Ranges': 'bytes',
    ETag: etagOf(sha256),
  };
}

export const etagOf = (sha256: string): string => `"${sha256}"`;

const isSendable = (contentType: string): boolean => /^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w-]+="?[\w.+-]+"?)*$/.test(contentType);

/** RFC 8187: everything but letters, digits and a few marks is percent-encoded. */
const encodedName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replaceAll(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** Bytes `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * The one range a Range header asks for (RFC 9110, 14). Undefined when there is none to heed: no header, another unit, several ranges, nonsense; `'unsatisfiable'` when it begins
 * behind the end.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const match = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (!match || (first === '' && last === '')) return undefined;
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
