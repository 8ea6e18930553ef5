import type { HandsetMessage } from './handsets.ts';
import type { MediaStore } from './media-store.ts';
import { type Carrier, namedFiles } from './named-files.ts';

/** A file of a message as the phone shows it; what is not known is null. */
export interface HandsetFile {
  name: string | null;
  mimeType: string | null;
  /** In bytes; null once Meta has deleted the file, and for files that went as a link. */
  size: number | null;
}

/** The files of a message. A customer's message has no parts that could hold more of them, and may have others of the same name. */
export function handsetFiles(media: MediaStore, { from, type, content }: HandsetMessage): HandsetFile[] {
  const carrier = from === 'business' ? (content as Carrier) : { [type]: (content as Record<string, object>)[type] };
  return namedFiles(carrier).map(({ id, filename, mime_type }) => {
    const stored = id === undefined ? undefined : media.find(id);
    return { name: filename ?? null, mimeType: stored?.mimeType ?? mime_type ?? null, size: stored?.bytes.length ?? null };
  });
}
