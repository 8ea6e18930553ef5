/** A file that a message names, in either direction. */
export interface NamedFile {
  type: (typeof fileTypes)[number];
  id?: string;
  /** Instead of the id, of files of the business. */
  link?: string;
  filename?: string;
  /** Of files of customers. */
  mime_type?: string;
  voice?: boolean;
}

type Holder = Partial<Record<string, Omit<NamedFile, 'type'>>>;

/** What a message may hold files in, besides itself. */
export interface Carrier {
  template?: { components?: readonly { parameters?: readonly object[] | undefined }[] | undefined } | undefined;
  interactive?: { header?: object | undefined } | undefined;
}

/** The types of message that are a file. */
export const fileTypes = ['image', 'video', 'audio', 'document', 'sticker'] as const;

/** The files of a message: its own, those of its template's parameters, and that of an interactive header. */
export function namedFiles(message: Carrier): NamedFile[] {
  const { template, interactive } = message;
  const parameters = (template?.components ?? []).flatMap(({ parameters = [] }) => parameters);
  return [message, ...parameters, interactive?.header ?? {}].flatMap((holder) =>
    fileTypes.flatMap((type): NamedFile[] => {
      const file = (holder as Holder)[type];
      return file === undefined ? [] : [{ type, ...file }];
    }),
  );
}
