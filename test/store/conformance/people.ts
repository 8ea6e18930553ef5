import { describe, expect, test } from 'vitest';
import { type ContactId, newChannelId, newContactId } from '../../../src/store/ids.ts';
import type { Alias } from '../../../src/store/records.ts';
import { addChannel, addConversation, install, linked, newChannel, newMessage, type OpenStore, T, withStore } from './fixture.ts';

export function peopleCases(open: OpenStore): void {
  describe('channels', () => {
    const harness = withStore(open);

    test('insertChannel: reads back whole, in order of creation', async () => {
      const { store } = harness();
      const second = await addChannel(store, { createdAt: T + 1, name: 'Zwei – 二' });
      const first = await addChannel(store, { createdAt: T });
      expect(await store.channels()).toEqual([first, second]);
      expect(await store.channel(second.id)).toEqual(second);
      expect(await store.channel(newChannelId())).toBeUndefined();
      expect(await store.channel('')).toBeUndefined();
    });

    test('channelByPhoneNumberId: sees at once whatever the same transaction writes to a channel, and undoes', async () => {
      const { store } = harness();
      const channel = newChannel();
      const { phoneNumberId } = channel;
      const installationId = await install(store);
      await store.transaction(async (tx) => {
        const seen = async () => tx.channelByPhoneNumberId(phoneNumberId);
        expect(await seen()).toBeUndefined();
        const undone = tx.isolate(async () => {
          await tx.insertChannel(channel, 'token');
          expect(await seen()).toEqual(channel);
          throw new Error('undone');
        });
        await expect(undone).rejects.toThrow('undone');
        expect(await seen()).toBeUndefined();
        await tx.insertChannel(channel, 'token');
        expect(await seen()).toEqual(channel);
        await tx.setChannelInstallation(channel.id, installationId);
        expect(await seen()).toMatchObject({ installationId });
        await tx.setRegistration(channel.id, { state: 'registered', note: null, at: T });
        expect(await seen()).toMatchObject({ registration: { state: 'registered' } });
        await tx.setChannelState(channel.id, 'disabled');
        expect(await seen()).toMatchObject({ state: 'disabled' });
        await tx.forgetEverything([channel.id]);
        expect(await seen()).toMatchObject({ state: 'active' });
        await tx.setChannelState(channel.id, 'deleted');
        expect(await seen()).toBeUndefined();
      });
    });

    test('channelByPhoneNumberId: sees nothing of a transaction that was asked for at the same time and failed', async () => {
      const { store } = harness();
      const channel = newChannel();
      const seen = () => store.transaction(async (tx) => tx.channelByPhoneNumberId(channel.phoneNumberId));
      const failing = store.transaction(async (tx) => {
        await tx.insertChannel(channel, 'token');
        expect(await tx.channelByPhoneNumberId(channel.phoneNumberId)).toEqual(channel);
        throw new Error('no');
      });
      const after = seen();
      await expect(failing).rejects.toThrow('no');
      expect([await after, await seen()]).toEqual([undefined, undefined]);
    });

    test('channelByPhoneNumberId: sees nothing of one that was asked for afterwards and failed, though all of them are run once more', async () => {
      const { store } = harness();
      const channel = newChannel();
      const before = store.transaction(async (tx) => tx.channelByPhoneNumberId(channel.phoneNumberId));
      const failing = store.transaction(async (tx) => {
        await tx.insertChannel(channel, 'token');
        await tx.channelByPhoneNumberId(channel.phoneNumberId);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await before).toBeUndefined();
    });

    test('channelByPhoneNumberId: names the owner in every state but deleted', async () => {
      const { store } = harness();
      const channel = await addChannel(store);
      const owner = () => store.transaction(async (tx) => tx.channelByPhoneNumberId(channel.phoneNumberId));
      for (const state of ['active', 'disabled', 'suspended'] as const) {
        await store.transaction(async (tx) => tx.setChannelState(channel.id, state));
        expect(await owner()).toEqual({ ...channel, state });
      }
      await store.transaction(async (tx) => tx.setChannelState(channel.id, 'deleted'));
      expect(await owner()).toBeUndefined();
      expect(await store.channel(channel.id)).toEqual({ ...channel, state: 'deleted' });
    });

    test('insertChannel: a phone number has one owner at a time, and a deleted channel frees it', async () => {
      const { store } = harness();
      const old = await addChannel(store);
      const heir = newChannel({ phoneNumberId: old.phoneNumberId });
      const take = () => store.transaction(async (tx) => tx.insertChannel(heir, 'token'));
      await expect(take()).rejects.toThrow();
      await store.transaction(async (tx) => tx.setChannelState(old.id, 'deleted'));
      await take();
      expect(await store.transaction(async (tx) => tx.channelByPhoneNumberId(old.phoneNumberId))).toEqual(heir);
    });

    test('channelAccessToken: is the last one set, for that channel alone', async () => {
      const { store } = harness();
      const one = await addChannel(store, {}, 'first');
      const two = await addChannel(store, {}, 'other');
      await store.transaction(async (tx) => tx.setChannelAccessToken(one.id, 'second'));
      expect(await store.channelAccessToken(one.id)).toBe('second');
      expect(await store.channelAccessToken(two.id)).toBe('other');
      expect(await store.channelAccessToken(newChannelId())).toBeUndefined();
    });
  });

  describe('contacts', () => {
    const harness = withStore(open);

    test('addAlias: belongs to the first contact it was given to, and is never rewritten', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const alias = { kind: 'wa_id', value: '15551230001' } as const;
      const [first, second] = await store.transaction(async (tx) => [await addConversation(tx, id), await addConversation(tx, id)]);
      await store.transaction(async (tx) => tx.addAlias(id, first?.contactId ?? newContactId(), alias, linked(1)));
      await store.transaction(async (tx) => tx.addAlias(id, second?.contactId ?? newContactId(), alias, linked(1)));
      expect(await store.transaction(async (tx) => tx.contactByAlias(id, alias))).toBe(first?.contactId);
      expect(await store.conversationByAlias(id, alias)).toEqual({ contactId: first?.contactId, conversationId: first?.id });
      expect(await store.aliases(id, second?.contactId ?? newContactId())).toEqual([]);
    });

    test("retireAlias: is nobody's until somebody is given it", async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const [first, second] = await store.transaction(async (tx) => [await addConversation(tx, id), await addConversation(tx, id)]);
      const alias = { kind: 'wa_id', value: '15551230001' } as const;
      await store.transaction(async (tx) => {
        await tx.addAlias(id, first?.contactId ?? newContactId(), alias, linked(1));
        await tx.retireAlias(id, alias, 5);
      });
      expect(await store.transaction(async (tx) => tx.contactByAlias(id, alias))).toBeUndefined();
      expect(await store.conversationByAlias(id, alias)).toBeUndefined();
      expect(await store.aliases(id, first?.contactId ?? newContactId())).toEqual([]);
      // Somebody who wrote before the alias was left, and whose message came late, does not bring it back.
      await store.transaction(async (tx) => tx.addAlias(id, first?.contactId ?? newContactId(), alias, linked(5)));
      expect(await store.transaction(async (tx) => tx.contactByAlias(id, alias))).toBeUndefined();
      await store.transaction(async (tx) => tx.addAlias(id, second?.contactId ?? newContactId(), alias, linked(4)));
      expect(await store.transaction(async (tx) => tx.contactByAlias(id, alias))).toBeUndefined();
      // WhatsApp tells whole seconds: somebody else may write in the very one.
      await store.transaction(async (tx) => tx.addAlias(id, second?.contactId ?? newContactId(), alias, linked(5)));
      expect(await store.transaction(async (tx) => tx.contactByAlias(id, alias))).toBe(second?.contactId);
    });

    test('holderOfAlias: is the one who had it then, also after it was left and given to somebody else, and says so', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const [first, second] = await store.transaction(async (tx) => [await addConversation(tx, id), await addConversation(tx, id)]);
      const alias = { kind: 'wa_id', value: '15551230001' } as const;
      await store.transaction(async (tx) => {
        await tx.addAlias(id, first?.contactId ?? newContactId(), alias, linked(1));
        await tx.retireAlias(id, alias, 5);
      });
      const holder = (at: number) => store.transaction(async (tx) => tx.holderOfAlias(id, alias, at));
      const [then, now] = [
        { contactId: first?.contactId, isCurrent: false },
        { contactId: second?.contactId, isCurrent: true },
      ];
      expect([await holder(4), await holder(5)]).toMatchObject([then, undefined]);
      await store.transaction(async (tx) => tx.addAlias(id, second?.contactId ?? newContactId(), alias, linked(7)));
      expect([await holder(4), await holder(5)]).toMatchObject([then, now]);
    });

    test('separateAlias: takes an alias away at any time, lets no answer go there, and is remembered until it is given back', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const { id: conversationId, contactId } = await store.transaction((tx) => addConversation(tx, id));
      const [mine, other] = [
        { kind: 'wa_id', value: '1' },
        { kind: 'user_id', value: 'US.1' },
      ] as const;
      await store.transaction(async (tx) => {
        for (const alias of [mine, other]) await tx.addAlias(id, contactId, alias, linked(1));
        await tx.appendMessage(id, conversationId, newMessage({ address: mine }));
      });
      const separate = (alias: Alias) => store.transaction(async (tx) => tx.separateAlias(id, alias, 9));
      const separated = () => store.transaction(async (tx) => tx.contactsSeparatedFrom(id, mine));
      expect(await separated()).toEqual([]);
      expect(await separate(mine)).toBe(contactId);
      expect(await separate(mine)).toBeUndefined();
      expect(await store.aliases(id, contactId)).toEqual([other]);
      expect(await store.transaction(async (tx) => tx.holderOfAlias(id, mine, 2))).toBeUndefined();
      expect((await store.conversation(id, conversationId))?.address).toBeNull();
      expect(await separated()).toEqual([contactId]);
      // A message that was written before a person decided, and came late, is somebody's all the same.
      await store.transaction(async (tx) => tx.addAlias(id, contactId, mine, { at: 2, reason: 'operator', via: null }));
      expect(await store.aliases(id, contactId)).toEqual([mine, other]);
      expect(await separated()).toEqual([]);
    });

    test('separateAlias: leaves an address of another alias as it is', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const { id: conversationId, contactId } = await store.transaction((tx) => addConversation(tx, id));
      const [left, kept] = [
        { kind: 'wa_id', value: '1' },
        { kind: 'wa_id', value: '2' },
      ] as const;
      await store.transaction(async (tx) => {
        for (const alias of [left, kept]) await tx.addAlias(id, contactId, alias, linked(1));
        await tx.appendMessage(id, conversationId, newMessage({ address: kept }));
        await tx.separateAlias(id, left, 2);
      });
      expect((await store.conversation(id, conversationId))?.address).toEqual(kept);
    });

    test('aliasLinks: tell of a contact and of an alias every link with its reason, also those that ended', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const [one, two] = (await store.transaction(async (tx) => [
        (await addConversation(tx, id)).contactId,
        (await addConversation(tx, id)).contactId,
      ])) as [ContactId, ContactId];
      const [number, user] = [
        { kind: 'wa_id', value: '1' },
        { kind: 'user_id', value: 'US.1' },
      ] as const;
      await store.transaction(async (tx) => {
        await tx.addAlias(id, one, number, { at: 1, reason: 'first-message', via: null });
        await tx.addAlias(id, one, user, { at: 2, reason: 'same-message', via: number });
        await tx.separateAlias(id, number, 3);
        await tx.addAlias(id, two, number, { at: 4, reason: 'operator', via: null });
        await tx.retireAlias(id, number, 5);
      });
      const first = { alias: number, contactId: one, at: 1, reason: 'first-message', via: null, endedAt: 3, endReason: 'operator' };
      const second = { alias: number, contactId: two, at: 4, reason: 'operator', via: null, endedAt: 5, endReason: 'number-change' };
      const beside = { alias: user, contactId: one, at: 2, reason: 'same-message', via: number, endedAt: null, endReason: null };
      expect(await store.aliasLinks(id, { contactId: one })).toEqual([first, beside]);
      expect(await store.aliasLinks(id, { alias: number })).toEqual([first, second]);
      expect(await store.aliasLinks(id, { alias: { kind: 'wa_id', value: '2' } })).toEqual([]);
    });

    test('setUsername: is kept beside the contact and leads to nobody; several may have had the same one', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const [one, two] = await store.transaction(async (tx) => [await addConversation(tx, id, ''), await addConversation(tx, id)]);
      await store.transaction(async (tx) => {
        await tx.setUsername(id, one?.contactId ?? newContactId(), 'ana');
        await tx.setUsername(id, two?.contactId ?? newContactId(), 'ana');
        await tx.addAlias(id, one?.contactId ?? newContactId(), { kind: 'user_id', value: 'US.1' }, linked(1));
      });
      expect((await store.contact(id, one?.contactId ?? newContactId()))?.username).toBe('ana');
      expect((await store.contactsByUsername(id, 'Ana')).toSorted()).toEqual([one?.contactId, two?.contactId].toSorted());
      expect(await store.contactsByUsername(id, 'bea')).toEqual([]);
      expect((await store.conversation(id, one?.id ?? ''))?.contactFallbackName).toBe('@ana');
    });

    test('setContactName: replaces a name', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const { contactId } = await store.transaction((tx) => addConversation(tx, id, 'Ana'));
      await store.transaction(async (tx) => tx.setContactName(id, contactId, 'Bea'));
      expect((await store.contact(id, contactId))?.name).toBe('Bea');
    });

    test('address: is where the customer wrote from last, and follows redirectAnswers of the same kind', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const conversation = await store.transaction((tx) => addConversation(tx, id));
      const address = async () => (await store.conversation(id, conversation.id))?.address;
      const wrote = (value: string) =>
        store.transaction(async (tx) => tx.appendMessage(id, conversation.id, newMessage({ address: { kind: 'wa_id', value } })));
      await wrote('1');
      await wrote('2');
      await store.transaction(async (tx) => tx.appendMessage(id, conversation.id, newMessage({ direction: 'outbound' })));
      expect(await address()).toEqual({ kind: 'wa_id', value: '2' });
      await store.transaction(async (tx) => {
        await tx.redirectAnswers(id, conversation.contactId, { kind: 'user_id', value: 'US.9' });
        await tx.redirectAnswers(id, conversation.contactId, { kind: 'wa_id', value: '3' });
      });
      expect(await address()).toEqual({ kind: 'wa_id', value: '3' });
    });

    test('aliases: come phone number first, then user id, then parent; the same value of another kind is another alias', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const { contactId } = await store.transaction((tx) => addConversation(tx, id));
      await store.transaction(async (tx) => {
        for (const kind of ['parent_user_id', 'wa_id', 'user_id'] as const)
          await tx.addAlias(id, contactId, { kind, value: '7' }, linked(1));
      });
      expect((await store.aliases(id, contactId)).map(({ kind }) => kind)).toEqual(['wa_id', 'user_id', 'parent_user_id']);
      expect(await store.transaction(async (tx) => tx.contactByAlias(id, { kind: 'user_id', value: '8' }))).toBeUndefined();
    });

    test('conversationByAlias: undefined for a contact without a conversation and for a stranger', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const contactId = newContactId();
      const alias = { kind: 'user_id', value: 'US.1' } as const;
      await store.transaction(async (tx) => {
        await tx.insertContact(id, { id: contactId, name: '' }, T);
        await tx.addAlias(id, contactId, alias, linked(1));
      });
      expect(await store.conversationByAlias(id, alias)).toBeUndefined();
      expect(await store.conversationByAlias(id, { kind: 'user_id', value: 'US.2' })).toBeUndefined();
    });

    test('holderOfAlias: tells the name, the user name and the conversation of a contact, as far as there are any', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const [known, bare] = [
        { kind: 'wa_id', value: '1' },
        { kind: 'wa_id', value: '2' },
      ] as const;
      const { id: conversationId, contactId } = await store.transaction((tx) => addConversation(tx, id, 'Ana'));
      const withoutConversation = newContactId();
      await store.transaction(async (tx) => {
        await tx.setUsername(id, contactId, 'ana');
        await tx.addAlias(id, contactId, known, linked(1));
        await tx.insertContact(id, { id: withoutConversation, name: '' }, 1);
        await tx.addAlias(id, withoutConversation, bare, linked(1));
      });
      const holder = (alias: Alias) => store.transaction(async (tx) => tx.holderOfAlias(id, alias, 2));
      expect(await holder(known)).toEqual({ contactId, isCurrent: true, name: 'Ana', username: 'ana', conversationId });
      expect(await holder(bare)).toEqual({
        contactId: withoutConversation,
        isCurrent: true,
        name: '',
        username: null,
        conversationId: null,
      });
      expect(await store.contact(id, newContactId())).toBeUndefined();
    });
  });

  describe('conversations', () => {
    const harness = withStore(open);

    test('insertConversation: positions count from 1 without a gap, also with many at once', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      await Promise.all(Array.from({ length: 25 }, () => store.transaction((tx) => addConversation(tx, id))));
      const listed = await store.conversations(id, { limit: 100 });
      expect(listed.map(({ position }) => position)).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
    });

    test('insertConversation: a contact has one', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const { id: conversationId, contactId } = await store.transaction((tx) => addConversation(tx, id));
      const second = store.transaction(async (tx) =>
        tx.insertConversation(id, { id: `${conversationId.slice(0, -1)}_` as typeof conversationId, contactId, createdAt: T }),
      );
      await expect(second).rejects.toThrow();
      expect(await store.transaction(async (tx) => tx.conversationOf(id, contactId))).toBe(conversationId);
      expect(await store.transaction(async (tx) => tx.conversationOf(id, newContactId()))).toBeUndefined();
    });

    test('conversations: paging by position meets each one once, also while new ones begin and old ones get messages', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const begun = [];
      for (let n = 0; n < 7; n++) begun.push(await store.transaction((tx) => addConversation(tx, id)));
      const met: string[] = [];
      let before: number | undefined;
      for (;;) {
        const page = await store.conversations(id, { ...(before === undefined ? {} : { before }), limit: 3 });
        if (page.length === 0) break;
        met.push(...page.map((conversation) => conversation.id));
        before = page.at(-1)?.position;
        await store.transaction((tx) => addConversation(tx, id));
        const oldest = begun[0]?.id;
        if (oldest) await store.transaction((tx) => Promise.resolve(tx.appendMessage(id, oldest, newMessage())));
      }
      expect(met).toEqual(begun.map((conversation) => conversation.id).reverse());
    });

    test('conversation: tells the contact, what to call it, and who wrote last', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      const named = await store.transaction((tx) => addConversation(tx, id, 'Ana'));
      const byPhone = await store.transaction((tx) => addConversation(tx, id, ''));
      const byUserId = await store.transaction((tx) => addConversation(tx, id, ''));
      await store.transaction(async (tx) => {
        await tx.addAlias(id, byPhone.contactId, { kind: 'user_id', value: 'US.1' }, linked(1));
        await tx.addAlias(id, byPhone.contactId, { kind: 'wa_id', value: '15551230001' }, linked(1));
        await tx.addAlias(id, byUserId.contactId, { kind: 'user_id', value: 'US.2' }, linked(1));
        await tx.appendMessage(id, named.id, newMessage({ createdAt: T + 5 }));
        await tx.appendMessage(id, named.id, newMessage({ createdAt: T + 3 }));
        await tx.appendMessage(id, named.id, newMessage({ direction: 'outbound', createdAt: T + 9 }));
      });
      expect(await store.conversation(id, named.id)).toEqual({
        id: named.id,
        contactId: named.contactId,
        contactName: 'Ana',
        contactFallbackName: '',
        position: 1,
        lastInboundAt: T + 5,
        lastDirection: 'outbound',
        address: null,
      });
      expect((await store.conversation(id, byPhone.id))?.contactFallbackName).toBe('+15551230001');
      expect(await store.conversation(id, byUserId.id)).toMatchObject({
        contactFallbackName: 'US.2',
        lastInboundAt: null,
        lastDirection: null,
      });
      expect(await store.conversation(id, 'cv_unknown')).toBeUndefined();
    });
  });
}
