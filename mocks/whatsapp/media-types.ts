const MB = 1024 * 1024;

/** The largest file Meta takes of any kind. */
export const LARGEST_FILE_BYTES = 100 * MB;

type Kind = 'audio' | 'image' | 'video' | 'document' | 'sticker';

/** What Meta takes (D/business-phone-numbers/media). Plain audio/ogg and audio/opus are not among it. */
const kinds: Readonly<Record<string, Kind>> = {
  'audio/aac': 'audio',
  'audio/amr': 'audio',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/ogg; codecs=opus': 'audio',
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'sticker',
  'video/3gpp': 'video',
  'video/mp4': 'video',
  'text/plain': 'document',
  'application/pdf': 'document',
  'application/msword': 'document',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'document',
  'application/vnd.ms-excel': 'document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'document',
  'application/vnd.ms-powerpoint': 'document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'document',
};

/** `codecs=opus` belongs to the type; other parameters, a charset above all, do not. */
function plainType(mimeType: string): string {
  const [type = '', ...parameters] = mimeType.toLowerCase().split(';');
  const isOpus = parameters.some((parameter) => /^\s*codecs\s*=\s*"?opus"?\s*$/.test(parameter));
  return isOpus ? `${type.trim()}; codecs=opus` : type.trim();
}

/** The kind of message such a file is for; undefined when Meta does not take it. */
export const kindOf = (mimeType: string): Kind | undefined => kinds[plainType(mimeType)];

/** Meta's limits by kind: image 5 MB, audio and video 16 MB, document 100 MB, sticker 100 KB, animated sticker 500 KB. */
export function largestBytes(kind: Kind, bytes: Buffer): number {
  if (kind === 'sticker') return (bytes.subarray(0, 64).includes('ANIM') ? 500 : 100) * 1024;
  if (kind === 'image') return 5 * MB;
  return kind === 'document' ? LARGEST_FILE_BYTES : 16 * MB;
}

const beginnings: readonly [string, (bytes: Buffer) => boolean][] = [
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff'],
  ['image/png', (bytes) => bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a'],
  ['image/webp', (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP'],
  ['application/pdf', (bytes) => bytes.toString('latin1', 0, 5) === '%PDF-'],
  ['audio/ogg; codecs=opus', (bytes) => bytes.toString('latin1', 0, 4) === 'OggS'],
  ['video/webm', (bytes) => bytes.subarray(0, 4).toString('hex') === '1a45dfa3'],
];

/**
 * Why a message of that type cannot carry the file, in words; undefined when it can. Meta looks into what it shows or plays: a file whose beginning is of
 * another type than it claims is refused. A beginning that nobody knows passes, and a document may be anything.
 */
export function misfit(messageType: string, { mimeType, bytes }: { mimeType: string; bytes: Buffer }): string | undefined {
  if (messageType === 'document') return undefined;
  if (kindOf(mimeType) !== messageType) return `A file of type ${mimeType} cannot be sent as ${messageType}.`;
  const [shown] = beginnings.find(([, begins]) => begins(bytes)) ?? [];
  if (shown === undefined || shown === plainType(mimeType)) return undefined;
  return `The file claims to be ${mimeType} and begins like ${shown}.`;
}
