import type { InboundFile } from '../store/records.ts';

/** What a fetched file is, and under which name it is offered. */
export interface DescribedFile {
  contentType: string;
  name: string;
}

const UNKNOWN = 'application/octet-stream';

/**
 * The type by the file's own bytes. What the sender declared counts only where the bytes say nothing, and where they say the same with less (Office documents are ZIP files,
 * audio in an MP4 is MP4). The file is given by its path, and by its bytes where they are at hand.
 */
export async function describeFile(
  { path, bytes }: { path: string; bytes?: Buffer | undefined },
  declared: Pick<InboundFile, 'contentType' | 'kind' | 'voice' | 'name'>,
): Promise<DescribedFile> {
  // Read with the first file.
  const { fileTypeFromBuffer, fileTypeFromFile } = await import('file-type');
  const sniffed = await (bytes ? fileTypeFromBuffer(bytes) : fileTypeFromFile(path));
  const claim = wellFormed(declared.contentType);
  const contentType = sniffed === undefined ? (claim ?? UNKNOWN) : refined(sniffed.mime, claim);
  return { contentType, name: cleanName(declared.name) ?? `${plainName(declared)}.${sniffed?.ext ?? extensionOf(contentType)}` };
}

function refined(sniffed: string, claim: string | undefined): string {
  const plain = claim?.split(';')[0];
  if (claim === undefined || plain === undefined) return sniffed;
  // `audio/ogg; codecs=opus` and the like: the same type, told more exactly.
  if (plain === sniffed.split(';')[0]) return claim;
  if (sniffed === 'video/mp4' && (plain === 'audio/mp4' || plain === 'audio/aac')) return 'audio/mp4';
  if (sniffed === 'application/zip' && /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\./.test(plain)) return claim;
  if (sniffed === 'application/x-cfb' && (plain === 'application/msword' || /^application\/vnd\.ms-[\w.-]+$/.test(plain))) return claim;
  return sniffed;
}

/** A type with simple parameters, in lower case; anything else could break out of a header. */
function wellFormed(type: string | null): string | undefined {
  const clean = type?.trim().toLowerCase() ?? '';
  return clean.length <= 200 && /^[a-z]+\/[\w.+-]+(\s*;\s*[\w-]+="?[\w.+-]+"?)*$/.test(clean) ? clean : undefined;
}

const plainName = ({ kind, voice }: Pick<InboundFile, 'kind' | 'voice'>): string => (voice ? 'voice-message' : kind);

const extensions: Readonly<Record<string, string>> = {
  'text/plain': 'txt',
  'text/csv': 'csv',
  'text/html': 'html',
  'text/vcard': 'vcf',
  'application/json': 'json',
  'image/svg+xml': 'svg',
  'image/jpeg': 'jpg',
  'audio/mpeg': 'mp3',
  'audio/ogg': 'ogg',
  'application/pdf': 'pdf',
};

const extensionOf = (contentType: string): string => extensions[contentType.split(';')[0] ?? ''] ?? 'bin';

const LONGEST_NAME = 200;

/** The sender's name for the file without a path, control characters or marks that turn the reading direction (`exe.fdp` shown as `pdf.exe`). */
function cleanName(name: string | null): string | undefined {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .toWellFormed()
    .trim();
  if (clean === '' || clean === '.' || clean === '..') return undefined;
  if (clean.length <= LONGEST_NAME) return clean;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? '';
  return clean.slice(0, LONGEST_NAME - extension.length).toWellFormed() + extension;
}
