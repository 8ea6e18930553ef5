import { describe, expect, test } from 'vitest';
import type { Attempt, Erasure } from '../../../src/store/records.ts';
import { addNeighbour, addPlace, newMessage, type OpenStore, type Place, T, withStore } from './fixture.ts';

const attempt = (changes: Partial<Attempt> = {}) => ({
  at: T,
  durationMs: 3.4,
  verdict: 'retry',
  code: 503,
  reason: 'Pipedrive answered 503',
  end: 'waiting',
  ...changes,
});

export function attemptCases(open: OpenStore): void {
  describe('attempts', () => {
    const harness = withStore(open);
    const record = (place: Place, changes: Partial<Attempt> = {}) =>
      harness().store.transaction(async (tx) =>
        tx.recordAttempt({ ...place, seq: 1, destination: changes.destination ?? 'crm' }, attempt(changes)),
      );
    const attemptsOf = async ({ channelId, conversationId }: Place) =>
      (await harness().store.passage(channelId, { conversationId, seq: 1 }))?.attempts;
    const place = async () => {
      const found = await addPlace(harness().store);
      await harness().store.transaction(async (tx) => tx.appendMessage(found.channelId, found.conversationId, newMessage()));
      return found;
    };

    test('recordAttempt: those that fail alike in a row are counted together, anything else stands by itself', async () => {
      const at = await place();
      await record(at);
      await record(at, { at: T + 5, durationMs: 9.6 });
      await record(at, { at: T + 6, reason: 'Pipedrive did not answer', code: 0 });
      await record(at, { at: T + 7 });
      const done = { verdict: 'delivered', code: null, reason: null, end: 'done' };
      await record(at, { at: T + 8, ...done });
      await record(at, { at: T + 9, ...done });
      expect(await attemptsOf(at)).toEqual([
        { ...attempt(), destination: 'crm', firstAt: T, at: T + 5, times: 2, durationMs: 10 },
        expect.objectContaining({ firstAt: T + 6, times: 1, code: 0 }),
        expect.objectContaining({ firstAt: T + 7, times: 1, code: 503 }),
        expect.objectContaining({ firstAt: T + 8, times: 1, ...done }),
        expect.objectContaining({ firstAt: T + 9, times: 1, ...done }),
      ]);
    });

    test('recordAttempt: each destination and each message has its own', async () => {
      const at = await place();
      const neighbour = await addNeighbour(harness().store, at);
      await harness().store.transaction(async (tx) => tx.appendMessage(neighbour.channelId, neighbour.conversationId, newMessage()));
      await record(at);
      await record(at, { destination: 'whatsapp' });
      await record(neighbour);
      expect((await attemptsOf(at))?.map(({ destination, times }) => [destination, times])).toEqual([
        ['crm', 1],
        ['whatsapp', 1],
      ]);
      expect(await attemptsOf(neighbour)).toHaveLength(1);
    });

    test('recordAttempt: leaves nothing behind of a message that is gone', async () => {
      const at = await place();
      const { store } = harness();
      await store.transaction(async (tx) => {
        await tx.eraseMessages({ kind: 'person', ...at } as Erasure, 9);
        await tx.recordAttempt({ ...at, seq: 1, destination: 'crm' }, attempt());
      });
      expect(await store.transaction(async (tx) => tx.forgetAttempts({ madeBefore: T + 1, limit: 9 }))).toBe(0);
    });

    test('forgetAttempts: the oldest first, up to the limit, and nothing younger', async () => {
      const at = await place();
      for (const n of [1, 2, 3, 4]) await record(at, { at: T + n, code: n });
      const forget = (madeBefore: number, limit: number) =>
        harness().store.transaction(async (tx) => tx.forgetAttempts({ madeBefore, limit }));
      expect([await forget(T + 1, 9), await forget(T + 4, 2)]).toEqual([0, 2]);
      expect((await attemptsOf(at))?.map(({ code }) => code)).toEqual([3, 4]);
      expect(await forget(T + 9, 9)).toBe(2);
    });
  });
}
