import { randomInt } from 'node:crypto';
import { AppError } from '../../src/errors.ts';
import { createHandset, type Handset, type KeptMessage, type Thread } from './handsets.ts';
import { userIdOf } from './ids.ts';
import type { Person, PersonChange } from './person.ts';
import { phoneForms } from './phone-forms.ts';

/** A person, or a group, with the phone and everything on it. */
export interface Resident extends Omit<Person, 'window'> {
  /** Stays the same whatever else changes. */
  readonly key: string;
  /** A group stands under its id, in place of the user id. */
  readonly isGroup: boolean;
  readonly handset: Handset;
}

export interface PeopleSnapshot {
  lastKey: number;
  residents: (Omit<Resident, 'handset'> & { messages: KeptMessage[]; threads: [string, Thread][]; unopened: string[] })[];
}

const USER_ID = /^[A-Z]{2}\./;
export const isUserId = (address: string): boolean => USER_ID.test(address);
export const isPhone = (address: string): boolean => /^\+?[\d\s()./-]+$/.test(address) && /\d/.test(address);
const digitsOf = (phone: string): string => phone.replace(/\D/g, '');

/** Everybody, found by any form of the phone number, by user id, or by group id. */
export function createPeople() {
  const byKey = new Map<string, Resident>();
  const byPhone = new Map<string, Resident>();
  const byUserId = new Map<string, Resident>();
  const owners = new Map<string, Resident>();
  let lastKey = 0;

  const findByPhone = (phone: string): Resident | undefined => {
    for (const form of phoneForms(digitsOf(phone))) {
      const found = byPhone.get(form);
      if (found) return found;
    }
    return undefined;
  };
  const find = (address: string): Resident | undefined => byUserId.get(address) ?? (isPhone(address) ? findByPhone(address) : undefined);

  const freeUserId = (phone: string | null): string => {
    for (let id = userIdOf(phone ?? String(randomInt(1, 2 ** 47))); ; id = userIdOf(String(randomInt(1, 2 ** 47))))
      if (!byUserId.has(id)) return id;
  };
  const index = (resident: Resident): void => {
    byKey.set(resident.key, resident);
    if (resident.phone !== null) byPhone.set(resident.phone, resident);
    byUserId.set(resident.userId, resident);
    for (const id of resident.handset.messages.keys()) owners.set(id, resident);
  };
  const forget = (resident: Resident): void => {
    byKey.delete(resident.key);
    if (resident.phone !== null) byPhone.delete(resident.phone);
    byUserId.delete(resident.userId);
    for (const id of resident.handset.messages.keys()) if (owners.get(id) === resident) owners.delete(id);
  };
  const create = (given: { phone: string | null; userId?: string | undefined; isGroup?: boolean }): Resident => {
    const { phone, userId = freeUserId(phone), isGroup = false } = given;
    const resident: Resident = {
      key: `person-${++lastKey}`,
      isGroup,
      phone,
      userId,
      name: '',
      username: null,
      readReceipts: true,
      reachable: true,
      readsByItself: true,
      handset: createHandset(),
    };
    index(resident);
    return resident;
  };
  const readdress = (resident: Resident, { phone, userId }: { phone?: string | null | undefined; userId?: string | undefined }): void => {
    if (phone !== undefined && phone !== resident.phone) {
      if (resident.phone !== null) byPhone.delete(resident.phone);
      resident.phone = phone;
      if (phone !== null) byPhone.set(phone, resident);
    }
    if (userId !== undefined && userId !== resident.userId) {
      if (byUserId.get(resident.userId) === resident) byUserId.delete(resident.userId);
      resident.userId = userId;
      byUserId.set(userId, resident);
    }
  };

  return {
    find,
    byKey: (key: string): Resident | undefined => byKey.get(key),
    /** Who has the message with that id on the phone. */
    ownerOf: (messageId: string): Resident | undefined => owners.get(messageId),
    own(messageId: string, resident: Resident): void {
      if (!owners.has(messageId)) owners.set(messageId, resident);
    },
    all: (): Resident[] => [...byKey.values()].filter(({ isGroup }) => !isGroup),
    /** The one under that phone number or user id, created when nobody is. Undefined when it is neither. */
    meet(address: string): Resident | undefined {
      const known = find(address);
      if (known) return known;
      if (isUserId(address)) return create({ phone: null, userId: address });
      return isPhone(address) ? create({ phone: digitsOf(address) }) : undefined;
    },
    /** The one with that user id, whatever it looks like. */
    meetUser: (userId: string): Resident => byUserId.get(userId) ?? create({ phone: null, userId }),
    meetGroup: (id: string): Resident => byUserId.get(id) ?? create({ phone: null, userId: id, isGroup: true }),
    /**
     * A webhook says that this number and this user id are one person. A user id that somebody else had goes over; somebody known by that id alone was the
     * same person all along.
     */
    identify(phone: string, userId: string): Resident {
      const digits = digitsOf(phone);
      const [caller, holder] = [findByPhone(digits), byUserId.get(userId)];
      if (holder && (holder === caller || (!caller && holder.phone === null))) {
        if (holder.phone === null) readdress(holder, { phone: digits });
        return holder;
      }
      if (holder?.phone === null && caller) {
        forget(holder);
        absorb(caller, holder);
        index(caller);
      } else if (holder) {
        byUserId.delete(userId);
        readdress(holder, { userId: freeUserId(null) });
      }
      const resident = caller ?? create({ phone: digits, userId });
      readdress(resident, { userId });
      return resident;
    },
    readdress,
    put(change: PersonChange): Resident {
      const { phone, userId, ...rest } = change;
      if (typeof phone === 'string' && !isPhone(phone))
        throw new AppError('INVALID_REQUEST', 'A phone number consists of digits, with the country code first.');
      if (userId !== undefined && !isUserId(userId))
        throw new AppError('INVALID_REQUEST', 'A user id begins with two capital letters and a dot.');
      if (typeof phone !== 'string' && userId === undefined)
        throw new AppError('INVALID_REQUEST', 'A person needs a phone number or a user id.');
      const digits = typeof phone === 'string' ? digitsOf(phone) : phone;
      const caller = typeof digits === 'string' ? findByPhone(digits) : undefined;
      const holder = userId === undefined ? undefined : byUserId.get(userId);
      if (caller && holder && caller !== holder)
        throw new AppError('INVALID_REQUEST', 'That phone number and that user id belong to two people.');
      const resident = caller ?? holder ?? create({ phone: digits ?? null, userId });
      readdress(resident, { phone: digits, userId });
      Object.assign(resident, Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)));
      return resident;
    },
    remove(address: string): boolean {
      const resident = find(address);
      if (resident) forget(resident);
      return resident !== undefined;
    },
    snapshot: (): PeopleSnapshot => ({
      lastKey,
      residents: [...byKey.values()].map(({ handset, ...resident }) => ({
        ...resident,
        messages: [...handset.messages.values()],
        threads: [...handset.threads],
        unopened: [...handset.unopened],
      })),
    }),
    restore(snapshot: PeopleSnapshot): void {
      for (const map of [byKey, byPhone, byUserId, owners]) map.clear();
      lastKey = snapshot.lastKey;
      for (const { messages, threads, unopened, ...resident } of snapshot.residents) {
        const onPhone = new Map(messages.map((message) => [message.id, message]));
        index({ ...resident, handset: { messages: onPhone, threads: new Map(threads), unopened: new Set(unopened) } });
      }
    },
  };
}

/** Puts everything of one phone onto another. */
function absorb(into: Resident, from: Resident): void {
  const all = [...into.handset.messages.values(), ...from.handset.messages.values()].sort((a, b) => a.at - b.at);
  into.handset.messages.clear();
  for (const message of all) into.handset.messages.set(message.id, message);
  for (const [number, thread] of from.handset.threads) {
    const known = into.handset.threads.get(number);
    if (!known) into.handset.threads.set(number, thread);
    else {
      known.lastWritten = Math.max(known.lastWritten ?? 0, thread.lastWritten ?? 0) || null;
      known.unread.push(...thread.unread);
    }
  }
  for (const id of from.handset.unopened) into.handset.unopened.add(id);
}

export type People = ReturnType<typeof createPeople>;
