import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSecretBox } from '../../src/store/secrets.ts';

const [one, two] = [randomBytes(32), randomBytes(32)];

describe('secret box', () => {
  test('seal and open: any text comes back, and no two seals of it are alike', () => {
    const box = createSecretBox([one]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (secret) => {
        const sealed = box.seal(secret);
        expect(box.open(sealed)).toBe(Buffer.from(secret, 'utf8').toString('utf8'));
        expect(box.seal(secret).equals(sealed)).toBe(false);
      }),
    );
  });

  test('seal: does not hold the text', () => {
    expect(createSecretBox([one]).seal('EAAG-secret').includes('EAAG-secret')).toBe(false);
  });

  test('open: refuses bytes that were changed in any place, also once the right ones were opened', () => {
    const box = createSecretBox([one]);
    const sealed = box.seal('secret');
    expect(box.open(sealed)).toBe('secret');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] as number) ^ 1;
      expect(() => box.open(changed), `byte ${at}`).toThrow();
    }
  });

  test('open: more secrets than are kept at hand, each as often as wanted', () => {
    const box = createSecretBox([one]);
    const sealed = Array.from({ length: 200 }, (_, n) => box.seal(`secret ${n}`));
    for (let round = 0; round < 2; round++) expect(sealed.map(box.open)).toEqual(sealed.map((_, n) => `secret ${n}`));
  });

  test('open: refuses bytes that were cut off anywhere', () => {
    const box = createSecretBox([one]);
    const sealed = box.seal('secret');
    for (let length = 0; length < sealed.length; length++) expect(() => box.open(sealed.subarray(0, length)), `${length} bytes`).toThrow();
  });

  test('open: takes every key of the ring, wherever it stands, and seals with the first', () => {
    const old = createSecretBox([one]).seal('secret');
    expect(createSecretBox([two, one]).open(old)).toBe('secret');
    const fresh = createSecretBox([two, one]).seal('secret');
    expect(createSecretBox([two]).open(fresh)).toBe('secret');
  });

  test('open without the key: says which setting lacks it, and nothing of the secret', () => {
    const sealed = createSecretBox([one]).seal('secret');
    expect(() => createSecretBox([two]).open(sealed)).toThrow(/not in ENCRYPTION_KEY; add the old key after the new one/);
  });

  test('create: refuses no key, and a key that does not hold 32 bytes', () => {
    for (const keys of [[], [Buffer.alloc(31)], [Buffer.alloc(33)], [one, Buffer.alloc(16)]])
      expect(() => createSecretBox(keys)).toThrow(/exactly 32 bytes/);
  });
});
