import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { conversationWith } from '../../src/domain/identity.ts';
import { phoneForms } from '../../src/domain/phone-forms.ts';
import type { Alias } from '../../src/store/records.ts';
import { addChannel } from '../store/conformance/fixture.ts';
import { NOW, openWorld, type World } from './store-with-channel.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** Few enough that people collide in every way there is: both forms of a number, a landline that looks like one, numbers of a single form. */
const lines = [
  '5511987654321',
  '551187654321',
  '551133334444',
  '5511933334444',
  '5215512345678',
  '525512345678',
  '5491123456789',
  '541123456789',
  '15551230001',
];

/** Somebody real: one line, one user id. What of it a message tells differs. */
interface Person {
  number: string;
  userId: string;
}

const person = fc
  .constantFrom(...lines)
  .chain((number) => fc.constantFrom('BR.1', 'BR.2', 'BR.3').map((userId): Person => ({ number, userId })));
/** No two people have the same number, and no two the same user id. */
const people = fc
  .uniqueArray(fc.record({ number: fc.constantFrom(...lines) }), { selector: ({ number }) => number, minLength: 2, maxLength: 6 })
  .map((list) => list.map(({ number }, n): Person => ({ number, userId: `BR.${n + 1}` })));

interface Written {
  by: Person;
  tells: 'number' | 'both' | 'user id';
}
const tellings = ['number', 'both', 'user id'] as const;

const aliasesIn = ({ by, tells }: Written): Alias[] => [
  ...(tells === 'user id' ? [] : [{ kind: 'wa_id' as const, value: by.number }]),
  ...(tells === 'number' ? [] : [{ kind: 'user_id' as const, value: by.userId }]),
];

/** The conversation each message came into, on a channel of its own. */
async function play(messages: readonly Written[]): Promise<string[]> {
  const channel = await addChannel(world.store);
  const found: string[] = [];
  for (const message of messages) {
    const sender = { aliases: aliasesIn(message), name: '' };
    const arrival = { now: NOW, writtenAt: NOW, names: 'fill' } as const;
    found.push((await world.store.transaction((tx) => conversationWith(tx, channel.id, sender, arrival))).conversationId);
  }
  return found;
}

const shareLine = (one: Person, other: Person): boolean => one !== other && phoneForms(one.number).includes(other.number);

test('whoever writes, in whatever order: two people are never joined, even if their numbers are forms of each other and each message tells the user id', async () => {
  const messages = people.chain((all) => {
    // Whose number has another form that is somebody else's is told apart by the user id alone; every webhook has carried it since 2026.
    const written = fc
      .constantFrom(...all)
      .chain((by) =>
        fc
          .constantFrom(...tellings)
          .map((tells): Written => ({ by, tells: tells === 'number' && all.some((other) => shareLine(by, other)) ? 'both' : tells })),
      );
    return fc.array(written, { minLength: 2, maxLength: 12 });
  });
  await fc.assert(
    fc.asyncProperty(messages, async (list) => {
      const conversations = await play(list);
      const owner = new Map<string, Person>();
      for (const [n, { by }] of list.entries()) {
        const id = conversations[n] ?? '';
        expect(owner.get(id) ?? by).toBe(by);
        owner.set(id, by);
      }
    }),
    { numRuns: 300 },
  );
});

test('one person who writes under any form of the number: has one conversation from the first message that tells number and user id', async () => {
  const messages = person.chain(({ number, userId }) =>
    fc
      .array(
        fc
          .constantFrom(...phoneForms(number))
          .chain((form) => fc.constantFrom(...tellings).map((tells): Written => ({ by: { number: form, userId }, tells }))),
        { minLength: 1, maxLength: 10 },
      )
      .map((rest): Written[] => [{ by: { number, userId }, tells: 'both' }, ...rest]),
  );
  await fc.assert(
    fc.asyncProperty(messages, async (list) => {
      expect(new Set(await play(list)).size).toBe(1);
    }),
    { numRuns: 200 },
  );
});

test('any aliases at all: one that leads to somebody goes on leading there', async () => {
  const alias = fc.record({
    kind: fc.constantFrom('wa_id' as const, 'user_id' as const),
    value: fc.constantFrom(...lines, 'BR.1', 'BR.2'),
  });
  const senders = fc.array(fc.uniqueArray(alias, { selector: ({ kind }) => kind, minLength: 1 }), { minLength: 2, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(senders, async (list) => {
      const channel = await addChannel(world.store);
      const first = new Map<string, string>();
      for (const aliases of list) {
        await world.store.transaction((tx) =>
          conversationWith(tx, channel.id, { aliases, name: '' }, { now: NOW, writtenAt: NOW, names: 'fill' }),
        );
        for (const { kind, value } of aliases) {
          const contactId = await world.store.transaction(async (tx) => tx.contactByAlias(channel.id, { kind, value }));
          const key = `${kind} ${value}`;
          expect(contactId).toBe(first.get(key) ?? contactId);
          if (contactId) first.set(key, contactId);
        }
      }
    }),
    { numRuns: 200 },
  );
});
