import type { Snapshot } from './control/whole-state.ts';

export interface Slimmed {
  text: string;
  /** What had to be left out, in words. */
  leftOut: string | undefined;
}

/** The largest state that is kept, in characters: a start reads it in a second or two. */
const MOST = 96 * 1024 * 1024;
/** Of that, files. */
const MOST_OF_FILES = 48 * 1024 * 1024;
/** Lists that only tell what happened. */
const MOST_ENTRIES = 1000;

interface Parts {
  control: { files: { base64: string }[] };
  whatsapp: { media: { files: { bytes: string }[] }; violations: unknown[] };
  pipedrive: { received: unknown[]; breaches: unknown[]; violations: unknown[] };
}

/**
 * A snapshot as text, with an end to its size: lists that only tell what happened keep their newest entries, and beyond 48 MB of files the oldest are left out, as if WhatsApp
 * had deleted them. Throws when it is larger than 96 MB all the same.
 */
export function slimSnapshot(snapshot: Snapshot): Slimmed {
  const { control, whatsapp, pipedrive } = snapshot as unknown as Parts;
  const media = newestWithin(whatsapp.media.files, MOST_OF_FILES, ({ bytes }) => bytes.length);
  const slim = {
    ...snapshot,
    control: { ...control, files: newestWithin(control.files, MOST_OF_FILES / 2, ({ base64 }) => base64.length) },
    whatsapp: { ...whatsapp, media: { ...whatsapp.media, files: media }, violations: whatsapp.violations.slice(-MOST_ENTRIES) },
    pipedrive: {
      ...pipedrive,
      received: pipedrive.received.slice(-MOST_ENTRIES),
      breaches: pipedrive.breaches.slice(-MOST_ENTRIES),
      violations: pipedrive.violations.slice(-MOST_ENTRIES),
    },
  };
  const text = JSON.stringify(slim);
  if (text.length > MOST) throw new Error(`they take more than ${MOST / 1024 / 1024} MB`);
  const missing = whatsapp.media.files.length - media.length;
  return {
    text,
    leftOut:
      missing === 0 ? undefined : 'the oldest files on the phones are not kept for the next start, because all together are too large.',
  };
}

/** The last items whose sizes together fit. */
function newestWithin<T>(items: readonly T[], most: number, sizeOf: (item: T) => number): T[] {
  let sum = 0;
  const first = items.findLastIndex((item) => {
    sum += sizeOf(item);
    return sum > most;
  });
  return items.slice(first + 1);
}
