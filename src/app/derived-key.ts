import { hkdfSync } from 'node:crypto';

/** Keys with one purpose each, from the one key that is configured. */
export const derivedKey = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
