import { hkdfSync } from 'node:crypto';

/** Keys with one purpose each, from those that are configured. */
export const derivedKeys = (keys: readonly Buffer[], purpose: string): Buffer[] =>
  keys.map((key) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32)));
