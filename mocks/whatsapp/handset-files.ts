import type { HandsetMessage } from './handsets.ts';
import type { MediaStore } from './media-store.ts';
import { type Carrier, fileTypes, namedFiles } from './named-files.ts';

/** A file of a message as the phone shows it; what is not known is null. */
export interface HandsetFile {
  /** In Meta's storage; null for files that went as a link. */
  id: string | null;
  name: string | null;
  mimeType: string | null;
  /** In bytes; null once Meta has deleted the file, and for files that went as a link. */
  size: number | null;
}

/** The files of a message. Beside its own, a customer's message may have anything under any name. */
export function handsetFiles(media: MediaStore, { from, type, content }: HandsetMessage): HandsetFile[] {
  return namedFiles(from === 'business' ? (content as Carrier) : ownFile(type, content as Record<string, object>)).map(
    ({ id, filename, mime_type }) => {
      const stored = id === undefined ? undefined : media.find(id);
      return {
        id: id ?? null,
        name: filename ?? null,
        mimeType: stored?.mimeType ?? mime_type ?? null,
        size: stored?.bytes.length ?? null,
      };
    },
  );
}

const ownFile = (type: string, content: Readonly<Record<string, object>>): Carrier =>
  (fileTypes as readonly string[]).includes(type) ? { [type]: content[type] } : {};
