import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHttpClient, type HttpClient } from '../../src/delivery/http-client.ts';
import type { PipedriveAccess, PipedriveAccounts } from '../../src/delivery/pipedrive-access.ts';
import type { PipedriveCalls, PipedriveResult } from '../../src/delivery/pipedrive-calls.ts';
import type { InstallationId } from '../../src/store/ids.ts';
import { callsOnVendor } from './calls-on-vendor.ts';
import { type SeededStore, seedStore } from './seeded-store.ts';
import { startVendor, type Vendor } from './vendor-server.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PAGE = { status: 403, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><title>Access denied</title>' };

let seeded: SeededStore;
let vendor: Vendor;
let http: HttpClient;
let calls: PipedriveCalls;
let installationId: InstallationId;
let heard: string[];
beforeEach(async () => {
  seeded = await seedStore();
  vendor = await startVendor();
  http = createHttpClient({ connectTimeoutMs: 2000, answerTimeoutMs: 2000 });
  await seeded.connect(vendor.url);
  installationId = (await seeded.store.installations())[0]?.id as InstallationId;
  heard = [];
  calls = callsOnVendor(seeded, http, { onCall: ({ operationId, outcome }) => heard.push(`${operationId} ${outcome}`) });
});
afterEach(async () => {
  await http.close();
  await vendor.stop();
  await seeded.remove();
});

const body = { name: 'WhatsApp', provider_channel_id: 'ch_5mTqv0c2Zq1W8yKpR3xNdA' };
const add = (kind: 'person' | 'queue' = 'queue', through = calls): Promise<PipedriveResult> =>
  through('addChannel', { body }, { installationId, caller: kind === 'person' ? { kind } : { kind, lane: 'x', urgency: 1 } });
const written = async (result: Promise<PipedriveResult>): Promise<PipedriveResult['outcome']> => {
  const { outcome, record } = await result;
  await seeded.store.transaction(record);
  return outcome;
};
const now = () => seeded.clock.now();
const company = () => seeded.store.company(1);
const holds = async () => (await seeded.store.holds(now())).map(({ channelId, until, code }) => ({ channelId, until, code }));
const spend = async () =>
  (await seeded.store.spend(0)).map(({ operation, calls: made, tokens, refused }) => [operation, made, tokens, refused]);

/** Accounts whose n-th access is the n-th of these; a refused one makes room for the next. */
function accountsOf(...accesses: Partial<PipedriveAccess>[]): PipedriveAccounts & { refusals: number; doubts: number } {
  const accounts = {
    ...{ refusals: 0, doubts: 0 },
    async accessOf(id: InstallationId) {
      const index = Math.min(accounts.refusals + accounts.doubts, accesses.length - 1);
      const own = { companyId: 1, accessToken: `token-${index}`, apiDomain: vendor.url, tokenVersion: index + 1 };
      return { kind: 'access', installationId: id, ...own, ...accesses[index] } as const;
    },
    async refused() {
      accounts.refusals += 1;
    },
    async doubted() {
      accounts.doubts += 1;
    },
  };
  return accounts;
}

describe('a token or an address that is refused', () => {
  test('401: renewed once, and the call is made again', async () => {
    const accounts = accountsOf({}, {});
    vendor.script = [{ status: 401 }];
    expect((await written(add('queue', callsOnVendor(seeded, http, { accounts })))).kind).toBe('ok');
    expect(vendor.calls.map(({ headers }) => headers['authorization'])).toEqual(['Bearer token-0', 'Bearer token-1']);
    expect(await spend()).toEqual([['addChannel', 2, 10, 0]]);
  });

  test('401 of the renewed one as well: told, and not tried a third time', async () => {
    const accounts = accountsOf({}, {}, {});
    vendor.otherwise = { status: 401 };
    expect(await written(add('queue', callsOnVendor(seeded, http, { accounts })))).toEqual({ kind: 'unauthorised' });
    expect(vendor.calls).toHaveLength(2);
    expect(await spend()).toEqual([['addChannel', 2, 0, 0]]);
  });

  test('401 without another token: not called again', async () => {
    vendor.otherwise = { status: 401 };
    expect(await written(add())).toEqual({ kind: 'unauthorised' });
    expect(vendor.calls).toHaveLength(1);
  });

  test('401, and no token any more: why, and until when', async () => {
    const accounts = {
      ...accountsOf({}),
      accessOf: async (id: InstallationId) =>
        vendor.calls.length === 0
          ? accountsOf({}).accessOf(id)
          : ({ kind: 'none', code: 0, reason: 'install again', retryAt: now() + HOUR } as const),
    };
    vendor.otherwise = { status: 401 };
    const outcome = await written(add('queue', callsOnVendor(seeded, http, { accounts })));
    expect(outcome).toEqual({ kind: 'no-access', code: 0, reason: 'install again', until: now() + HOUR });
  });

  test('404 at an address that the company gave up: asked for anew, not taken for the end of the API', async () => {
    const renamed = await startVendor();
    try {
      vendor.otherwise = { status: 404, body: { success: false, error: 'No company has this domain' } };
      const accounts = accountsOf({}, { apiDomain: renamed.url });
      expect((await written(add('queue', callsOnVendor(seeded, http, { accounts })))).kind).toBe('ok');
      expect(renamed.calls).toHaveLength(1);
      expect([accounts.refusals, accounts.doubts]).toEqual([0, 1]);
      expect(await company()).toMatchObject({ channelsApi: 'offered' });
    } finally {
      await renamed.stop();
    }
  });
});

describe('an API that is gone', () => {
  test.each([404, 410])(
    '%i: remembered with its time, all channels of the company wait, and the queue asks once an hour',
    async (status) => {
      const second = await seeded.addChannel('306540352242922');
      await seeded.store.transaction(async (tx) => tx.setChannelInstallation(second.id, installationId));
      const other = await seeded.addChannel('406540352242922');
      vendor.otherwise = { status };
      const until = now() + HOUR;
      expect(await written(add())).toEqual({ kind: 'gone', code: status, until });
      expect(await company()).toMatchObject({ channelsApi: 'gone', channelsApiCode: status, channelsApiAt: now() });
      const held = await holds();
      expect(held.map(({ channelId }) => channelId).toSorted()).toEqual([seeded.channel.id, second.id].toSorted());
      expect(held.every((hold) => hold.until === until && hold.code === status)).toBe(true);
      expect(held.some(({ channelId }) => channelId === other.id)).toBe(false);
      await seeded.clock.advance(HOUR - 1);
      expect((await written(add())).kind).toBe('gone');
      expect(vendor.calls).toHaveLength(1);
      await seeded.clock.advance(1);
      expect((await written(add())).kind).toBe('gone');
      expect(vendor.calls).toHaveLength(2);
      expect(await company()).toMatchObject({ channelsApiAt: now() });
    },
  );

  test('a person may ask at any time; when it is back, everything goes on', async () => {
    vendor.script = [{ status: 410 }];
    await written(add());
    expect((await holds()).length).toBe(1);
    expect((await written(add('person'))).kind).toBe('ok');
    expect(await company()).toMatchObject({ channelsApi: 'offered', channelsApiCode: null });
    expect(await holds()).toEqual([]);
  });

  test('when the time has come, one call asks and the others wait for it', async () => {
    vendor.script = [{ status: 410 }];
    await written(add());
    await seeded.clock.advance(HOUR);
    let answer = () => {};
    vendor.otherwise = { status: 200, body: {}, after: new Promise<void>((resolve) => (answer = resolve)) };
    const first = add();
    const others = await Promise.all([add(), add(), add()]);
    expect(others.map(({ outcome }) => outcome)).toEqual(Array(3).fill({ kind: 'gone', code: 410, until: now() + MINUTE }));
    answer();
    expect((await written(first)).kind).toBe('ok');
    expect(vendor.calls).toHaveLength(2);
  });

  test('users/me is called all the same: it is not of that API', async () => {
    vendor.script = [{ status: 410 }];
    await written(add());
    const me = await calls('getCurrentUser', {}, { installationId, caller: { kind: 'queue', lane: 'x', urgency: 1 } });
    expect(me.outcome.kind).toBe('ok');
    await seeded.store.transaction(me.record);
    expect(await company()).toMatchObject({ channelsApi: 'gone' });
  });
});

describe('budgets', () => {
  test('the day is used up: the company waits until midnight, over a restart, and nobody calls in vain', async () => {
    vendor.script = [{ status: 429, headers: { 'x-ratelimit-limit': '80', 'x-ratelimit-remaining': '79', 'x-ratelimit-reset': '2' } }];
    const until = Date.UTC(2026, 10, 21) + 5000;
    expect(await written(add())).toEqual({ kind: 'daily-limit', until });
    expect(await company()).toMatchObject({ usedUpUntil: until, channelsApi: 'unknown' });
    expect(await holds()).toEqual([{ channelId: seeded.channel.id, until, code: 429 }]);
    calls = callsOnVendor(seeded, http);
    expect(await written(add())).toEqual({ kind: 'daily-limit', until });
    expect(vendor.calls).toHaveLength(1);
    expect(await spend()).toEqual([['addChannel', 1, 0, 1]]);
    await seeded.clock.advance(until - now());
    expect((await written(add())).kind).toBe('ok');
  });

  test('a person may ask before midnight: where tokens were bought, everything goes on', async () => {
    vendor.script = [{ status: 429, headers: { 'x-ratelimit-remaining': '79' } }];
    await written(add());
    expect(await holds()).toHaveLength(1);
    expect((await written(add('person'))).kind).toBe('ok');
    expect(await company()).toMatchObject({ usedUpUntil: null });
    expect(await holds()).toEqual([]);
  });

  test('a burst: nothing leaves until it is over, and the limit that was named is kept from then on', async () => {
    vendor.script = [{ status: 429, headers: { 'x-ratelimit-limit': '4', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2' } }];
    const until = now() + 2000;
    expect(await written(add())).toEqual({ kind: 'burst-limit', until });
    expect(await written(add('person'))).toEqual({ kind: 'waits', until });
    expect(await holds()).toEqual([]);
    await seeded.clock.advance(2000);
    vendor.otherwise = { status: 200, headers: { 'x-ratelimit-limit': '4' } };
    const kinds: string[] = [];
    for (let lane = 0; lane < 6; lane++) {
      const { outcome } = await calls(
        'addChannel',
        { body },
        { installationId, caller: { kind: 'queue', lane: String(lane), urgency: 1 } },
      );
      kinds.push(outcome.kind);
    }
    expect(kinds).toEqual(['ok', 'ok', 'ok', 'waits', 'waits', 'waits']);
    expect((await add('person')).outcome.kind).toBe('ok');
  });

  test('Cloudflare’s page: the company rests for a minute, longer each time, and a call that goes through ends that', async () => {
    vendor.script = [PAGE, PAGE];
    expect(await written(add())).toEqual({ kind: 'blocked', until: now() + MINUTE });
    expect(await holds()).toEqual([{ channelId: seeded.channel.id, until: now() + MINUTE, code: 403 }]);
    expect(await written(add('person'))).toEqual({ kind: 'blocked', until: now() + MINUTE });
    expect(vendor.calls).toHaveLength(1);
    await seeded.clock.advance(MINUTE);
    expect(await written(add())).toEqual({ kind: 'blocked', until: now() + 2 * MINUTE });
    await seeded.clock.advance(2 * MINUTE);
    expect((await written(add())).kind).toBe('ok');
    vendor.script = [PAGE];
    expect(await written(add())).toEqual({ kind: 'blocked', until: now() + MINUTE });
  });

  test('what is answered, and what may have been, is counted; what never left is not', async () => {
    vendor.script = [{ status: 500 }, 'hang-up', { status: 402 }];
    await written(add());
    await written(add());
    await written(add());
    await vendor.stop();
    expect(await written(add())).toEqual({ kind: 'no-answer', sent: false });
    vendor = await startVendor();
    expect(await spend()).toEqual([['addChannel', 3, 20, 0]]);
    expect(heard).toEqual(['addChannel server-fault', 'addChannel no-answer', 'addChannel plan-ended', 'addChannel no-answer']);
  });
});
