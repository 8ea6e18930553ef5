import { AppError } from '../../../src/errors.ts';
import type { HandsetMessage } from '../../whatsapp/handsets.ts';
import type { Person } from '../../whatsapp/person.ts';
import { type ControlWorld, iso, isoOrNull } from '../world.ts';
import type { ControlHandlers } from './index.ts';

/** Who has WhatsApp, and what stands on the phones. */
export function peopleHandlers({ whatsapp }: ControlWorld): ControlHandlers<'listPeople' | 'putPerson' | 'deletePerson' | 'getPhone'> {
  return {
    listPeople: () => ({ status: 200, body: { people: whatsapp.people.list().map(shownPerson) } }),
    putPerson({ params, body }) {
      const digits = /^\+?(\d+)$/.exec(params.address)?.[1];
      const person = whatsapp.people.put({ ...body, ...(digits === undefined ? { userId: params.address } : { phone: digits }) });
      return { status: 200, body: shownPerson(person) };
    },
    deletePerson({ params }) {
      if (!whatsapp.people.remove(params.address)) throw nobody(params.address);
      return { status: 204 };
    },
    getPhone({ params }) {
      const messages = whatsapp.phone(params.address);
      if (messages.length === 0 && !isKnown(whatsapp.people.list(), params.address)) throw nobody(params.address);
      return { status: 200, body: shownPhone(params.address, messages) };
    },
  };
}

export const nobody = (address: string): AppError =>
  new AppError('NOT_FOUND', `Nobody has the address ${address}. GET /people lists who is there; writing creates people.`);

const isKnown = (people: readonly Person[], address: string): boolean =>
  people.some(({ phone, userId }) => userId === address || (phone !== null && phone === address.replace(/^\+/, '')));

export const shownPhone = (address: string, messages: readonly HandsetMessage[]) => ({
  address,
  messages: messages.map(({ id, phoneNumberId, from, type, text, status, at, content }) => ({
    id,
    phoneNumberId,
    from,
    type,
    text,
    status,
    at: iso(at),
    content,
  })),
});

const shownPerson = ({ window, phone, userId, name, username, readReceipts, readsByItself, reachable }: Person) => ({
  phone,
  userId,
  name,
  username,
  readReceipts,
  readsByItself,
  reachable,
  windows: Object.entries(window).map(([phoneNumberId, { open, until, typingUntil }]) => ({
    phoneNumberId,
    open,
    until: isoOrNull(until),
    typingUntil: isoOrNull(typingUntil),
  })),
});
