import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChannelsApi, type ChannelsApiEnd, createRegistrations, type Registrations } from '../../src/domain/registrations.ts';
import type { Channel } from '../../src/store/records.ts';
import { addChannel, install } from '../store/conformance/fixture.ts';
import { until } from '../support/provider.ts';
import { NOW, openWorld, type World } from './store-with-channel.ts';

let world: World;
let channel: Channel;
let registrations: Registrations;
let asked: { id: string; by: string; at: number; registration: string }[];
let answers: ChannelsApiEnd[];
let woken: number;
let errors: unknown[];

const api: ChannelsApi = {
  async add({ id }, by) {
    const stored = await world.store.channel(id);
    asked.push({ id, by, at: world.clock.now() - NOW, registration: String(stored?.registration.state) });
    return { end: answers.shift() ?? { kind: 'done' }, record: async () => {} };
  },
  remove: async () => ({ end: { kind: 'done' }, record: async () => {} }),
  removeConversation: async () => ({ end: { kind: 'done' }, record: async () => {} }),
};
const begin = (changes: Partial<Parameters<typeof createRegistrations>[0]> = {}) =>
  createRegistrations({
    store: world.store,
    clock: world.clock,
    api,
    pollMs: 60_000,
    onRegistered: () => {
      woken += 1;
    },
    onError: (error) => errors.push(error),
    ...changes,
  });
beforeEach(async () => {
  world = await openWorld();
  [asked, answers, woken, errors] = [[], [], 0, []];
  channel = await addChannel(world.store, { installationId: await install(world.store) });
  registrations = begin();
});
afterEach(async () => {
  await registrations.stop();
  await world.close();
});

const state = async () => (await world.store.channel(channel.id))?.registration;
const become = (registration: Channel['registration']['state']) =>
  world.store.transaction(async (tx) => tx.setRegistration(channel.id, { state: registration, note: null, at: NOW }));
const away = (retryAt?: number): ChannelsApiEnd => ({ kind: 'later', note: 'away', ...(retryAt === undefined ? {} : { retryAt }) });

describe('register', () => {
  test('is committed as pending before Pipedrive is called', async () => {
    expect((await registrations.register(channel.id)).registration).toEqual({ state: 'registered', note: null, at: NOW });
    expect(asked).toEqual([{ id: channel.id, by: 'person', at: 0, registration: 'pending' }]);
    expect(woken).toBe(1);
  });

  test('a refusal stays until somebody registers again', async () => {
    registrations.start();
    answers = [{ kind: 'refused', note: 'only an administrator' }];
    expect((await registrations.register(channel.id)).registration).toMatchObject({ state: 'refused', note: 'only an administrator' });
    await world.clock.advance(86_400_000);
    expect(asked).toHaveLength(1);
    expect((await registrations.register(channel.id)).registration.state).toBe('registered');
  });

  test('success ends the hold of the channel, unless the operator paused it', async () => {
    const hold = { channelId: channel.id, destination: 'crm', until: NOW + 1e6, code: 0, reason: 'x' } as const;
    const held = () => world.store.transaction(async (tx) => tx.hold(hold, NOW));
    await held();
    await registrations.register(channel.id);
    expect(await world.store.holds(NOW)).toEqual([]);
    const pausedMeanwhile: ChannelsApi = {
      ...api,
      async add(given, by) {
        await held();
        await world.store.transaction(async (tx) => tx.setChannelState(channel.id, 'disabled'));
        return api.add(given, by);
      },
    };
    await begin({ api: pausedMeanwhile }).register(channel.id);
    expect(await world.store.holds(NOW)).toEqual([hold]);
  });

  test('of one that is registered already: a refusal or silence is noted, and its messages go on', async () => {
    await become('registered');
    answers = [{ kind: 'refused', note: 'only an administrator' }, away()];
    expect((await registrations.register(channel.id)).registration).toMatchObject({ state: 'registered', note: 'only an administrator' });
    expect((await registrations.register(channel.id)).registration).toMatchObject({ state: 'registered', note: 'away' });
    expect((await registrations.register(channel.id)).registration).toMatchObject({ state: 'registered', note: null });
  });

  test('twice at the same time: is one call', async () => {
    await Promise.all([registrations.register(channel.id), registrations.register(channel.id)]);
    expect(asked).toHaveLength(1);
  });

  test('under another installation while one is under way: is made there too', async () => {
    const colleague = await install(world.store, {}, { userId: 99 });
    const under: unknown[] = [];
    let release = () => {};
    const waits = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: ChannelsApi = {
      ...api,
      async add(given, by) {
        under.push(given.installationId);
        if (under.length === 1) await waits;
        return api.add(given, by);
      },
    };
    const both = begin({ api: slow });
    answers = [{ kind: 'refused', note: 'only an administrator' }];
    const first = both.register(channel.id);
    await until(() => under.length === 1, 'the first call');
    const second = both.register(channel.id, async () => colleague);
    await until(async () => (await world.store.channel(channel.id))?.installationId === colleague, 'the other installation');
    release();
    expect((await second).registration.state).toBe('registered');
    await first;
    expect(under).toEqual([channel.installationId, colleague]);
  });

  test('a channel that is deleted meanwhile stays so', async () => {
    const late: ChannelsApi = {
      ...api,
      async add(given, by) {
        await world.store.transaction(async (tx) => {
          await tx.setChannelState(channel.id, 'deleted');
          await tx.setRegistration(channel.id, { state: 'none', note: null, at: null });
        });
        return api.add(given, by);
      },
    };
    await begin({ api: late }).register(channel.id);
    expect(await state()).toMatchObject({ state: 'none' });
    expect(woken).toBe(0);
  });

  test('a fault of ours leaves the channel pending, so that it is not taken for one that was never made', async () => {
    const broken: ChannelsApi = { ...api, add: () => Promise.reject(new Error('ours')) };
    expect((await begin({ api: broken }).register(channel.id)).registration.state).toBe('pending');
    expect(errors).toHaveLength(1);
  });

  test('while nothing is pushed: refused in words', async () => {
    await expect(begin({ api: undefined }).register(channel.id)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await state()).toMatchObject({ state: 'none' });
  });
});

describe('what is pending', () => {
  test('from before a crash: is taken up at the start', async () => {
    await become('pending');
    registrations.start();
    await until(async () => (await state())?.state === 'registered', 'the registration');
    expect(asked).toEqual([{ id: channel.id, by: 'queue', at: 0, registration: 'pending' }]);
  });

  test('is tried again by itself: after 10 seconds, then ever more slowly, at the time that was named, and not for ever fast', async () => {
    await become('pending');
    answers = Array.from({ length: 40 }, () => away());
    registrations.start();
    await until(() => asked.length === 1, 'the first try');
    for (let second = 0; second < 3600; second += 5) {
      await world.clock.advance(5000);
      await until(async () => (await world.store.channel(channel.id)) !== undefined);
    }
    const gaps = asked.slice(1).map(({ at }, index) => (at - (asked[index]?.at ?? 0)) / 1000);
    expect(gaps.slice(0, 4).map((gap) => Math.round(gap / 10))).toEqual([1, 2, 4, 8]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(605);
    expect(asked.length).toBeLessThan(14);
    expect(await state()).toMatchObject({ state: 'pending', note: 'away' });
  });

  test('waits for the time that was named', async () => {
    await become('pending');
    answers = [away(NOW + 7_200_000)];
    registrations.start();
    await until(async () => (await state())?.note === 'away', 'the first try');
    await world.clock.advance(7_199_000);
    expect(asked).toHaveLength(1);
    await world.clock.advance(1000);
    await until(async () => (await state())?.state === 'registered', 'the registration');
    expect(asked[1]?.at).toBe(7_200_000);
  });

  test('left by another process: is found within a minute', async () => {
    registrations.start();
    await world.clock.advance(1000);
    await become('pending');
    await world.clock.advance(60_000);
    await until(async () => (await state())?.state === 'registered', 'the registration');
  });

  test('a paused or deleted channel, or one without a company, is left alone', async () => {
    for (const changes of [{ state: 'disabled' }, { state: 'deleted' }, { installationId: null }] as const) {
      await addChannel(world.store, {
        installationId: channel.installationId,
        registration: { state: 'pending', note: null, at: NOW },
        ...changes,
      });
    }
    registrations.start();
    await world.clock.advance(180_000);
    expect(asked).toEqual([]);
  });

  test('a fault of ours is told and tried again', async () => {
    await become('pending');
    let faults = 1;
    const shaky: ChannelsApi = { ...api, add: (given, by) => (faults-- > 0 ? Promise.reject(new Error('ours')) : api.add(given, by)) };
    const own = begin({ api: shaky });
    own.start();
    await until(() => errors.length === 1, 'the fault');
    await until(async () => {
      await world.clock.advance(5000);
      return (await state())?.state === 'registered';
    }, 'the registration');
    await own.stop();
  });
});
