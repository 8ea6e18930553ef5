import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectLastingly } from '../../src/domain/lasting-installation.ts';
import { checkReadiness } from '../../src/domain/readiness.ts';
import { AppError } from '../../src/errors.ts';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { NOW, openWorld, type World } from './store-with-channel.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const INSTALL = 'https://provider.example/auth/pipedrive';
const check = (changes: Partial<Parameters<typeof checkReadiness>[0]> = {}) =>
  checkReadiness({ store: world.store, now: NOW, draining: false, installUrl: INSTALL, needsCompany: false, ...changes });
const states = async (...args: Parameters<typeof check>) =>
  Object.fromEntries((await check(...args)).map(({ name, status }) => [name, status]));

describe('checkReadiness', () => {
  test('an empty provider: is ready', async () => {
    expect(await states()).toEqual({ store: 'ok', delivery: 'ok', inbox: 'ok', installations: 'ok', balance: 'ok' });
  });

  test('work that waits: is told, and is no reason for concern', async () => {
    await world.receive(deliveryOf(changeOf({ messages: [textMessage('a', { at: NOW }), textMessage('b', { at: NOW })] })));
    expect(await states()).toEqual({ store: 'ok', delivery: 'ok', inbox: 'ok', installations: 'ok', balance: 'ok' });
    expect((await check()).find(({ name }) => name === 'delivery')?.detail).toContain('2 waiting');
  });

  test('a channel on hold: asks for attention while it holds, and says why and until when, without the whole channel id', async () => {
    const hold = { channelId: world.channel.id, destination: 'crm', until: NOW + 5000, code: 190, reason: 'the token expired' } as const;
    await world.store.transaction(async (tx) => tx.hold(hold, NOW));
    const delivery = (await check()).find(({ name }) => name === 'delivery');
    expect(delivery).toMatchObject({ status: 'attention', detail: expect.stringContaining('the token expired (190)') });
    expect(delivery?.detail).toContain(new Date(NOW + 5000).toISOString());
    expect(delivery?.detail).not.toContain(world.channel.id);
    expect((await states({ now: NOW + 5000 }))['delivery']).toBe('ok');
  });

  test('a number that rests for a moment: is told, and is no reason for concern; an account that is held is', async () => {
    const hold = {
      channelId: world.channel.id,
      destination: 'whatsapp',
      until: NOW + 2000,
      code: 130429,
      reason: 'a slower pace',
    } as const;
    await world.store.transaction(async (tx) => tx.hold(hold, NOW));
    const delivery = (await check()).find(({ name }) => name === 'delivery');
    expect(delivery).toMatchObject({ status: 'ok', detail: expect.stringContaining('a slower pace (130429)') });
    await world.store.transaction(async (tx) => tx.hold({ ...hold, until: NOW + 300_000, code: 131042, reason: 'no payment' }, NOW));
    expect((await states())['delivery']).toBe('attention');
  });

  test('a paused channel: is told, and is no reason for concern, its hold included', async () => {
    const hold = { channelId: world.channel.id, destination: 'crm', until: NOW + 5000, code: 0, reason: 'paused' } as const;
    await world.store.transaction(async (tx) => {
      await tx.setChannelState(world.channel.id, 'disabled');
      await tx.hold(hold, NOW);
    });
    const delivery = (await check()).find(({ name }) => name === 'delivery');
    expect(delivery).toEqual({ name: 'delivery', status: 'ok', detail: '0 waiting; 1 channels paused' });
  });

  test('companies without their API or their budget, and channels that are not registered: ask for attention, in numbers, and nothing of who they are', async () => {
    const inbox = async (now = NOW) => (await check({ now, needsCompany: true })).find(({ name }) => name === 'inbox');
    await world.store.transaction(async (tx) => {
      for (const id of [70_007, 70_009]) await tx.noteCompany(id, { channelsApi: 'gone', channelsApiCode: 410, channelsApiAt: NOW });
      await tx.noteCompany(70_008, { usedUpUntil: NOW + 5000 });
      await tx.setRegistration(world.channel.id, { state: 'refused', note: 'only an administrator', at: NOW });
    });
    const shown = await inbox();
    expect(shown?.status).toBe('attention');
    for (const text of ['2 companies', '410', '1 company', new Date(NOW + 5000).toISOString(), '1 refused: only an administrator']) {
      expect(shown?.detail).toContain(text);
    }
    expect(shown?.detail).not.toMatch(/7000/);
    expect(shown?.detail).not.toContain(world.channel.id);
    expect((await check({ needsCompany: false })).find(({ name }) => name === 'inbox')).toMatchObject({ status: 'ok' });
    await world.store.transaction(async (tx) => {
      for (const id of [70_007, 70_009]) await tx.noteCompany(id, { channelsApi: 'offered' });
      await tx.setChannelState(world.channel.id, 'deleted');
    });
    expect(await inbox(NOW + 5000)).toEqual({ name: 'inbox', status: 'ok', detail: 'nothing is known against it' });
  });

  test('nobody who installed the app: asks for it where messages are to be delivered', async () => {
    const find = async (needsCompany: boolean) => (await check({ needsCompany })).find(({ name }) => name === 'installations');
    expect(await find(true)).toMatchObject({ status: 'attention', detail: expect.stringContaining(INSTALL) });
    expect(await find(false)).toEqual({ name: 'installations', status: 'ok', detail: '0 active' });
    await world.store.transaction(async (tx) =>
      connectLastingly(tx, world.channel.id, { accessToken: 'a', apiDomain: 'https://a.pipedrive.com' }),
    );
    expect(await find(true)).toEqual({ name: 'installations', status: 'ok', detail: '1 active' });
  });

  test('a paused installation: says what its user has to do, and nothing of who it is', async () => {
    const user = { companyId: 77, userId: 88, companyName: 'Acme', userName: 'Ana', isAdmin: true };
    const grant = { accessToken: 'a', refreshToken: 'r', accessExpiresAt: NOW, apiDomain: 'https://acme.pipedrive.com', scopes: [] };
    await world.store.transaction(async (tx) => tx.pauseInstallation(await tx.saveInstallation(user, grant, NOW), 1, 'refused'));
    const found = (await check()).find(({ name }) => name === 'installations');
    expect(found).toMatchObject({ status: 'attention', detail: expect.stringContaining(`open ${INSTALL} and allow the app again`) });
    expect(found?.detail).toMatch(/^0 active; 1 paused/);
    expect(found?.detail).not.toMatch(/Acme|Ana|77|88|acme/);
  });

  test('something in quarantine: asks for attention', async () => {
    await world.receive(Buffer.from('no json'));
    expect(await states()).toEqual({ store: 'ok', delivery: 'ok', inbox: 'ok', installations: 'ok', balance: 'attention' });
    expect((await check()).find(({ name }) => name === 'balance')?.detail).toContain('1 in quarantine');
  });

  test('a store that takes no writes: failed, without throwing', async () => {
    const store = { ...world.store, ping: () => Promise.reject(new AppError('STORE_UNAVAILABLE', 'disk full')) };
    expect(await check({ store })).toEqual([{ name: 'store', status: 'failed', detail: 'the store does not take writes: disk full' }]);
  });

  test('a store that cannot be read: failed, without throwing', async () => {
    const store = {
      ...world.store,
      troubles: () => {
        throw new Error('no such table');
      },
    };
    expect((await states({ store }))['store']).toBe('failed');
  });

  test('draining: failed, so that no new traffic comes', async () => {
    expect(await states({ draining: true })).toEqual({ process: 'failed' });
  });
});
