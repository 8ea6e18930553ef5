import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linkAlias, unlinkAlias } from '../../src/domain/alias-care.ts';
import { erasePerson } from '../../src/domain/erasure.ts';
import type { ContactId } from '../../src/store/ids.ts';
import type { Alias } from '../../src/store/records.ts';
import { changeOf, deliveryOf, freshWamid, textMessage } from '../support/webhooks.ts';
import { NOW, openWorld, type World } from './store-with-channel.ts';

const [LONG, SHORT] = ['5511987654321', '551187654321'];
const USER = 'BR.1';
const number = (value: string): Alias => ({ kind: 'wa_id', value });
const user: Alias = { kind: 'user_id', value: USER };

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

/** A message that names its writer by number, user id or both. */
const write = (body: string, { from, userId, at = NOW }: { from?: string; userId?: string; at?: number }) => {
  const { from: _, ...message } = textMessage(body, { at });
  const names = { ...(from === undefined ? {} : { from }), ...(userId === undefined ? {} : { from_user_id: userId }) };
  return world.receive(deliveryOf(changeOf({ messages: [{ ...message, ...names }] })));
};
/** The texts of each conversation, the one begun first first. */
const threads = async () =>
  Promise.all(
    (await world.conversations()).map(async ({ id }) =>
      (await world.store.messages(world.channel.id, id, { limit: 99 })).map(({ text }) => text).reverse(),
    ),
  );
const contacts = async () => (await world.conversations()).map(({ contactId }) => contactId) as [ContactId, ContactId];
const unlink = (alias: Alias) => unlinkAlias(world.store, world.channel.id, alias, NOW);
const link = (to: string, alias: Alias) => linkAlias(world.store, world.channel.id, to, alias, NOW);

describe('unlinkAlias', () => {
  test('a number: its next messages have a conversation of their own, also with the user id of the old one beside them', async () => {
    await write('it is Ana', { from: LONG, userId: USER });
    const [ana] = await contacts();
    expect(await unlink(number(LONG))).toBe(ana);
    await write('somebody else', { from: LONG, userId: USER });
    await write('and again', { from: LONG, userId: USER });
    await write('Ana without her number', { userId: USER });
    expect(await threads()).toEqual([
      ['it is Ana', 'Ana without her number'],
      ['somebody else', 'and again'],
    ]);
  });

  test('a form of a number that was joined: is not joined again, whatever comes', async () => {
    await write('with the 9', { from: LONG });
    await write('without', { from: SHORT });
    await unlink(number(SHORT));
    await write('another person', { from: SHORT });
    await write('the first one', { from: LONG });
    await write('the other one', { from: SHORT });
    expect(await threads()).toEqual([
      ['with the 9', 'without', 'the first one'],
      ['another person', 'the other one'],
    ]);
  });

  test('a user id: messages with the number go on where they were, those with the user id alone begin anew', async () => {
    await write('both', { from: LONG, userId: USER });
    await unlink(user);
    await write('both again', { from: LONG, userId: USER });
    await write('user id alone', { userId: USER });
    await write('both once more', { from: LONG, userId: USER });
    expect(await threads()).toEqual([['both', 'both again', 'both once more'], ['user id alone']]);
  });

  test('a message that was written before and comes late: begins the new conversation, and later ones go on there', async () => {
    await write('it is Ana', { from: LONG });
    await unlink(number(LONG));
    await write('late', { from: LONG, at: NOW - 60_000 });
    await write('later', { from: LONG, at: NOW - 30_000 });
    expect(await threads()).toEqual([['it is Ana'], ['late', 'later']]);
  });

  test('answers: no longer go to the alias, but to another one of the contact', async () => {
    await write('it is Ana', { from: LONG, userId: USER });
    await unlink(number(LONG));
    const [{ address, contactId } = { address: undefined, contactId: '' as ContactId }] = await world.conversations();
    expect(address).toBeNull();
    expect(await world.store.aliases(world.channel.id, contactId)).toEqual([user]);
  });

  test('a notice of WhatsApp that names it again: does not bring it back', async () => {
    await write('it is Ana', { from: '15551230001' });
    const moves = () => {
      const system = { type: 'user_changed_number', wa_id: '15551230002' };
      const notice = { from: '15551230001', from_user_id: 'US.1', id: freshWamid(), timestamp: String(NOW / 1000), type: 'system', system };
      return world.receive(deliveryOf(changeOf({ messages: [notice] })));
    };
    await moves();
    await unlink(number('15551230002'));
    await moves();
    await write('somebody else', { from: '15551230002' });
    expect((await threads()).map((texts) => texts.at(-1))).toContain('somebody else');
    expect(await world.conversations()).toHaveLength(2);
  });

  test("nobody's alias: is refused", async () => {
    await expect(unlink(number('15551230001'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('linkAlias', () => {
  test('a contact that is erased at the same time: gets nothing more, so that its next message is seen', async () => {
    await write('it is Ana', { from: LONG });
    const [ana] = await contacts();
    const erasing = erasePerson(world.store, world.channel.id, ana, NOW);
    await expect(link(ana, user)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await erasing;
    await write('hello', { userId: USER });
    expect(await threads()).toEqual([['hello']]);
  });

  test('an alias of somebody else: is taken from them, and its next message stands with the contact', async () => {
    await write('Ana', { from: '15551230001' });
    await write('Ana on her other phone', { from: '15551230002' });
    const [one, other] = await contacts();
    expect(await link(one, number('15551230002'))).toBe(other);
    await write('still me', { from: '15551230002' });
    expect(await threads()).toEqual([['Ana', 'still me'], ['Ana on her other phone']]);
    expect(await link(other, number('15551230002'))).toBe(one);
    await write('no, somebody else after all', { from: '15551230002' });
    expect((await threads())[1]).toEqual(['Ana on her other phone', 'no, somebody else after all']);
  });

  test('after unlinkAlias: all is as before, answers included', async () => {
    await write('it is Ana', { from: LONG, userId: USER });
    const [ana] = await contacts();
    await unlink(number(LONG));
    expect(await link(ana, number(LONG))).toBeUndefined();
    await write('still Ana', { from: LONG, userId: USER });
    expect(await world.conversations()).toMatchObject([{ address: number(LONG) }]);
    expect(await world.store.aliasLinks(world.channel.id, { alias: number(LONG) })).toMatchObject([
      { contactId: ana, reason: 'first-message', endReason: 'operator' },
      { contactId: ana, reason: 'operator', endedAt: null },
    ]);
  });

  test('a group: is no person', async () => {
    const shown = await openWorld({ groupMessages: 'transcript' });
    try {
      await shown.receive(deliveryOf(changeOf({ messages: [{ ...textMessage('all', { at: NOW }), group_id: 'g1' }] })));
      const [{ contactId } = { contactId: '' }] = await shown.conversations();
      const linking = linkAlias(shown.store, shown.channel.id, contactId, number(LONG), NOW);
      await expect(linking).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    } finally {
      await shown.close();
    }
  });

  test('a contact that is not there, and an alias it has already: are refused, and nothing changes', async () => {
    await write('Ana', { from: LONG });
    const [ana] = await contacts();
    await expect(link('pt_nobody', number(LONG))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(link(ana, number(LONG))).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
    expect(await world.store.aliases(world.channel.id, ana)).toEqual([number(LONG)]);
  });
});
