import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** How many opened secrets are at hand: every call of a vendor's needs the same few. */
const AT_HAND = 64;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals secrets for storage. */
export interface SecretBox {
  seal(secret: string): Buffer;
  /** Throws when no key of the ring opens it, or the bytes were changed. */
  open(sealed: Uint8Array): string;
  /** Whether the first key of the ring sealed it. */
  isCurrent(sealed: Uint8Array): boolean;
}

/** A store holds secrets that no key of the ring opens. The message is for whoever starts the provider. */
export class WrongKey extends Error {
  constructor(holder: string) {
    super(
      `ENCRYPTION_KEY does not open the access tokens in the store (${holder}): another key sealed them. Start with that key again; to change it, give both, the new one first: ENCRYPTION_KEY=new,old`,
    );
    this.name = 'WrongKey';
  }
}

/**
 * AES-256-GCM with a ring of keys: the first seals, all open, so that a key can be rotated without a gap. Layout: 4 bytes key id, nonce, tag, ciphertext.
 * Throws when a key does not hold 32 bytes.
 */
export function createSecretBox(keys: readonly Buffer[]): SecretBox {
  const first = keys[0];
  if (!first || keys.some((key) => key.length !== 32)) throw new Error('an encryption key holds exactly 32 bytes');
  const current = keyId(first);
  const byId = new Map(keys.map((key) => [keyId(key).toString('hex'), key]));
  const opened = new Map<string, string>();
  const decrypt = (bytes: Buffer): string => {
    const key = byId.get(bytes.subarray(0, 4).toString('hex'));
    if (!key) throw new Error('this secret was sealed with a key that is not in ENCRYPTION_KEY; add the old key after the new one');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(4, 4 + NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(4 + NONCE_BYTES, 4 + NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(4 + NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  };
  return {
    seal(secret) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', first, nonce);
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([current, nonce, cipher.getAuthTag(), text]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const name = bytes.toString('latin1');
      const known = opened.get(name);
      if (known !== undefined) return known;
      const secret = decrypt(bytes);
      if (opened.size >= AT_HAND) opened.clear();
      opened.set(name, secret);
      return secret;
    },
    isCurrent: (sealed) => current.equals(sealed.subarray(0, current.length)),
  };
}

const shut = (): never => {
  throw new Error('this store was opened without its keys');
};

/** For a program that works on the store without its keys: secrets stay as they are. Each method throws. */
export const closedBox: SecretBox = { seal: shut, open: shut, isCurrent: shut };

/** Tells keys apart without saying anything about them. */
const keyId = (key: Buffer): Buffer => createHash('sha256').update('key id').update(key).digest().subarray(0, 4);
