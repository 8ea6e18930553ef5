import { createHash, randomBytes, randomInt } from 'node:crypto';

/** A message id built like Meta's: the customer's number, the direction and a random part, in base64. */
export function newWamid(customer: string, direction: 'inbound' | 'outbound'): string {
  const number = Buffer.from(customer.slice(0, 20), 'latin1');
  const unique = randomBytes(9).toString('hex').toUpperCase();
  return `wamid.${Buffer.concat([
    Buffer.from([0x1c, 0x18, number.length]),
    number,
    Buffer.from([0x15, 0x02, 0x00, direction === 'outbound' ? 0x11 : 0x12, 0x18, unique.length]),
    Buffer.from(unique, 'latin1'),
    Buffer.from([0x00]),
  ]).toString('base64')}`;
}

/** A numeric object id, as Meta gives to media. */
export const newObjectId = (): string => `${randomInt(1, 10)}${String(randomInt(0, 1e12)).padStart(15, '0')}`;

/** The business-scoped user id of a customer: always the same for the same number. */
export function userIdOf(customer: string): string {
  if (/[^0-9]/.test(customer)) return customer;
  const digest = createHash('sha256').update(`bsuid:${customer}`).digest();
  return `US.${BigInt(`0x${digest.toString('hex').slice(0, 20)}`)
    .toString()
    .padStart(20, '1')
    .slice(0, 20)}`;
}
