import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Ask, keepsFaultsInside, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { ANA, onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('hello');
});
afterEach(() => stage.stopAll());

const find = (query: string, channelId = stage.channelId) => stage.call(`/console/channels/${channelId}/senders${query}`, { auth: null });
const ask: Ask = ({ call, channelId }, auth = null) => call(`/console/channels/${channelId}/senders?phone=${ANA}`, { auth });

test('findSender 200: by the phone number however it is written, also in a deleted channel', async () => {
  const { id: conversationId, endUserId: senderId } = await onlyConversation(stage);
  for (const phone of [ANA, `%2B${ANA}`, '1%20(555)%20123-0001']) {
    expect(proves(await find(`?phone=${phone}`)).json).toEqual({ senderId, conversationId, name: 'Ana Pereira' });
  }
  await stage.setState('deleted');
  proves(await find(`?phone=${ANA}`));
});

test('findSender 200: by another form of the number, as the conversation is found', async () => {
  await stage.write('oi', { from: '551187654321' });
  const { json } = proves(await find('?phone=5511987654321'));
  expect(json).toEqual(proves(await find('?phone=551187654321')).json);
});

test('findSender 400: neither or both of phone and user id', async () => {
  for (const query of ['', `?phone=${ANA}&userId=US.1`, '?phone=']) proves(await find(query));
});

test('findSender 404: nobody like that, there or anywhere', async () => {
  for (const query of ['?phone=15550000000', '?phone=nobody', '?userId=US.1', `?userId=${ANA}`]) proves(await find(query));
  const other = await stage.addChannel('206540352242922');
  proves(await find(`?phone=${ANA}`, other.id));
  proves(await find(`?phone=${ANA}`, 'ch_5mTqv0c2Zq1W8yKpR3xNdA'));
});

test('findSender 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('findSender 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('findSender 503: without the store nothing changes, and a repeat works', () => saysStoreIsAway(stage, ask));
