import { randomUUID } from 'node:crypto';
import type { Disk, Inbox, Thread } from './disk.ts';
import type { FaultName } from './fault-names.ts';
import { aPerson } from './process.ts';

/** How a writer is named in a webhook. */
export interface Writer {
  number: string | null;
  userId: string | null;
  name: string;
  username?: string;
}

const rewrites: readonly [RegExp, (area: string, rest: string) => string][] = [
  [/^55(\d\d)9([6-9]\d{7})$/, (area, rest) => `55${area}${rest}`],
  [/^55(\d\d)([6-9]\d{7})$/, (area, rest) => `55${area}9${rest}`],
  [/^521(\d{3})(\d{7})$/, (area, rest) => `52${area}${rest}`],
  [/^52(\d{3})(\d{7})$/, (area, rest) => `521${area}${rest}`],
  [/^549(\d{3})(\d{7})$/, (area, rest) => `54${area}${rest}`],
  [/^54(\d{3})(\d{7})$/, (area, rest) => `549${area}${rest}`],
];

/** Other ways in which the same number is written in Brazil, Mexico and Argentina. Only to look somebody up, never to write to. */
function otherForms(number: string, faulty: Faulty): string[] {
  if (faulty('number-forms-apart')) return [];
  if (faulty('landline-joined') && /^55\d{11}$/.test(number)) return [number.replace(/^(55\d\d)9/, '$1')];
  return rewrites.flatMap(([form, rewrite]) => {
    const [, area = '', rest = ''] = form.exec(number) ?? [];
    return area === '' ? [] : [rewrite(area, rest)];
  });
}

type Faulty = (name: FaultName) => boolean;

const at = (inbox: Inbox, address: string): string => `${inbox.id} ${address}`;

/** The conversation with this person, begun now if it is the first message. A number with a history goes before a user id. */
export function threadWith(disk: Disk, inbox: Inbox, writer: Writer, faulty: Faulty): Thread {
  const addresses = [writer.number, writer.userId].filter((address) => address !== null);
  if (faulty('user-name-as-key') && writer.number === null && writer.username) addresses.push(writer.username);
  const found = (candidates: readonly string[]) =>
    candidates.map((address) => disk.addresses.get(at(inbox, address))).find((thread) => thread !== undefined);
  const known = found(addresses) ?? otherFormOf(writer, found, faulty);
  const thread = known ?? beginThread(disk, inbox, writer);
  const { person } = thread;
  person.number = writer.number ?? person.number;
  person.userId = writer.userId ?? person.userId;
  // A name that is known stays; a number that stood in for one gives way.
  if (person.name === '' || /^\+?\d+$/.test(person.name))
    person.name = writer.name || person.name || person.number || person.userId || 'Guest';
  for (const address of addresses) {
    if (!disk.addresses.has(at(inbox, address)) || faulty('user-id-repointed')) disk.addresses.set(at(inbox, address), thread);
  }
  return thread;
}

/** Whoever is known by another form of the number. User ids that differ say that it is somebody else. */
function otherFormOf({ number, userId }: Writer, found: (candidates: readonly string[]) => Thread | undefined, faulty: Faulty) {
  const thread = number === null ? undefined : found(otherForms(number, faulty));
  const isSomebodyElse = userId !== null && thread?.person.userId && thread.person.userId !== userId;
  return isSomebodyElse && !faulty('strangers-joined') ? undefined : thread;
}

/** The person is reached under another address from now on; the conversation goes on. */
export function moveThread(disk: Disk, inbox: Inbox, from: readonly (string | null)[], to: Writer): void {
  const thread = from.map((address) => (address ? disk.addresses.get(at(inbox, address)) : undefined)).find((found) => found !== undefined);
  if (!thread) return;
  thread.person.number = to.number ?? (to.userId ? null : thread.person.number);
  thread.person.userId = to.userId ?? thread.person.userId;
  for (const address of [to.number, to.userId]) if (address) disk.addresses.set(at(inbox, address), thread);
}

function beginThread(disk: Disk, inbox: Inbox, { number, userId }: Writer): Thread {
  const id = randomUUID();
  const thread: Thread = { id, inboxId: inbox.id, rank: disk.threads.size + 1, person: aPerson(id, number, userId), items: [] };
  disk.threads.set(id, thread);
  return thread;
}
