const KB = 1024;
const MB = 1024 * KB;

/** What kind of WhatsApp message shows a file of that type. */
export type Family = 'image' | 'audio' | 'video' | 'document' | 'sticker';

/** The largest file of each kind (D/business-phone-numbers/media). */
export const largestBytes: Readonly<Record<Exclude<Family, 'sticker'>, number>> = {
  image: 5 * MB,
  audio: 16 * MB,
  video: 16 * MB,
  document: 100 * MB,
};
export const largestStickerBytes = { still: 100 * KB, animated: 500 * KB } as const;

interface MediaRow {
  family: Family;
  /** File name extensions that fit, the usual one first. */
  extensions: readonly [string, ...string[]];
}

/** Every type WhatsApp takes as an upload (D/business-phone-numbers/media). Plain audio/ogg and audio/opus are not among them. */
export const mediaTable: Readonly<Record<string, MediaRow>> = {
  'image/jpeg': { family: 'image', extensions: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  'image/png': { family: 'image', extensions: ['png', 'apng'] },
  'image/webp': { family: 'sticker', extensions: ['webp'] },
  'audio/aac': { family: 'audio', extensions: ['aac'] },
  'audio/amr': { family: 'audio', extensions: ['amr'] },
  'audio/mpeg': { family: 'audio', extensions: ['mp3', 'mpga', 'mp2'] },
  'audio/mp4': { family: 'audio', extensions: ['m4a', 'mp4', 'm4b', 'f4a'] },
  'audio/ogg; codecs=opus': { family: 'audio', extensions: ['ogg', 'opus', 'oga'] },
  'video/3gpp': { family: 'video', extensions: ['3gp', '3gpp'] },
  'video/mp4': { family: 'video', extensions: ['mp4', 'm4v', 'mp4v', 'f4v'] },
  'text/plain': { family: 'document', extensions: ['txt', 'text', 'log'] },
  'application/pdf': { family: 'document', extensions: ['pdf'] },
  'application/msword': { family: 'document', extensions: ['doc', 'dot'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { family: 'document', extensions: ['docx'] },
  'application/vnd.ms-excel': { family: 'document', extensions: ['xls', 'xlt'] },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { family: 'document', extensions: ['xlsx'] },
  'application/vnd.ms-powerpoint': { family: 'document', extensions: ['ppt', 'pps', 'pot'] },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': { family: 'document', extensions: ['pptx'] },
};

/** Types beyond the table that a name's extension tells, so that a file keeps its own type in the inbox. */
const furtherTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  html: 'text/html',
  htm: 'text/html',
  md: 'text/markdown',
  json: 'application/json',
  xml: 'application/xml',
  svg: 'image/svg+xml',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  rtf: 'application/rtf',
  zip: 'application/zip',
};

const typesByExtension = new Map([
  ...Object.entries(furtherTypes),
  // The first type of an extension holds: `mp4` is a video unless something says otherwise.
  ...Object.entries(mediaTable)
    .flatMap(([type, { extensions }]) => extensions.map((extension): [string, string] => [extension, type]))
    .toReversed(),
  ['mp4', 'video/mp4'] as const,
]);

/** The type that a file name's extension stands for; undefined when it tells nothing. */
export const typeOfExtension = (extension: string): string | undefined => typesByExtension.get(extension.toLowerCase());

/** The extension that a file of this type usually has; undefined when there is none we know of. */
export const extensionOfType = (type: string): string | undefined =>
  mediaTable[type]?.extensions[0] ?? Object.entries(furtherTypes).find(([, further]) => further === type)?.[0];
