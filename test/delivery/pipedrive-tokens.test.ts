import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeepAlive } from '../../src/delivery/keep-alive.ts';
import { GrantFailure } from '../../src/delivery/pipedrive-oauth.ts';
import { AppError } from '../../src/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { until } from '../support/provider.ts';
import { type ConnectedStore, connectStore, granted, HOUR, MINUTE } from './connected-store.ts';

const DAY = 24 * HOUR;
let at: ConnectedStore;
beforeEach(async () => {
  at = await connectStore({ rotateRefreshTokens: true });
});
afterEach(() => at.remove());

const accessOf = (tokens = at.tokens()) => tokens.accessOf(at.installationId);
const inStore = () => at.store.installationTokens(at.installationId);
const many = <T>(count: number, ask: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, ask));

describe('a token', () => {
  test('with life left: is given out as it stands', async () => {
    const access = granted(await accessOf());
    await at.clock.advance(50 * MINUTE);
    expect(granted(await accessOf())).toEqual(access);
    expect(at.refreshes()).toBe(0);
    expect(await at.isGood(access)).toBe(true);
  });

  test('about to end: is replaced before it does, in the store before anybody has it', async () => {
    const before = granted(await accessOf());
    await at.clock.advance(56 * MINUTE);
    const after = granted(await accessOf());
    expect(after.accessToken).not.toBe(before.accessToken);
    expect(after.tokenVersion).toBe(2);
    expect(await at.isGood(after)).toBe(true);
    expect(await inStore()).toMatchObject({ accessToken: after.accessToken, refreshedAt: at.clock.now() });
    expect(at.events).toEqual([{ installationId: at.installationId, outcome: 'refreshed' }]);
  });

  test('over months: every pair leads to the next, though each refresh token works once', async () => {
    const tokens = at.tokens();
    for (let hour = 0; hour < 200; hour++) {
      await at.clock.advance(HOUR);
      expect(await at.isGood(granted(await accessOf(tokens)))).toBe(true);
    }
    expect(at.refreshes()).toBe(200);
  });

  test('of a company that was renamed: its next pair names the new address', async () => {
    at.pipedrive.renameCompany(12345678, 'acme-two');
    await at.clock.advance(HOUR);
    const access = granted(await accessOf());
    expect(access.apiDomain).toMatch(/\/company\/acme-two$/);
    expect(await at.isGood(access)).toBe(true);
  });

  test('that Pipedrive refuses: is replaced once for all who were refused', async () => {
    const tokens = at.tokens();
    const access = granted(await accessOf(tokens));
    at.pipedrive.expire('access-tokens');
    const renewed = await many(20, async () => {
      await tokens.refused(access);
      return granted(await accessOf(tokens));
    });
    expect(new Set(renewed.map(({ tokenVersion }) => tokenVersion))).toEqual(new Set([2]));
    expect(await at.isGood(renewed[0] as never)).toBe(true);
    // Somebody who was refused long ago asks late.
    await tokens.refused(access);
    expect(granted(await accessOf(tokens)).tokenVersion).toBe(2);
    expect(at.refreshes()).toBe(1);
  });

  test('that is refused again and again: costs one refresh in ten minutes', async () => {
    const tokens = at.tokens();
    for (let call = 0; call < 120; call++) {
      const access = await accessOf(tokens);
      if (access.kind === 'access') await tokens.refused(access);
      else expect(access).toMatchObject({ code: 401, reason: expect.stringContaining('refuses') });
      await at.clock.advance(MINUTE);
    }
    expect(at.refreshes()).toBeGreaterThan(1);
    expect(at.refreshes()).toBeLessThanOrEqual(13);
  });
});

describe('an address that does not answer as it should', () => {
  test('once: is asked for anew, and the old token serves when that fails', async () => {
    const tokens = at.tokens();
    const access = granted(await accessOf(tokens));
    at.pipedrive.renameCompany(12345678, 'acme-two');
    await tokens.doubted(access);
    expect(granted(await accessOf(tokens)).apiDomain).toMatch(/\/company\/acme-two$/);
    await at.clock.advance(11 * MINUTE);
    at.pipedrive.faults.failNext('requestToken', { status: 503, code: undefined, times: 9 });
    const before = granted(await accessOf(tokens));
    await tokens.doubted(before);
    expect(granted(await accessOf(tokens))).toEqual(before);
  });

  test('for long: costs one refresh in ten minutes, and everything else under that token goes on', async () => {
    const tokens = at.tokens();
    for (let call = 0; call < 50; call++) {
      await tokens.doubted(granted(await accessOf(tokens)));
      expect(await at.isGood(granted(await accessOf(tokens)))).toBe(true);
      await at.clock.advance(MINUTE);
    }
    expect(at.refreshes()).toBeGreaterThan(1);
    expect(at.refreshes()).toBeLessThanOrEqual(5);
  });
});

describe('50 requests at once when the token has ended', () => {
  test('one process: one refresh, and all have the same good token', async () => {
    await at.clock.advance(HOUR);
    const tokens = at.tokens();
    const all = await many(50, () => accessOf(tokens));
    expect(new Set(all.map((access) => granted(access).accessToken)).size).toBe(1);
    expect(await at.isGood(granted(all[0] as never))).toBe(true);
    expect(at.refreshes()).toBe(1);
  });

  test('several token services on one file: one refresh; who does not hold the claim waits for the result', async () => {
    await at.clock.advance(HOUR);
    const services = [at.tokens(), at.tokens({ store: at.anotherStore() }), at.tokens({ store: at.anotherStore() })];
    let over = false;
    const asking = Promise.all(services.map((tokens) => many(20, () => accessOf(tokens)))).finally(() => {
      over = true;
    });
    // Whoever waits looks again as time passes.
    await until(async () => {
      await at.clock.advance(100);
      return over;
    });
    const all = (await asking).flat().map(granted);
    expect(new Set(all.map(({ accessToken }) => accessToken)).size).toBe(1);
    expect(at.refreshes()).toBe(1);
    expect(at.errors).toEqual([]);
  });
});

describe('a refresh that fails', () => {
  test('while the old token is still good: the old one serves, and Pipedrive is not asked at every call', async () => {
    const tokens = at.tokens();
    const before = granted(await accessOf(tokens));
    await at.clock.advance(56 * MINUTE);
    at.pipedrive.faults.failNext('requestToken', { status: 503, code: undefined, times: 100 });
    for (let call = 0; call < 10; call++) expect(granted(await accessOf(tokens))).toEqual(before);
    expect(at.refreshes()).toBe(1);
    at.pipedrive.faults.clear();
    await at.clock.advance(MINUTE);
    expect(granted(await accessOf(tokens)).tokenVersion).toBe(2);
  });

  test('with the old token over: says why and until when, waits longer each time, and no less than Pipedrive asks', async () => {
    const tokens = at.tokens();
    await at.clock.advance(HOUR);
    const waits: number[] = [];
    at.pipedrive.faults.failNext('requestToken', { status: 500, code: undefined, times: 3 });
    for (let failure = 0; failure < 3; failure++) {
      const none = await accessOf(tokens);
      expect(none).toMatchObject({ kind: 'none', code: 500, reason: expect.stringContaining('Pipedrive answered 500') });
      const waitMs = (none as { retryAt: number }).retryAt - at.clock.now();
      waits.push(waitMs);
      await at.clock.advance(waitMs);
    }
    expect(waits).toEqual([15_000, 30_000, 60_000]);
    at.pipedrive.faults.failNext('requestToken', { status: 429, code: undefined, retryAfterSeconds: 700 });
    expect(((await accessOf(tokens)) as { retryAt: number }).retryAt).toBe(at.clock.now() + 700_000);
    await at.clock.advance(700_000);
    expect(granted(await accessOf(tokens)).tokenVersion).toBe(2);
    expect((await at.store.installation(at.installationId))?.state).toBe('active');
  });

  test.each([
    ['no answer comes', false],
    ['the answer is lost, and the refresh token stays the same', true],
  ])('because %s: the next attempt succeeds', async (_what, afterHandling) => {
    at.pipedrive.configure({ rotateRefreshTokens: false });
    const tokens = at.tokens();
    await at.clock.advance(HOUR);
    at.pipedrive.faults.dropNext('requestToken', { afterHandling });
    expect(await accessOf(tokens)).toMatchObject({ kind: 'none', reason: expect.stringContaining('did not answer') });
    await at.clock.advance(15_000);
    expect(granted(await accessOf(tokens)).tokenVersion).toBe(2);
  });

  test('because the answer is lost and the refresh token was rotated: the one hole that stays; it pauses and says what to do', async () => {
    const tokens = at.tokens();
    await at.clock.advance(HOUR);
    at.pipedrive.faults.dropNext('requestToken', { afterHandling: true });
    await accessOf(tokens);
    await at.clock.advance(15_000);
    expect(await accessOf(tokens)).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('answer to an earlier refresh was lost'),
    });
    expect(await at.store.installation(at.installationId)).toMatchObject({
      state: 'paused',
      note: expect.stringContaining('/auth/pipedrive'),
    });
  });

  test('because the client secret is wrong: is no fault of the company, which stays active', async () => {
    at.pipedrive.configure({ clientSecret: 'another' });
    await at.clock.advance(HOUR);
    expect(await accessOf()).toMatchObject({ kind: 'none', code: 401, reason: expect.stringContaining('PIPEDRIVE_CLIENT_SECRET') });
    expect((await at.store.installation(at.installationId))?.state).toBe('active');
  });

  test('because the refresh token is refused: pauses with a note, is never asked again, and installing again ends the pause', async () => {
    at.pipedrive.expire('refresh-tokens');
    const tokens = at.tokens();
    await at.clock.advance(HOUR);
    const paused = await many(20, () => accessOf(tokens));
    for (const none of paused) expect(none).toMatchObject({ kind: 'none', reason: expect.stringContaining('allow the app again') });
    for (let hour = 0; hour < 48; hour++) {
      await at.clock.advance(HOUR);
      expect((await accessOf(tokens)).kind).toBe('none');
    }
    expect(at.refreshes()).toBe(1);
    expect(at.events).toMatchObject([{ outcome: 'paused' }]);
    expect(await at.install()).toBe(at.installationId);
    expect(await at.isGood(granted(await accessOf(tokens)))).toBe(true);
  });

  test('because api_domain leads elsewhere: the tokens are not used, and no call leaves for there', async () => {
    at.pipedrive.configure({ apiDomain: 'https://pipedrive.com.evil.example' });
    await at.clock.advance(HOUR);
    expect(await accessOf()).toMatchObject({ kind: 'none', reason: expect.stringContaining('api_domain') });
    expect(await at.store.installation(at.installationId)).toMatchObject({ state: 'paused' });
    expect((await inStore())?.apiDomain).toBe(`${at.pipedrive.url}/company/harbour-sales`);
  });

  test('because the store is away after the answer came: the pair is kept, stored first when it is back, and Pipedrive is not asked twice', async () => {
    let broken = true;
    const store = new Proxy(at.store, {
      get(target, name, receiver) {
        if (name !== 'transaction') return Reflect.get(target, name, receiver);
        const work: Store['transaction'] = (run) =>
          target.transaction((tx) =>
            run(
              Object.assign(Object.create(tx), {
                replaceTokens: (...given: Parameters<typeof tx.replaceTokens>) => {
                  if (broken) throw new AppError('STORE_UNAVAILABLE');
                  return tx.replaceTokens(...given);
                },
              }),
            ),
          );
        return work;
      },
    });
    const tokens = at.tokens({ store });
    await at.clock.advance(HOUR);
    expect(await accessOf(tokens)).toMatchObject({ kind: 'none' });
    expect(at.errors).toHaveLength(1);
    broken = false;
    await at.clock.advance(15_000);
    expect(await at.isGood(granted(await accessOf(tokens)))).toBe(true);
    expect(at.refreshes()).toBe(1);
  });
});

describe('two processes', () => {
  test('a claim that its holder died with: passes to who waits', async () => {
    await at.clock.advance(HOUR);
    const claim = { tokenVersion: 1, lease: 'dead', now: at.clock.now(), leaseUntil: at.clock.now() + MINUTE };
    await at.store.transaction(async (tx) => tx.claimRefresh(at.installationId, claim));
    const asking = accessOf();
    let over = false;
    void asking.finally(() => {
      over = true;
    });
    await until(async () => {
      await at.clock.advance(100);
      return over;
    });
    expect(granted(await asking).tokenVersion).toBe(2);
    expect(at.clock.now()).toBeGreaterThanOrEqual(claim.leaseUntil);
  });

  test('a stop: lets nobody wait for another process', async () => {
    await at.clock.advance(HOUR);
    const claim = { tokenVersion: 1, lease: 'other', now: at.clock.now(), leaseUntil: at.clock.now() + MINUTE };
    await at.store.transaction(async (tx) => tx.claimRefresh(at.installationId, claim));
    const tokens = at.tokens();
    const asking = accessOf(tokens);
    tokens.stop();
    expect(await asking).toMatchObject({ kind: 'none', reason: expect.stringContaining('stopping') });
  });

  test('two refreshes after all, since a claim ran out: the winner counts, and the loser does not pause it', async () => {
    await at.clock.advance(HOUR);
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const sleeper = at.tokens({
      oauth: {
        ...at.oauth,
        async refresh(refreshToken) {
          await slow;
          return at.oauth.refresh(refreshToken);
        },
      },
    });
    const late = accessOf(sleeper);
    await until(
      async () =>
        (await at.store.transaction(async (tx) =>
          tx.claimRefresh(at.installationId, { tokenVersion: 1, lease: 'x', now: at.clock.now(), leaseUntil: 0 }),
        )) === false,
    );
    await at.clock.advance(2 * MINUTE);
    const won = granted(await accessOf(at.tokens({ store: at.anotherStore() })));
    finish();
    expect(granted(await late)).toEqual(won);
    expect(await at.store.installation(at.installationId)).toMatchObject({ state: 'active', note: null });
  });
});

describe('revoke', () => {
  const end = () =>
    at.store.transaction(async (tx) =>
      tx.endInstallation(at.installationId, { at: at.clock.now(), eraseAt: at.clock.now(), note: 'gone' }),
    );

  test('ends the tokens at Pipedrive, then here', async () => {
    const tokens = at.tokens();
    const access = granted(await accessOf(tokens));
    await tokens.revoke(at.installationId, end);
    expect(await at.isGood(access)).toBe(false);
    expect(at.pipedrive.installations()).toEqual([]);
    expect(await accessOf(tokens)).toMatchObject({ kind: 'none', reason: expect.stringContaining('uninstalled: gone') });
    await tokens.revoke(at.installationId, () => Promise.reject(new Error('it has ended already')));
  });

  test('while somebody refreshes: waits, and revokes the pair that comes of it', async () => {
    await at.clock.advance(HOUR);
    const tokens = at.tokens();
    const refreshing = accessOf(tokens);
    const revoking = tokens.revoke(at.installationId, end);
    let over = false;
    void revoking.finally(() => {
      over = true;
    });
    await until(async () => {
      await at.clock.advance(100);
      return over;
    });
    await refreshing;
    expect(at.pipedrive.installations()).toEqual([]);
    expect(await inStore()).toBeUndefined();
  });

  test('without Pipedrive: does nothing and says so; the next refresh is not held up', async () => {
    const tokens = at.tokens();
    at.pipedrive.faults.failNext('revokeToken', { status: 503, code: undefined });
    await expect(tokens.revoke(at.installationId, end)).rejects.toThrow(GrantFailure);
    expect((await at.store.installation(at.installationId))?.state).toBe('active');
    await at.clock.advance(HOUR);
    expect(granted(await accessOf(tokens)).tokenVersion).toBe(2);
  });
});

describe('keep-alive', () => {
  test('uses a refresh token that nobody used for a month, and so keeps the connection over a year', async () => {
    const tokens = at.tokens();
    const keepAlive = createKeepAlive({
      store: at.store,
      clock: at.clock,
      keepAlive: tokens.keepAlive,
      onError: (error) => at.errors.push(error),
    });
    keepAlive.start();
    for (let day = 0; day < 29; day++) await at.clock.advance(DAY);
    expect(at.refreshes()).toBe(0);
    for (let day = 29; day < 365; day++) {
      const before = at.refreshes();
      await at.clock.advance(DAY);
      // The refresh is over before the next day begins.
      if (at.refreshes() > before) await until(async () => (await inStore())?.tokenVersion === at.refreshes() + 1);
    }
    await keepAlive.stop();
    expect(at.refreshes()).toBeGreaterThanOrEqual(10);
    expect(at.refreshes()).toBeLessThanOrEqual(13);
    expect(await at.isGood(granted(await accessOf(tokens)))).toBe(true);
    expect(at.errors).toEqual([]);
  });

  test('leaves alone what is paused or uninstalled, and goes on after one that fails', async () => {
    await at.store.transaction(async (tx) => tx.pauseInstallation(at.installationId, 1, 'refused'));
    at.pipedrive.putUser(12345678, 34567890, { name: 'Nina' });
    const second = await at.install({ userId: 34567890 });
    const asked: string[] = [];
    const keepAlive = createKeepAlive({
      ...{ store: at.store, clock: at.clock },
      async keepAlive({ id }) {
        asked.push(id);
        throw new Error('not today');
      },
      onError: (error) => at.errors.push(error),
    });
    keepAlive.start();
    await at.clock.advance(36 * DAY);
    await keepAlive.stop();
    expect(new Set(asked)).toEqual(new Set([second]));
    expect(at.errors.length).toBe(asked.length);
  });
});
