import { afterEach, beforeEach, expect, test } from 'vitest';
import { install, newGrant } from '../store/conformance/fixture.ts';
import { changeOf, deliveryOf, statusOf, textMessage } from '../support/webhooks.ts';
import { type Ask, keepsFaultsInside, OTHER_NUMBER, quarantineOne, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const replay = (id: unknown) => stage.call(`/console/quarantine/${id}/replay`, { auth: null, method: 'POST' });
const ask: Ask = ({ call }, auth = null) => call('/console/quarantine/1/replay', { auth, method: 'POST' });
const textsOf = async (channelId: string): Promise<string[]> =>
  (await stage.call(`/api/channels/${channelId}/conversations`)).json.data.flatMap(({ messages }: { messages: { message: string }[] }) =>
    messages.map(({ message }) => message),
  );

test('replayQuarantinedItem 200: once its number has a channel it is a message there, with the name and the time it came with', async () => {
  await quarantineOne(stage, 'are you there?');
  const channel = await stage.addChannel(OTHER_NUMBER);
  await stage.clock.advance(3_600_000);
  expect(proves(await replay(1)).json).toEqual({ result: 'stored', reason: null });
  const [conversation] = (await stage.call(`/api/channels/${channel.id}/conversations`)).json.data;
  expect(conversation.messages).toMatchObject([{ message: 'are you there?', created_at: '2026-11-20T09:00:00.000Z' }]);
  expect(conversation.participants[1]).toMatchObject({ name: 'Ana Pereira' });
  expect((await stage.app.store.troubles()).quarantined).toBe(0);
});

test('replayQuarantinedItem 200: its neighbours in the delivery are not taken in with it', async () => {
  const messages = ['one', 'two'].map((text) => textMessage(text, { at: stage.clock.now() }));
  await stage.deliver(deliveryOf(changeOf({ messages, phone: OTHER_NUMBER })));
  const channel = await stage.addChannel(OTHER_NUMBER);
  proves(await replay(2));
  expect(await textsOf(channel.id)).toEqual(['two']);
});

test('replayQuarantinedItem 200: what WhatsApp sent again meanwhile is not doubled', async () => {
  const messages = [textMessage('once', { at: stage.clock.now() })];
  await stage.deliver(deliveryOf(changeOf({ messages, phone: OTHER_NUMBER })));
  const channel = await stage.addChannel(OTHER_NUMBER);
  // The same message in other bytes: WhatsApp repeats it with its contact.
  await stage.deliver(deliveryOf(changeOf({ messages, phone: OTHER_NUMBER }, { from: '15551230001', name: 'Ana' })));
  expect(proves(await replay(1)).json).toEqual({ result: 'duplicate', reason: null });
  expect(await textsOf(channel.id)).toEqual(['once']);
});

test('replayQuarantinedItem 200: two calls at once take it in once', async () => {
  await quarantineOne(stage, 'once');
  const channel = await stage.addChannel(OTHER_NUMBER);
  const answers = await Promise.all([replay(1), replay(1), replay(1)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404]);
  proves(answers.find(({ status }) => status === 200) as (typeof answers)[number]);
  expect(await textsOf(channel.id)).toEqual(['once']);
});

test('replayQuarantinedItem 200: what still cannot be taken in stays, with the reason of today', async () => {
  const { from: _, ...nobody } = textMessage('who?');
  await stage.deliver(deliveryOf(changeOf({ messages: [nobody], phone: OTHER_NUMBER, contacts: [] })));
  expect(proves(await replay(1)).json).toEqual({ result: 'quarantined', reason: 'unknown-phone-number-id' });
  await stage.addChannel(OTHER_NUMBER);
  expect(proves(await replay(1)).json).toEqual({ result: 'quarantined', reason: 'no-sender' });
  expect((await stage.app.store.quarantine({ limit: 9 })).map(({ id, reason }) => [id, reason])).toEqual([[1, 'no-sender']]);
});

test('replayQuarantinedItem 200: a status is taken in as well', async () => {
  await stage.deliver(deliveryOf(changeOf({ statuses: [statusOf('wamid.X', 'delivered')], phone: OTHER_NUMBER })));
  await stage.addChannel(OTHER_NUMBER);
  expect(proves(await replay(1)).json).toEqual({ result: 'stored', reason: null });
});

test('replayQuarantinedItem 200: what came while the number was of another company stays out of the new one', async () => {
  const { store } = stage.app;
  const companyOf = async (channelId: string, companyId: number) => {
    const id = await install(store, newGrant(), { companyId });
    await store.transaction(async (tx) => tx.setChannelInstallation(channelId as never, id));
  };
  const old = await stage.addChannel(OTHER_NUMBER);
  await companyOf(old.id, 501);
  await stage.setState('deleted', old.id);
  await stage.clock.advance(1000);
  await quarantineOne(stage, 'meant for the old company');
  await stage.clock.advance(1000);
  const next = await stage.addChannel(OTHER_NUMBER);
  await companyOf(next.id, 502);
  expect(proves(await replay(1)).json).toEqual({ result: 'quarantined', reason: 'another-company' });
  expect(await textsOf(next.id)).toEqual([]);
});

test('replayQuarantinedItem 400: no number of an item', async () => {
  for (const id of ['x', '0', '1.5']) proves(await replay(id));
});

test('replayQuarantinedItem 404: none of that number', async () => {
  proves(await replay(99));
});

test('replayQuarantinedItem 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('replayQuarantinedItem 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('replayQuarantinedItem 503: without the store nothing changes, and a repeat works', async () => {
  await quarantineOne(stage);
  await saysStoreIsAway(stage, ask);
});
