import { AppError } from '../errors.ts';
import type { MediaKind } from '../store/records.ts';
import { fittingName } from './outgoing-files/file-name.ts';
import { lookInside } from './outgoing-files/look-inside.ts';
import { largestBytes } from './outgoing-files/media-table.ts';
import { typeOfFile } from './outgoing-files/type-of-file.ts';
import { wayOfSending } from './outgoing-files/way-of-sending.ts';

/** The longest caption, in characters (D/messages/image-messages). */
export const CAPTION_CHARACTERS = 1024;

/** A file of an outgoing message, already on the disk. */
export interface OutgoingFile {
  name: string;
  contentType: string;
  size: number;
  sha256: string;
  /** Name within the media folder. */
  file: string;
  path: string;
  /** Called once the message that owns the file is committed. */
  keep(): void;
}

/** The same with name and type repaired, and how WhatsApp carries it. */
export interface ReadyFile extends OutgoingFile {
  mediaKind: MediaKind;
}

/** What one WhatsApp message of an outgoing message carries. */
export interface OutgoingPart {
  /** A text of its own, or the caption of the file; may be empty beside a file. */
  text: string;
  /** Index of the file; undefined for a text alone. */
  file: number | undefined;
}

/**
 * Tells from its bytes what each file is, repairs name and type, and decides how WhatsApp carries it. Throws INVALID_REQUEST with the reason, in the salesperson's words,
 * when one of them cannot go at all.
 */
export const readyFiles = (files: readonly OutgoingFile[]): Promise<ReadyFile[]> => Promise.all(files.map(readyFile));

async function readyFile(file: OutgoingFile): Promise<ReadyFile> {
  const { size, path } = file;
  const shown = fittingName(file.name, 'application/octet-stream', false);
  if (size === 0)
    throw new AppError('INVALID_REQUEST', `The file "${shown}" is empty, and WhatsApp takes no empty files. Nothing was sent.`);
  if (size > largestBytes.document) {
    throw new AppError('INVALID_REQUEST', `The file "${shown}" is larger than 100 MB, the most WhatsApp takes. Nothing was sent.`);
  }
  const contents = await lookInside(path);
  const { type, isCertain } = typeOfFile(file.contentType, file.name, contents);
  const mediaKind = await wayOfSending({ type, size, path, contents });
  return { ...file, name: fittingName(file.name, type, isCertain), contentType: type, mediaKind };
}

const mayHaveCaption = (kind: MediaKind): boolean =>
  kind === 'image' || kind === 'video' || kind === 'document' || kind === 'linked-document';

/**
 * The WhatsApp messages an outgoing message becomes, in the order the salesperson sees: the text, then every file. A text beside a single file is its caption where WhatsApp
 * allows one; beside several it belongs to all of them and comes first, by itself.
 */
export function partsOf(text: string, files: readonly Pick<ReadyFile, 'mediaKind'>[]): OutgoingPart[] {
  const [only, ...others] = files;
  if (text !== '' && only && others.length === 0 && mayHaveCaption(only.mediaKind) && [...text].length <= CAPTION_CHARACTERS) {
    return [{ text, file: 0 }];
  }
  const parts: OutgoingPart[] = files.map((_, file) => ({ text: '', file }));
  return text === '' ? parts : [{ text, file: undefined }, ...parts];
}
