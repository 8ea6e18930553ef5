import { extensionOf } from './file-name.ts';
import type { Contents } from './look-inside.ts';
import { mediaTable, typeOfExtension } from './media-table.ts';

/** Other names of types in WhatsApp's table. */
const sameAs: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'audio/mp3': 'audio/mpeg',
  'audio/x-mpeg': 'audio/mpeg',
  'audio/opus': 'audio/ogg; codecs=opus',
  'image/apng': 'image/png',
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'video/x-m4v': 'video/mp4',
};

/** The types that say nothing, or that say only which container a file is. */
const VAGUE = new Set([
  '',
  'application/octet-stream',
  'binary/octet-stream',
  'application/zip',
  'application/x-zip-compressed',
  'application/x-cfb',
  'application/xml',
]);
const OLD_OFFICE = new Set(['application/msword', 'application/vnd.ms-excel', 'application/vnd.ms-powerpoint']);
const SHOWN_OR_PLAYED = new Set(['image', 'audio', 'video', 'sticker']);

export interface FileType {
  type: string;
  /** The bytes told it; otherwise it is the best that name and declaration say. */
  isCertain: boolean;
}

/** A content type without its parameters, in WhatsApp's spelling; empty when it is none, because it comes from outside and goes into headers. */
export function plainType(declared: string): string {
  const type = declared.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^[a-z]+\/[\w.+-]{1,100}$/.test(type)) return '';
  return sameAs[type] ?? type;
}

/**
 * What a file is. The bytes decide; where they only name a container, or nothing at all, its name and the declared type say the rest. Something to be shown or played
 * is one only by its bytes: WhatsApp looks at them too, and refuses what merely claims to be an image.
 */
export function typeOfFile(declared: string, name: string, contents: Contents): FileType {
  const { sniffed, isText } = contents;
  const claimed = plainType(declared);
  const named = typeOfExtension(extensionOf(name)) ?? '';
  if (sniffed === undefined || sniffed.startsWith('text/') || sniffed === 'application/xml')
    return unproven(claimed, named, sniffed ?? '', isText);
  if (sniffed === 'application/x-cfb') return { type: [named, claimed].find((type) => OLD_OFFICE.has(type)) ?? sniffed, isCertain: false };
  if (sniffed === 'application/zip') return { type: [named, claimed].find(isNewOffice) ?? sniffed, isCertain: false };
  const type = sameAs[sniffed] ?? sniffed;
  // Recorders write sound alone into containers that begin like a film.
  if (type === 'video/mp4' && (claimed === 'audio/mp4' || claimed === 'audio/aac' || ['m4a', 'm4b'].includes(extensionOf(name)))) {
    return { type: 'audio/mp4', isCertain: true };
  }
  return { type, isCertain: true };
}

const isNewOffice = (type: string): boolean => type.startsWith('application/vnd.openxmlformats-officedocument.') && type in mediaTable;

/** The type of a file whose bytes tell none: text, or something unknown. */
function unproven(claimed: string, named: string, sniffed: string, isText: boolean): FileType {
  const candidates = [named, claimed, sniffed].filter((type) => !VAGUE.has(type) && !SHOWN_OR_PLAYED.has(mediaTable[type]?.family ?? ''));
  const type = isText ? candidates.find(isTextual) : candidates.find((candidate) => !isTextual(candidate));
  return { type: type ?? (isText ? sniffed || 'text/plain' : 'application/octet-stream'), isCertain: false };
}

/** Whether files of this type are text that anything can open. */
export const isTextual = (type: string): boolean =>
  type.startsWith('text/') || /^application\/(?:json|xml|yaml|javascript)$|\+(?:xml|json)$/.test(type);
