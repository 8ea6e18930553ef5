import { describe, expect, test } from 'vitest';
import { addChannel, install, newGrant, type OpenStore, T, withStore } from './fixture.ts';

const HOUR = 3_600_000;

export function installationCases(open: OpenStore): void {
  describe('installations', () => {
    const harness = withStore(open);

    test('saveInstallation: one for a company and user, made again in place', async () => {
      const { store } = harness();
      const ana = await install(store);
      const ben = await install(store, { accessToken: 'ben' }, { userId: 12, userName: 'Ben', isAdmin: false }, T + 1);
      const elsewhere = await install(store, { accessToken: 'other' }, { companyId: 2 }, T + 2);
      expect(new Set([ana, ben, elsewhere]).size).toBe(3);
      const again = await install(
        store,
        { accessToken: 'fresh', apiDomain: 'https://acme-two.pipedrive.com' },
        { companyName: 'Acme Two' },
        T + 3,
      );
      expect(again).toBe(ana);
      expect(await store.installationTokens(ana)).toEqual({
        id: ana,
        ...{ companyId: 1, userId: 11, companyName: 'Acme Two', userName: 'Ana', isAdmin: true, state: 'active', note: null },
        ...{ scopes: ['base', 'messengers-integration'], apiDomain: 'https://acme-two.pipedrive.com', accessExpiresAt: T + HOUR },
        ...{ tokenVersion: 2, refreshedAt: T + 3, installedAt: T, allowedAt: T + 3, shared: null, uninstalledAt: null, eraseAt: null },
        ...{ accessToken: 'fresh', refreshToken: 'refresh' },
      });
      expect((await store.installations()).map(({ id }) => id)).toEqual([ana, ben, elsewhere]);
      expect(await store.installation(ben)).toMatchObject({ userName: 'Ben', isAdmin: false });
      expect(await store.installation('in_nobody')).toBeUndefined();
    });

    test('installationOf: is the one the channel was given', async () => {
      const { store } = harness();
      const [one, two, none] = [await addChannel(store), await addChannel(store), await addChannel(store)];
      const [acme, globex] = [await install(store), await install(store, {}, { companyId: 2 })];
      await store.transaction(async (tx) => {
        await tx.setChannelInstallation(one.id, acme);
        await tx.setChannelInstallation(two.id, globex);
      });
      expect((await store.installationOf(one.id))?.companyId).toBe(1);
      expect((await store.installationOf(two.id))?.companyId).toBe(2);
      expect(await store.installationOf(none.id)).toBeUndefined();
      expect((await store.channel(one.id))?.installationId).toBe(acme);
    });

    test('claimRefresh: one at a time, for the pair that is there', async () => {
      const { store } = harness();
      const id = await install(store);
      const claim = (lease: string, tokenVersion: number, now = T) =>
        store.transaction(async (tx) => tx.claimRefresh(id, { tokenVersion, lease, now, leaseUntil: now + 1000 }));
      expect(await claim('a', 2), 'of a pair that is not there').toBe(false);
      expect(await claim('a', 1)).toBe(true);
      expect(await claim('b', 1), 'while it is held').toBe(false);
      expect(await claim('b', 1, T + 1000), 'when its holder died').toBe(true);
      await store.transaction(async (tx) => tx.releaseRefresh(id, 'a'));
      expect(await claim('c', 1, T + 1001), 'the dead holder has nothing to give back').toBe(false);
      await store.transaction(async (tx) => tx.releaseRefresh(id, 'b'));
      expect(await claim('c', 1, T + 1001)).toBe(true);
    });

    test('replaceTokens: only the pair that was seen is replaced', async () => {
      const { store } = harness();
      const id = await install(store);
      const replace = (version: number, accessToken: string) =>
        store.transaction(async (tx) =>
          tx.replaceTokens(id, version, newGrant({ accessToken, refreshToken: `${accessToken}-r` }), T + HOUR),
        );
      expect(await replace(1, 'second')).toBe(true);
      expect(await replace(1, 'late'), 'somebody was faster').toBe(false);
      expect(await store.installationTokens(id)).toMatchObject({
        accessToken: 'second',
        refreshToken: 'second-r',
        tokenVersion: 2,
        refreshedAt: T + HOUR,
      });
    });

    test('pauseInstallation: says why, until it is installed again; a newer pair is not paused', async () => {
      const { store } = harness();
      const id = await install(store);
      const pause = (version: number) => store.transaction(async (tx) => tx.pauseInstallation(id, version, 'refused'));
      expect(await pause(2)).toBe(false);
      expect(await pause(1)).toBe(true);
      expect(await store.installation(id)).toMatchObject({ state: 'paused', note: 'refused' });
      const claim = { tokenVersion: 1, lease: 'a', now: T, leaseUntil: T + 1 };
      expect(await store.transaction(async (tx) => tx.claimRefresh(id, claim)), 'a paused one is not refreshed').toBe(false);
      await install(store);
      expect(await store.installation(id)).toMatchObject({ state: 'active', note: null });
    });

    test('endInstallation: takes the tokens away and names the day of erasure', async () => {
      const { store } = harness();
      const id = await install(store);
      await store.transaction(async (tx) => tx.endInstallation(id, { at: T + 5, eraseAt: T + 10, note: 'uninstalled in Pipedrive' }));
      await store.transaction(async (tx) => tx.endInstallation(id, { at: T + 7, eraseAt: T + 12, note: 'again' }));
      expect(await store.installationTokens(id)).toBeUndefined();
      expect(await store.installation(id)).toMatchObject({
        state: 'uninstalled',
        uninstalledAt: T + 5,
        eraseAt: T + 10,
        note: 'uninstalled in Pipedrive',
      });
      expect(await store.transaction(async (tx) => tx.replaceTokens(id, 2, newGrant(), T + 8)), 'a refresh under way comes too late').toBe(
        false,
      );
      expect(await install(store), 'installed again').toBe(id);
      expect(await store.installation(id)).toMatchObject({ state: 'active', uninstalledAt: null, eraseAt: null });
    });

    test('replaceTokens: a pair that comes after all ends the pause, and nothing brings back what was uninstalled', async () => {
      const { store } = harness();
      const id = await install(store);
      await store.transaction(async (tx) => tx.pauseInstallation(id, 1, 'refused'));
      expect(await store.transaction(async (tx) => tx.replaceTokens(id, 1, newGrant(), T + 1))).toBe(true);
      expect(await store.installation(id)).toMatchObject({ state: 'active', note: null });
    });

    test('installationByUser: is the one of that company and user', async () => {
      const { store } = harness();
      const ana = await install(store);
      await install(store, {}, { companyId: 2 });
      await install(store, {}, { userId: 12 });
      expect((await store.installationByUser({ companyId: 1, userId: 11 }))?.id).toBe(ana);
      expect(await store.installationByUser({ companyId: 2, userId: 12 })).toBeUndefined();
      expect((await store.transaction(async (tx) => tx.installationByUser({ companyId: 1, userId: 11 })))?.id).toBe(ana);
    });

    test('setInstallationShared: is kept, also over a new consent', async () => {
      const { store } = harness();
      const id = await install(store);
      for (const shared of [true, false, true]) {
        await store.transaction(async (tx) => tx.setInstallationShared(id, shared));
        expect((await store.installation(id))?.shared).toBe(shared);
      }
      await install(store);
      expect((await store.installation(id))?.shared).toBe(true);
    });

    test('channelsOfInstallation: its own, in the order they were made', async () => {
      const { store } = harness();
      const [one, two, other] = [await addChannel(store), await addChannel(store, { createdAt: T + 1 }), await addChannel(store)];
      const [acme, globex] = [await install(store), await install(store, {}, { companyId: 2 })];
      await store.transaction(async (tx) => {
        await tx.setChannelInstallation(two.id, acme);
        await tx.setChannelInstallation(one.id, acme);
        await tx.setChannelInstallation(other.id, globex);
      });
      const channels = await store.transaction(async (tx) => tx.channelsOfInstallation(acme));
      expect(channels.map(({ id }) => id)).toEqual([one.id, two.id]);
    });

    test('setRegistration: what Pipedrive said of a channel', async () => {
      const { store } = harness();
      const { id } = await addChannel(store);
      expect((await store.channel(id))?.registration).toEqual({ state: 'none', note: null, at: null });
      const refused = { state: 'refused', note: 'only an admin may', at: T } as const;
      await store.transaction(async (tx) => tx.setRegistration(id, refused));
      expect((await store.channel(id))?.registration).toEqual(refused);
    });
  });
}
