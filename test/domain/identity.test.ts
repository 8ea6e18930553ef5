import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { conversationWith } from '../../src/domain/identity.ts';
import { type Sender, senderOf } from '../../src/domain/sender.ts';
import type { Alias } from '../../src/store/records.ts';
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

  test('a user name: comes without its sign, and is no alias', () => {
    const found = sender({ from_user_id: USER }, [{ user_id: USER, profile: { name: 'Ana', username: '@ana' } }] as Contacts);
    expect(found).toEqual({ aliases: [{ kind: 'user_id', value: USER }], name: 'Ana', username: 'ana' });
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

  const conversationOf = async (sender: Sender) => {
    const arrival = { now: NOW, writtenAt: NOW, names: 'fill' } as const;
    return (await world.store.transaction((tx) => conversationWith(tx, world.channel.id, sender, arrival))).conversationId;
  };
  const from = (parts: { wa_id?: string; user_id?: string; parent_user_id?: string }, name = '') =>
    conversationOf({ aliases: Object.entries(parts).map(([kind, value]) => ({ kind, value })) as never, name });

  const linksOf = (alias: Alias) => world.store.aliasLinks(world.channel.id, { alias });

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

  describe('other forms of a number', () => {
    const [LONG, SHORT] = ['5511987654321', '551187654321'];

    test('a message from the other form: goes on in the same conversation, and both forms lead there', async () => {
      const first = await from({ wa_id: LONG });
      expect(await from({ wa_id: SHORT })).toBe(first);
      expect(await from({ wa_id: LONG })).toBe(first);
      expect(await linksOf({ kind: 'wa_id', value: SHORT })).toMatchObject([
        { reason: 'phone-form', via: { kind: 'wa_id', value: LONG }, endedAt: null },
      ]);
    });

    test('the number as it stands, or the user id: wins over another form', async () => {
      const long = await from({ wa_id: LONG });
      const user = await from({ user_id: USER });
      expect(await from({ wa_id: SHORT, user_id: USER })).toBe(user);
      expect(await from({ wa_id: SHORT })).toBe(user);
      expect(await from({ wa_id: LONG })).toBe(long);
    });

    test('two people with different user ids: stay apart, however alike their numbers are', async () => {
      const one = await from({ wa_id: LONG, user_id: USER });
      const other = await from({ wa_id: SHORT, user_id: 'BR.2' });
      expect(other).not.toBe(one);
      expect(await from({ wa_id: LONG })).toBe(one);
      expect(await from({ wa_id: SHORT })).toBe(other);
    });

    test('a user id that only one side tells: says nothing against it', async () => {
      const first = await from({ wa_id: LONG, user_id: USER });
      expect(await from({ wa_id: SHORT })).toBe(first);
      const second = await from({ wa_id: '5521987654321' });
      expect(await from({ wa_id: '552187654321', user_id: 'BR.3' })).toBe(second);
    });

    test('a landline: is not the mobile number with a digit more', async () => {
      expect(await from({ wa_id: '551133334444' })).not.toBe(await from({ wa_id: '5511933334444' }));
    });
  });

  test('links: say why each alias leads to its contact', async () => {
    await from({ wa_id: PHONE });
    await from({ wa_id: PHONE, user_id: USER, parent_user_id: PARENT });
    const [contact] = await world.conversations();
    const via = { kind: 'wa_id', value: PHONE };
    expect(await world.store.aliasLinks(world.channel.id, { contactId: contact?.contactId as never })).toMatchObject([
      { alias: via, reason: 'first-message', via: null },
      { alias: { kind: 'user_id', value: USER }, reason: 'same-message', via },
      { alias: { kind: 'parent_user_id', value: PARENT }, reason: 'same-message', via },
    ]);
  });

  test('a user name that passes on: makes nobody the same person', async () => {
    const write = (user_id: string) => conversationOf({ aliases: [{ kind: 'user_id', value: user_id }], name: '', username: 'ana' });
    expect(await write('US.1')).not.toBe(await write('US.2'));
    expect((await world.conversations()).map(({ contactFallbackName }) => contactFallbackName)).toEqual(['@ana', '@ana']);
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

  test("written from by a stranger in the second of the notice: is the stranger's from then on", async () => {
    await write(PHONE, 'US.1', 'it is Ana', NOW - 1000);
    await moves();
    await write(PHONE, 'US.777', 'mine now', NOW);
    await write(PHONE, 'US.777', 'and still', NOW);
    expect((await addresses()).sort()).toEqual([PHONE, NEXT]);
    expect(await world.messages()).toHaveLength(4);
  });

  test('that was known in two forms: is left in both', async () => {
    const [long, short] = ['5511987654321', '551187654321'];
    const ids = async () => (await world.conversations()).map(({ address }) => address?.value);
    await write(long, 'US.1', 'it is Ana', NOW - 2000);
    await write(short, 'US.1', 'still Ana', NOW - 1000);
    const system = { type: 'user_changed_number', body: 'moved', wa_id: NEXT };
    await world.receive(deliveryOf(changeWith([{ from: long, id: freshWamid(), timestamp: String(NOW / 1000), type: 'system', system }])));
    await world.receive(deliveryOf(changeWith([textMessage('a stranger', { from: short, at: NOW + 60_000 })])));
    expect((await ids()).sort()).toEqual([short, NEXT].sort());
  });

  test('announced under another form than the one we know: is the same person', async () => {
    await write('5511987654321', 'US.1', 'it is Ana', NOW - 1000);
    const system = { type: 'user_changed_number', body: 'moved', wa_id: NEXT };
    await world.receive(
      deliveryOf(changeWith([{ from: '551187654321', id: freshWamid(), timestamp: String(NOW / 1000), type: 'system', system }])),
    );
    await world.receive(deliveryOf(changeWith([textMessage('me again', { from: NEXT, at: NOW + 60_000 })])));
    expect(await addresses()).toEqual([NEXT]);
  });

  test('a message without a user id that was written before and came late: stands in the old conversation, and answers go to the new number', async () => {
    await write(PHONE, 'US.1', 'it is Ana', NOW - 1000);
    await moves();
    for (const body of ['late', 'later']) await world.receive(deliveryOf(changeWith([textMessage(body, { from: PHONE, at: NOW - 5000 })])));
    expect(await world.conversations()).toHaveLength(1);
    expect(await addresses()).toEqual([NEXT]);
  });

  test('a message that was written before and comes after a stranger wrote from there: answers do not go to the stranger', async () => {
    await write(PHONE, 'US.1', 'it is Ana', NOW - 1000);
    await moves();
    await write(PHONE, 'US.777', 'I have this number now');
    await world.receive(deliveryOf(changeWith([textMessage('late', { from: PHONE, at: NOW - 500 })])));
    const texts = (of: string) => messages.filter(({ conversationId }) => conversationId === of).map(({ text }) => text);
    const messages = await world.messages();
    const threads = (await world.conversations()).map(({ id, address }) => [address?.value, texts(id).at(-1)]);
    expect(threads.sort()).toEqual([
      [PHONE, 'I have this number now'],
      [NEXT, 'late'],
    ]);
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
