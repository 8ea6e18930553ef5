import { describe, expect, test } from 'vitest';
import type { Spend } from '../../../src/store/records.ts';
import { addChannel, install, type OpenStore, T, withStore } from './fixture.ts';

const DAY = 86_400_000;
const spent = (changes: Partial<Spend> = {}): Spend => ({
  companyId: 1,
  day: T,
  operation: 'receiveMessage',
  calls: 1,
  tokens: 10,
  refused: 0,
  ...changes,
});

export function companyCases(open: OpenStore): void {
  describe('companies', () => {
    const harness = withStore(open);

    test('noteCompany: keeps what was not named, of that company only, over a restart', async () => {
      const { store, reopen } = harness();
      expect(await store.company(1)).toBeUndefined();
      await store.transaction(async (tx) => {
        await tx.noteCompany(1, { channelsApi: 'gone', channelsApiCode: 410, channelsApiAt: T });
        await tx.noteCompany(1, { usedUpUntil: T + DAY });
        await tx.noteCompany(2, { usedUpUntil: T });
      });
      const first = { companyId: 1, channelsApi: 'gone', channelsApiCode: 410, channelsApiAt: T, usedUpUntil: T + DAY };
      const second = { companyId: 2, channelsApi: 'unknown', channelsApiCode: null, channelsApiAt: null, usedUpUntil: T };
      const again = await reopen();
      expect(await again.company(1)).toEqual(first);
      expect(await again.companies()).toEqual([first, second]);
    });

    test('addSpend: adds up by company, day and operation, over a restart', async () => {
      const { store, reopen } = harness();
      await store.transaction(async (tx) => {
        await tx.addSpend(spent());
        await tx.addSpend(spent({ tokens: 0, refused: 1 }));
        await tx.addSpend(spent({ operation: 'addChannel' }));
        await tx.addSpend(spent({ day: T + DAY }));
        await tx.addSpend(spent({ day: T - DAY }));
        await tx.addSpend(spent({ companyId: 2 }));
      });
      const again = await reopen();
      expect(await again.spend(T)).toEqual([
        spent({ day: T + DAY }),
        spent({ operation: 'addChannel' }),
        spent({ calls: 2, tokens: 10, refused: 1 }),
        spent({ companyId: 2 }),
      ]);
    });

    test('activeChannelsOf: channels of all installations of the company that are switched on', async () => {
      const { store } = harness();
      const [ana, ben, elsewhere] = [
        await install(store),
        await install(store, {}, { userId: 12 }),
        await install(store, {}, { companyId: 2 }),
      ];
      const [one, two] = [await addChannel(store, { installationId: ana }), await addChannel(store, { installationId: ben })];
      await addChannel(store, { installationId: ana, state: 'disabled' });
      await addChannel(store, { installationId: ana, state: 'deleted' });
      await addChannel(store, { installationId: elsewhere });
      await addChannel(store);
      const found = await store.transaction(async (tx) => tx.activeChannelsOf(1));
      expect(found.toSorted()).toEqual([one.id, two.id].toSorted());
    });
  });
}
