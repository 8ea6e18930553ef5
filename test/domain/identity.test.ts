import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { conversationWith } from '../../src/domain/identity.ts';
import { senderOf } from '../../src/domain/sender.ts';
import { changeOf, deliveryOf, freshWamid, textMessage } from '../support/webhooks.ts';
import { NOW, openWorld, type World } from './store-with-channel.ts';

type Message = Parameters<typeof senderOf>[0];
type Contacts = Parameters<typeof senderOf>[1];

const PHONE = '15551230001';
const USER = 'US.13491208655302741918';
const PARENT = 'US.ENT.11815799212886844830';
const sender = (message: Partial<Message>, contacts: Contacts = []) =>
  senderOf({ id: 'wamid.1', type: 'text', ...message } as Message, contacts);

describe('senderOf', () => {
  test('a phone number with and without plus: is the same alias, and finds its contact in either spelling', () => {
    const contacts = (waId: string) => [{ wa_id: waId, profile: { name: 'Ana' } }] as Contacts;
    const expected = { aliases: [{ kind: 'wa_id', value: PHONE }], name: 'Ana' };
    for (const from of [PHONE, `+${PHONE}`])
      for (const waId of [PHONE, `+${PHONE}`]) expect(sender({ from }, contacts(waId)), `${from} ${waId}`).toEqual(expected);
  });

  test('a user id alone: is an alias of its own kind', () => {
    expect(sender({ from_user_id: USER }, [{ user_id: USER, profile: { name: 'Ana' } }] as Contacts)).toEqual({
      aliases: [{ kind: 'user_id', value: USER }],
      name: 'Ana',
    });
  });

  test('both and a parent: come phone number first, parent last', () => {
    expect(sender({ from: PHONE, from_user_id: USER, from_parent_user_id: PARENT })?.aliases).toEqual([
      { kind: 'wa_id', value: PHONE },
      { kind: 'user_id', value: USER },
      { kind: 'parent_user_id', value: PARENT },
    ]);
  });

  test('names that stand only in the contact: are taken from the one that fits', () => {
    const contacts = [{ wa_id: '999' }, { wa_id: PHONE, user_id: USER, parent_user_id: PARENT }] as Contacts;
    expect(sender({ from: PHONE }, contacts)?.aliases.map(({ value }) => value)).toEqual([PHONE, USER, PARENT]);
    expect(sender({ from_user_id: USER }, contacts)?.aliases.map(({ value }) => value)).toEqual([PHONE, USER, PARENT]);
  });

  test('a contact of somebody else: gives neither name nor alias', () => {
    expect(sender({ from: PHONE }, [{ wa_id: '999', profile: { name: 'Bea' } }] as Contacts)).toEqual({
      aliases: [{ kind: 'wa_id', value: PHONE }],
      name: '',
    });
  });

  test('a message that names nobody: the only contact is the sender, one of several is not', () => {
    expect(sender({}, [{ wa_id: `+${PHONE}` }] as Contacts)?.aliases).toEqual([{ kind: 'wa_id', value: PHONE }]);
    expect(sender({}, [{ wa_id: PHONE }, { wa_id: '999' }] as Contacts)).toBeUndefined();
    expect(sender({})).toBeUndefined();
    expect(sender({ from: '', from_user_id: '' })).toBeUndefined();
    expect(sender({ from: '+' })).toBeUndefined();
  });

  test('a parent alone: is nobody, since several people share it', () => {
    expect(sender({ from_parent_user_id: PARENT })).toBeUndefined();
  });

  test('fields that are no text: count as absent', () => {
    const odd = { from: 5, from_user_id: { a: 1 } } as unknown as Partial<Message>;
    expect(sender(odd)).toBeUndefined();
    expect(sender({ from: PHONE, from_user_id: null as unknown as string })?.aliases).toHaveLength(1);
  });

  test('a name of any length: is cut', () => {
    expect(sender({ from: PHONE }, [{ wa_id: PHONE, profile: { name: 'x'.repeat(5000) } }] as Contacts)?.name).toHaveLength(256);
  });
});

describe('conversationWith', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());

  const from = (parts: { wa_id?: string; user_id?: string; parent_user_id?: string }, name = '') =>
    world.store.transaction((tx) =>
      conversationWith(
        tx,
        world.channel.id,
        { aliases: Object.entries(parts).map(([kind, value]) => ({ kind, value })) as never, name },
        { now: NOW, writtenAt: NOW, names: 'fill' },
      ),
    );

  test('the same phone number again: is the same conversation', async () => {
    const first = await from({ wa_id: PHONE });
    expect(await from({ wa_id: PHONE })).toBe(first);
    expect(await from({ wa_id: '999' })).not.toBe(first);
  });

  test('a user id that comes beside a known phone number: leads to the same conversation from then on', async () => {
    const first = await from({ wa_id: PHONE });
    expect(await from({ wa_id: PHONE, user_id: USER })).toBe(first);
    expect(await from({ user_id: USER })).toBe(first);
  });

  test('a phone number that comes beside a known user id: leads to the same conversation from then on', async () => {
    const first = await from({ user_id: USER });
    expect(await from({ wa_id: PHONE, user_id: USER })).toBe(first);
    expect(await from({ wa_id: PHONE })).toBe(first);
  });

  test('phone number and user id of different contacts: the thread of the phone number wins, and neither alias moves', async () => {
    const byUser = await from({ user_id: USER });
    const byPhone = await from({ wa_id: PHONE });
    expect(await from({ wa_id: PHONE, user_id: USER })).toBe(byPhone);
    expect(await from({ user_id: USER })).toBe(byUser);
    expect(await from({ wa_id: PHONE })).toBe(byPhone);
  });

  test('a parent id in common: does not make one person of two', async () => {
    const first = await from({ user_id: USER, parent_user_id: PARENT });
    expect(await from({ user_id: 'US.2', parent_user_id: PARENT })).not.toBe(first);
  });

  test('a name: is filled in when there was none, and never replaced', async () => {
    const shown: unknown[] = [];
    for (const name of ['', 'Ana', 'Bea', '']) {
      const id = await from({ wa_id: PHONE }, name);
      shown.push((await world.store.conversation(world.channel.id, id))?.contactName);
    }
    expect(shown).toEqual(['', 'Ana', 'Ana', 'Ana']);
  });

  test('deliveries: one person with and without plus, with and without a phone number, has one conversation', async () => {
    const base = { timestamp: String(NOW / 1000 - 60), type: 'text', text: { body: 'hi' } };
    const contacts = [{ wa_id: PHONE, user_id: USER, profile: { name: 'Ana' } }];
    await world.receive(deliveryOf(changeOf({ messages: [textMessage('a', { from: PHONE })], contacts })));
    await world.receive(deliveryOf(changeOf({ messages: [textMessage('b', { from: `+${PHONE}` })], contacts: [] })));
    await world.receive(deliveryOf(changeOf({ messages: [{ ...base, id: freshWamid(), from_user_id: USER }], contacts: [] })));
    expect(await world.conversations()).toHaveLength(1);
    expect((await world.messages()).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });
});

describe('a number that was left', () => {
  const NEXT = '15551230002';
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const write = (from: string, userId: string, body: string, at = NOW + 60_000) =>
    world.receive(deliveryOf(changeWith([{ ...textMessage(body, { from, at }), from_user_id: userId }])));
  const changeWith = (messages: unknown[]) => changeOf({ messages });
  const moves = () => {
    const system = { type: 'user_changed_number', body: 'moved', wa_id: NEXT, user_id: 'US.2', previous_user_id: 'US.1' };
    return world.receive(
      deliveryOf(changeWith([{ from: PHONE, id: freshWamid(), timestamp: String(NOW / 1000), type: 'system', system }])),
    );
  };
  const addresses = async () => (await world.conversations()).map(({ address }) => address?.value);

  test('written from by a stranger: begins a conversation of its own, and its answers go there', async () => {
    await write(PHONE, 'US.1', 'it is Ana', NOW - 1000);
    await moves();
    await write(PHONE, 'US.777', 'I have this number now');
    expect((await addresses()).sort()).toEqual([PHONE, NEXT]);
  });

  test('written from by the same person: goes on in the same conversation', async () => {
    await write(PHONE, 'US.1', 'it is Ana', NOW - 1000);
    await moves();
    await write(PHONE, 'US.1', 'written before I moved, delivered late', NOW - 500);
    expect(await addresses()).toEqual([NEXT]);
    await write(PHONE, 'US.2', 'back on my old number');
    expect(await addresses()).toEqual([PHONE]);
    await write(NEXT, 'US.2', 'and on the new one', NOW + 61_000);
    expect(await addresses()).toEqual([NEXT]);
  });
});
