import { basename, extname, win32 } from 'node:path';
import { extensionOfType, mediaTable, typeOfExtension } from './media-table.ts';

/** Names that programs put where there is none. */
const EMPTY_NAMES = new Set(['', 'null', 'undefined', 'blob']);
/** Most file systems take 255 bytes; this leaves room for every spelling of a character. */
const MAX_CHARACTERS = 80;
/** More than any extension has: what comes after the last point of "No. 7 for the new house" is part of the name. */
const LONGEST_EXTENSION = 16;
/** Control characters, and the marks that turn the direction of writing so that `gpj.exe` reads as `exe.jpg`. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

export const extensionOf = (name: string): string => extname(name).slice(1).toLowerCase();

/**
 * The name a customer sees: never empty, without a path, with an extension that fits the type, because the extension decides the icon and what opens it. `isCertain`
 * says that the bytes told the type: then an extension that stands for another type gives way.
 */
export function fittingName(given: string, type: string, isCertain: boolean): string {
  const plain = basename(win32.basename(given.replace(UNSEEN, ''))).trim();
  // ".pdf" is an extension that lost its name.
  const ending = extname(plain);
  const found = ending.length > LONGEST_EXTENSION ? '' : ending || (typeOfExtension(plain.slice(1)) ? plain : '');
  const stem = plain.slice(0, plain.length - found.length);
  return `${EMPTY_NAMES.has(stem.toLowerCase()) ? nameFor(type) : shortened(stem)}${fittingExtension(found, type, isCertain)}`;
}

/** What a file without a name is called: image, audio, video or document. */
const nameFor = (type: string): string => type.split('/')[0]?.replace(/^(?:application|text)$/, 'document') ?? 'document';

function fittingExtension(found: string, type: string, isCertain: boolean): string {
  const usual = extensionOfType(type);
  if (found.length > 1) {
    const standsFor = typeOfExtension(found.slice(1));
    const fits = mediaTable[type]?.extensions.includes(found.slice(1).toLowerCase()) ?? true;
    if (fits || !isCertain || usual === undefined) return found;
    // "Offer v1.2" has no extension, it has a point.
    return standsFor === undefined ? `${found}.${usual}` : `.${usual}`;
  }
  return usual === undefined ? '' : `.${usual}`;
}

const shortened = (stem: string): string => [...stem].slice(0, MAX_CHARACTERS).join('').trimEnd();
