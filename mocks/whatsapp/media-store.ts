import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';
import { newObjectId } from './ids.ts';
import { fromBase64, inBase64 } from './webhook-gate.ts';

export interface StoredMedia {
  id: string;
  bytes: Buffer;
  mimeType: string;
  /** SHA-256 of the bytes, hex. */
  sha256: string;
  /** The business number it belongs to. */
  phoneNumberId: string;
}

interface KeptMedia extends StoredMedia {
  /** When Meta deletes it. */
  until: number;
}

export interface MediaSnapshot {
  secret: string;
  files: (Omit<KeptMedia, 'bytes'> & { bytes: string })[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const URL_MS = 5 * 60 * 1000;
/** Sweep over files that are over at most so often. */
const SWEEP_EVERY_MS = 60 * 60 * 1000;

const newSecret = (): string => randomBytes(16).toString('hex');

/** Files in Meta's storage, kept in memory: uploads for 30 days, files of customers for 7, their addresses for 5 minutes. */
export function createMediaStore(clock: Clock) {
  const files = new Map<string, KeptMedia>();
  let secret = newSecret();
  let sweptAt = clock.now();
  const proof = (id: string, ext: string): string =>
    `AR${createHmac('sha256', secret).update(`${id}.${ext}`).digest('base64url').slice(0, 22)}`;

  const find = (id: string): StoredMedia | undefined => {
    const file = files.get(id);
    return file && file.until > clock.now() ? file : undefined;
  };
  const sweep = (): void => {
    const now = clock.now();
    if (now - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = now;
    for (const [id, { until }] of files) if (until <= now) files.delete(id);
  };

  return {
    find,
    add(file: { id?: string; bytes: Buffer; mimeType: string; phoneNumberId: string; origin: 'upload' | 'customer' }): StoredMedia {
      sweep();
      const { id = newObjectId(), bytes, mimeType, phoneNumberId } = file;
      const stored = { id, bytes, mimeType, phoneNumberId, sha256: createHash('sha256').update(bytes).digest('hex') };
      files.set(id, { ...stored, until: clock.now() + (file.origin === 'upload' ? 30 : 7) * DAY_MS });
      return stored;
    },
    remove: (id: string): boolean => files.delete(id),
    /** An address of the file, valid for 5 minutes. */
    address(baseUrl: string, id: string): string {
      const ext = String(Math.floor((clock.now() + URL_MS) / 1000));
      return `${baseUrl}/whatsapp_business/attachments?mid=${id}&source=getMedia&ext=${ext}&hash=${proof(id, ext)}`;
    },
    /** The file behind an address, unless the address is forged or over, or the file is gone. */
    open({ mid, ext, hash }: { mid: string; ext: string; hash: string }): StoredMedia | undefined {
      const given = Buffer.from(hash);
      const right = Buffer.from(proof(mid, ext));
      if (given.length !== right.length || !timingSafeEqual(given, right) || Number(ext) * 1000 <= clock.now()) return undefined;
      return find(mid);
    },
    /** No address that was given out until now opens a file any more. */
    expireAddresses(): void {
      secret = newSecret();
    },
    expireFiles: (): void => files.clear(),
    snapshot: (): MediaSnapshot => ({ secret, files: [...files.values()].map((file) => ({ ...file, bytes: inBase64(file.bytes) })) }),
    restore(snapshot: MediaSnapshot): void {
      secret = snapshot.secret;
      files.clear();
      for (const file of snapshot.files) files.set(file.id, { ...file, bytes: fromBase64(file.bytes) });
    },
    clear(): void {
      files.clear();
      secret = newSecret();
    },
  };
}

export type MediaStore = ReturnType<typeof createMediaStore>;
