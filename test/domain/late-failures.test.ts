import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeOf, deliveryOf, freshWamid, statusOf } from '../support/webhooks.ts';
import { NOW, openWorld, type World } from './store-with-channel.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const MINUTE = 60_000;
/** Meta's statuses name whole seconds. */
const failed = (code: number | string, { id = freshWamid(), at = NOW } = {}) =>
  deliveryOf(
    changeOf({ statuses: [statusOf(id, 'failed', { timestamp: String(Math.floor(at / 1000)), errors: [{ code, title: 'why' }] })] }),
  );
const holds = () => world.store.holds(NOW);

test.each([
  [130429, 2000],
  ['130429', 2000],
  [131057, MINUTE],
  [131042, 5 * MINUTE],
  [368, 5 * MINUTE],
  [250, 5 * MINUTE],
])('%s: stops the channel for as long as a refusal would, also for a message that nobody knows', async (code, restMs) => {
  expect(await world.receive(failed(code))).toMatchObject({ parked: 1, consequences: [] });
  expect(await holds()).toMatchObject([{ channelId: world.channel.id, destination: 'whatsapp', code: Number(code), until: NOW + restMs }]);
  expect((await holds())[0]?.reason).not.toContain('why');
});

test('a shorter stop does not end a longer one', async () => {
  await world.receive(failed(190));
  await world.receive(failed(130429));
  expect(await holds()).toMatchObject([{ code: 190, until: NOW + 5 * MINUTE }]);
});

test('a status that comes hours late, or twice, stops nothing again', async () => {
  await world.receive(failed(190, { at: NOW - 60 * MINUTE }));
  expect(await holds()).toEqual([]);
  const id = freshWamid();
  await world.receive(failed(190, { id }));
  await world.store.transaction(async (tx) => tx.release(world.channel.id, 'whatsapp', NOW));
  expect(await world.receive(deliveryOf(...[failed(190, { id }).entry[0]?.changes[0]?.value, {}]))).toMatchObject({ duplicate: 1 });
  expect(await holds()).toEqual([]);
});

test('a clock of theirs that is ahead does not stop the channel for longer', async () => {
  await world.receive(failed(190, { at: NOW + 60 * MINUTE }));
  expect(await holds()).toMatchObject([{ until: NOW + 5 * MINUTE }]);
});

test.each([132001, 132068, 132069])(
  '%i, a template that is not what it was taken for: its catalogue is to be doubted, nothing stops',
  async (code) => {
    const { consequences } = await world.receive(failed(code));
    expect(consequences).toEqual([{ kind: 'template-doubt', channelId: world.channel.id }]);
    expect(await holds()).toEqual([]);
  },
);

test.each([0, 1, 131026, 131047, 131053, 131056, 987_654])('%i of a message that nobody knows: stops nothing', async (code) => {
  expect(await world.receive(failed(code))).toMatchObject({ parked: 1, consequences: [] });
  expect(await holds()).toEqual([]);
});
