import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { assertUnguessable } from '../../src/domain/channel-id.ts';

/** The same on every run. */
const digestOf = (n: number) => createHash('sha256').update(String(n)).digest();

const passes = (id: string): boolean => {
  try {
    assertUnguessable(id);
    return true;
  } catch {
    return false;
  }
};

test('random ids of every usual kind pass, but for one in five hundred that chance makes look like words', () => {
  const ids = Array.from({ length: 2000 }, (_, n) => digestOf(n)).flatMap((digest) => {
    const hex = digest.toString('hex');
    const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
    return [`ch_${digest.toString('base64url').slice(0, 22)}`, digest.toString('base64url').slice(0, 20), hex.slice(0, 32), uuid];
  });
  expect(ids.filter((id) => !passes(id)).length).toBeLessThan(ids.length / 500);
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
