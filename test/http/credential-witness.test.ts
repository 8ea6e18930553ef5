import { expect, test } from 'vitest';
import type { Exchange } from '../../src/contract/registry.ts';
import { createCredentialWitness } from '../../src/http/credential-witness.ts';

const exchange = (headers: Record<string, string>, query: Record<string, unknown> = {}) => ({ headers, query }) as unknown as Exchange;
const signed = { 'x-hub-signature-256': 'sha256=00' };
const never = { acceptedAt: null, refusedAt: null };

test('remembers when a credential was last right and last wrong, each on its own, and passes on what the check says', async () => {
  let now = 1;
  const witness = createCredentialWitness(() => now);
  const good = witness.watch('delivery', () => true);
  const bad = witness.watch('delivery', () => Promise.reject(new Error('wrong')));
  expect(await good(exchange(signed))).toBe(true);
  now = 2;
  await expect(bad(exchange(signed))).rejects.toThrow('wrong');
  expect(witness.seen()).toEqual({ delivery: { acceptedAt: 1, refusedAt: 2 }, handshake: never, pipedrive: never });
});

test('whoever brings no credential, and the doctor, prove nothing', async () => {
  const witness = createCredentialWitness(() => 1);
  const bad = (credential: 'delivery' | 'handshake' | 'pipedrive') => witness.watch(credential, () => Promise.reject(new Error('wrong')));
  await expect(bad('delivery')(exchange({}))).rejects.toThrow();
  await expect(bad('handshake')(exchange({}, { 'hub.verify_token': ['a', 'b'] }))).rejects.toThrow();
  await expect(bad('pipedrive')(exchange({ authorization: 'Bearer x' }))).rejects.toThrow();
  await expect(bad('delivery')(exchange({ ...signed, 'user-agent': 'pipedrive-messaging-provider' }))).rejects.toThrow();
  expect(witness.seen()).toEqual({ delivery: never, handshake: never, pipedrive: never });
});

test('what is given out is a copy', async () => {
  const witness = createCredentialWitness(() => 1);
  witness.seen().pipedrive.acceptedAt = 5;
  await witness.watch('pipedrive', () => true)(exchange({ authorization: 'basic eDp5' }));
  expect(witness.seen().pipedrive).toEqual({ acceptedAt: 1, refusedAt: null });
});
