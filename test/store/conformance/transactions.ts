import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newContactId } from '../../../src/store/ids.ts';
import { addChannel, addConversation, newChannel, newMessage, type OpenStore, T, withStore } from './fixture.ts';

const deliveryOf = (text: string) => ({ receivedAt: T, body: Buffer.from(text) });
const digestOf = (text: string) => createHash('sha256').update(text).digest();

export function transactionCases(open: OpenStore): void {
  describe('transactions', () => {
    const harness = withStore(open);

    test('transaction commits: everything written in it is readable afterwards, and its result is handed on', async () => {
      const { store } = harness();
      const [one, two] = [newChannel(), newChannel({ createdAt: T + 1 })];
      const result = await store.transaction(async (tx) => {
        await tx.insertChannel(one, 'a');
        await tx.insertChannel(two, 'b');
        return 'done';
      });
      expect(result).toBe('done');
      expect(await store.channels()).toEqual([one, two]);
    });

    test('transaction throws: nothing of it stays, and the error is the one that was thrown', async () => {
      const { store } = harness();
      const error = new Error('changed my mind');
      const asked = store.transaction(async (tx) => {
        await tx.insertChannel(newChannel(), 'a');
        throw error;
      });
      await expect(asked).rejects.toBe(error);
      expect(await store.channels()).toEqual([]);
    });

    test('transaction refused by a constraint: nothing of it stays', async () => {
      const { store } = harness();
      const taken = await addChannel(store);
      const asked = store.transaction(async (tx) => {
        await tx.insertChannel(newChannel(), 'a');
        await tx.insertChannel(newChannel({ phoneNumberId: taken.phoneNumberId }), 'b');
      });
      await expect(asked).rejects.toThrow();
      expect(await store.channels()).toEqual([taken]);
    });

    test('transactions at once: those that throw take nothing along and disturb none of the others', async () => {
      const { store } = harness();
      const channels = Array.from({ length: 60 }, () => newChannel());
      const outcomes = await Promise.allSettled(
        channels.map((channel, index) =>
          store.transaction(async (tx) => {
            await tx.insertChannel(channel, 'token');
            if (index % 3 === 0) throw new Error(`thrown ${index}`);
            return index;
          }),
        ),
      );
      const thrown = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as Error).message : outcome.value));
      expect(thrown).toEqual(channels.map((_, index) => (index % 3 === 0 ? `thrown ${index}` : index)));
      const kept = channels.filter((_, index) => index % 3 !== 0).map(({ id }) => id);
      expect(new Set((await store.channels()).map(({ id }) => id))).toEqual(new Set(kept));
    });

    test('transactions at once: one refused by a constraint disturbs none of the others', async () => {
      const { store } = harness();
      const phoneNumberId = '1';
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, () => store.transaction(async (tx) => tx.insertChannel(newChannel({ phoneNumberId }), 'token'))).concat(
          Array.from({ length: 10 }, () => store.transaction(async (tx) => tx.insertChannel(newChannel(), 'token'))),
        ),
      );
      expect(outcomes.slice(0, 10).filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(outcomes.slice(10).every(({ status }) => status === 'fulfilled')).toBe(true);
      expect(await store.channels()).toHaveLength(11);
    });

    test('transaction: sees its own writes', async () => {
      const { store } = harness();
      const channel = newChannel();
      const seen = await store.transaction(async (tx) => {
        await tx.insertChannel(channel, 'token');
        return [await tx.channel(channel.id), await tx.channelByPhoneNumberId(channel.phoneNumberId)];
      });
      expect(seen).toEqual([channel, channel]);
    });

    test('isolate throws: only its own writes are undone, the error passes on, and the transaction goes on', async () => {
      const { store } = harness();
      const [before, inside, after] = [newChannel(), newChannel(), newChannel()];
      const error = new Error('only this part');
      const caught = await store.transaction(async (tx) => {
        await tx.insertChannel(before, 'token');
        const seen = await tx
          .isolate(async () => {
            await tx.insertChannel(inside, 'token');
            throw error;
          })
          .catch((reason: unknown) => reason);
        await tx.insertChannel(after, 'token');
        return seen;
      });
      expect(caught).toBe(error);
      expect((await store.channels()).map(({ id }) => id).sort()).toEqual([before.id, after.id].sort());
    });

    test('isolate refused by a constraint: its neighbours before and after are committed', async () => {
      const { store } = harness();
      const first = newChannel();
      const last = newChannel();
      await store.transaction(async (tx) => {
        await tx.isolate(async () => tx.insertChannel(first, 'token'));
        await tx.isolate(async () => tx.insertChannel(newChannel({ phoneNumberId: first.phoneNumberId }), 'token')).catch(() => {});
        await tx.isolate(async () => tx.insertChannel(last, 'token'));
      });
      expect(await store.channels()).toHaveLength(2);
    });

    test('isolate succeeds: hands its result on, and goes with a transaction that throws afterwards', async () => {
      const { store } = harness();
      let result: string | undefined;
      const asked = store.transaction(async (tx) => {
        result = await tx.isolate(async () => {
          await tx.insertChannel(newChannel(), 'token');
          return 'inner';
        });
        throw new Error('outer');
      });
      await expect(asked).rejects.toThrow('outer');
      expect(result).toBe('inner');
      expect(await store.channels()).toEqual([]);
    });

    test('reads: never see what is not committed', async () => {
      const { store } = harness();
      const channel = newChannel();
      let during: unknown = 'not asked';
      await store.transaction(async (tx) => {
        await tx.insertChannel(channel, 'token');
        during = { channel: await store.channel(channel.id), all: await store.channels() };
      });
      expect(during).toEqual({ channel: undefined, all: [] });
      expect(await store.channel(channel.id)).toEqual(channel);
    });

    test('reopen: everything that was committed is there again', async () => {
      const { store, reopen } = harness();
      const channel = await addChannel(store, {}, 'secret token');
      const { id } = await store.transaction((tx) => addConversation(tx, channel.id));
      await store.transaction((tx) => Promise.resolve(tx.appendMessage(channel.id, id, newMessage({ text: 'kept' }))));
      await store.transaction(async (tx) =>
        tx.enqueue({ channelId: channel.id, conversationId: id, seq: 1, destination: 'crm' }, { now: T, dueAt: T }),
      );
      const again = await reopen();
      expect(await again.channel(channel.id)).toEqual(channel);
      expect(await again.channelAccessToken(channel.id)).toBe('secret token');
      expect((await again.messages(channel.id, id, { limit: 10 })).map(({ text }) => text)).toEqual(['kept']);
      expect(await again.nextReadyAt('crm')).toBe(T);
    });

    test('close: what was asked for before is committed first', async () => {
      const { store, reopen } = harness();
      const channels = Array.from({ length: 20 }, () => newChannel());
      const asked = Promise.all(channels.map((channel) => store.transaction(async (tx) => tx.insertChannel(channel, 'token'))));
      const again = await reopen();
      await asked;
      expect(await again.channels()).toHaveLength(20);
    });

    test('ping: resolves while the store takes writes, and changes nothing', async () => {
      const { store } = harness();
      await store.ping();
      expect(await store.counts()).toEqual({ messages: 0, deliveries: 0, quarantined: 0, deadLetters: 0, unknownSends: 0 });
    });
  });

  describe('raw deliveries', () => {
    const harness = withStore(open);

    test('setDeliveryDigest: its bytes are known from then on, also after a restart; without one they are not', async () => {
      const { store, reopen } = harness();
      const [first, second] = [digestOf('a'), digestOf('b')];
      await store.transaction(async (tx) => {
        const id = await tx.insertDelivery(deliveryOf('a'));
        await tx.insertDelivery(deliveryOf('b'));
        expect(await tx.isDeliveryKnown(first)).toBe(false);
        await tx.setDeliveryDigest(id, first);
      });
      const known = (on: typeof store) => on.transaction(async (tx) => [await tx.isDeliveryKnown(first), await tx.isDeliveryKnown(second)]);
      expect(await known(store)).toEqual([true, false]);
      expect(await known(await reopen())).toEqual([true, false]);
    });

    test('setDeliveryDigest in a transaction that throws: the bytes are new the next time', async () => {
      const { store } = harness();
      const failed = store.transaction(async (tx) => {
        await tx.setDeliveryDigest(await tx.insertDelivery(deliveryOf('a')), digestOf('a'));
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await store.transaction(async (tx) => tx.isDeliveryKnown(digestOf('a')))).toBe(false);
      expect((await store.counts()).deliveries).toBe(0);
    });

    test('removeDelivery: takes back one that was inserted, and nothing else', async () => {
      const { store } = harness();
      await store.transaction(async (tx) => {
        await tx.insertDelivery(deliveryOf('a'));
        await tx.removeDelivery(await tx.insertDelivery(deliveryOf('b')));
      });
      expect(await store.deliveries({ limit: 9 })).toMatchObject([{ size: 1 }]);
    });

    test('insertDelivery: numbers go up, and bodies of any bytes and of megabytes are taken', async () => {
      const { store } = harness();
      const bodies = [Buffer.alloc(0), Buffer.from([0, 255, 0, 128]), Buffer.alloc(3_000_000, 'x')];
      for (const body of bodies) await store.transaction(async (tx) => tx.insertDelivery({ receivedAt: T, body }));
      const kept = (await store.deliveries({ limit: 9 })).toReversed();
      expect(kept.map(({ size }) => size)).toEqual([0, 4, 3_000_000]);
      for (const [index, { id }] of kept.entries()) expect((await store.rawDelivery(id))?.body.equals(bodies[index] as Buffer)).toBe(true);
      expect(kept.every(({ id }, index) => index === 0 || id > (kept[index - 1]?.id ?? 0))).toBe(true);
    });

    test('quarantineItem: is listed newest first, whole, up to the limit, and counted', async () => {
      const { store } = harness();
      const deliveryId = await store.transaction(async (tx) => tx.insertDelivery(deliveryOf('a')));
      for (const [index, phoneNumberId] of ['5', null, '6'].entries()) {
        await store.transaction(async (tx) =>
          tx.quarantineItem({ deliveryId, at: T + index, reason: `reason ${index}`, phoneNumberId, item: `{"n":${index}}` }),
        );
      }
      const listed = await store.quarantine({ limit: 2 });
      expect(listed.map(({ id: _, ...item }) => item)).toEqual([
        { deliveryId, at: T + 2, reason: 'reason 2', phoneNumberId: '6', item: '{"n":2}' },
        { deliveryId, at: T + 1, reason: 'reason 1', phoneNumberId: null, item: '{"n":1}' },
      ]);
      expect((await store.counts()).quarantined).toBe(3);
    });

    test('appendMessage to a conversation that is not there: throws, and nothing stays', async () => {
      const { store } = harness();
      const channel = await addChannel(store);
      const nowhere = newContactId() as unknown as Parameters<typeof store.conversation>[1];
      const asked = store.transaction(async (tx) => tx.appendMessage(channel.id, nowhere as never, newMessage()));
      await expect(asked).rejects.toThrow();
      expect((await store.counts()).messages).toBe(0);
    });
  });
}
