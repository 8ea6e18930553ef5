import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';
import { newObjectId } from './ids.ts';

export interface StoredMedia {
  id: string;
  bytes: Buffer;
  mimeType: string;
  /** SHA-256 of the bytes, hex. */
  sha256: string;
  /** The business number it belongs to. */
  phoneNumberId: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const URL_MS = 5 * 60 * 1000;

/** Files in Meta's storage, kept in memory: uploads for 30 days, files of customers for 7, their addresses for 5 minutes. */
export function createMediaStore(clock: Clock, secret: string) {
  const files = new Map<string, StoredMedia & { until: number }>();
  const proof = (id: string, ext: string): string =>
    `AR${createHmac('sha256', secret).update(`${id}.${ext}`).digest('base64url').slice(0, 22)}`;

  const find = (id: string): StoredMedia | undefined => {
    const file = files.get(id);
    return file && file.until > clock.now() ? file : undefined;
  };

  return {
    find,
    add(file: { id?: string; bytes: Buffer; mimeType: string; phoneNumberId: string; origin: 'upload' | 'customer' }): StoredMedia {
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
  };
}

export type MediaStore = ReturnType<typeof createMediaStore>;
