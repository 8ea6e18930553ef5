import { WINDOW_MS } from './handsets.ts';
import type { Resident } from './people.ts';
import type { PeopleDirectory, Person, ServiceWindow } from './person.ts';
import type { WhatsAppWorld } from './world.ts';

/** The people as they are shown from outside. */
export function createPeopleDirectory(world: WhatsAppWorld): PeopleDirectory {
  const shown = (person: Resident): Person => {
    const { phone, userId, name, username, readReceipts, reachable, readsByItself } = person;
    const window = Object.fromEntries(world.numbers.map(({ id }) => [id, windowOf(person, id, world.clock.now())]));
    return { phone, userId, name, username, readReceipts, reachable, readsByItself, window };
  };
  return {
    list: () => world.people.all().map(shown),
    put(change) {
      const person = world.people.put(change);
      world.changed(person);
      return shown(person);
    },
    remove(address) {
      const person = world.people.find(address);
      if (person) world.changed(person);
      return world.people.remove(address);
    },
  };
}

function windowOf({ handset }: Resident, phoneNumberId: string, now: number): ServiceWindow {
  const { lastWritten = null, typingUntil = null } = handset.threads.get(phoneNumberId) ?? {};
  const until = lastWritten === null ? null : lastWritten + WINDOW_MS;
  return { open: until !== null && now < until, until, typingUntil: typingUntil !== null && now < typingUntil ? typingUntil : null };
}
