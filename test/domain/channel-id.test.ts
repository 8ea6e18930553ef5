import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { assertUnguessable } from '../../src/domain/channel-id.ts';

/** The same on every run. */
const digestOf = (n: number) => createHash('sha256').update(String(n)).digest();

test('random ids of every usual kind pass', () => {
  for (let n = 0; n < 2000; n++) {
    const digest = digestOf(n);
    const hex = digest.toString('hex');
    const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
    for (const id of [
      `ch_${digest.toString('base64url').slice(0, 22)}`,
      digest.toString('base64url').slice(0, 20),
      hex.slice(0, 32),
      uuid,
    ]) {
      expect(() => assertUnguessable(id), id).not.toThrow();
    }
  }
});

test.each([
  'whatsapp',
  'my-whatsapp-channel',
  'harbour-sales-channel-1',
  'harboursaleswhatsapp2026',
  '1234567890123456',
  '00491701234567890',
  'aaaaaaaaaaaaaaaaaaaaaaaa',
  'a1a1a1a1a1a1a1a1a1a1',
  'q7Xk2mZp9Lw',
])('%s can be guessed', (id) => {
  expect(() => assertUnguessable(id)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }));
});
