import { expect, test } from 'vitest';
import { redactions } from '../../generated/redactions.ts';
import { hiddenNames, mask, secretNames } from '../../src/telemetry/redaction.ts';

/** Names that sound like a secret and open nothing. */
const HARMLESS = new Set(['identity_key_hash', 'recipient_identity_key_hash']);

test('secretNames: everything that sounds like a secret is one, and each is hidden in the log as well', () => {
  const sounding = redactions.filter((name) => /token|secret|signature|proof|password|key/i.test(name) && !HARMLESS.has(name));
  expect(sounding.filter((name) => !secretNames.has(name))).toEqual([]);
  const unknown = [...secretNames].filter((name) => !hiddenNames.has(name) && name !== 'client_secret');
  expect(unknown).toEqual([]);
});

test('mask: at any depth, in lists too, and what lies too deep is masked whole', () => {
  const value = { a: [{ token: 'x', b: { c: 1 } }], n: null, t: 'text' };
  expect(mask(value, new Set(['token']), 9)).toEqual({ a: [{ token: '[redacted]', b: { c: 1 } }], n: null, t: 'text' });
  expect(mask(value, new Set(['token']), 3)).toEqual({ a: [{ token: '[redacted]', b: '[redacted]' }], n: null, t: 'text' });
});
