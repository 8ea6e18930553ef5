import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeOf, deliveryOf, textMessage } from '../support/webhooks.ts';
import { proves } from './proof.ts';
import {
  type Ask,
  hidesChannels,
  keepsFaultsInside,
  refusesLongIds,
  refusesStrangers,
  respectsTheSwitch,
  saysStoreIsAway,
  slowsDown,
  tellsOfSuspension,
} from './refusals.ts';
import { onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
let senderId: string;
let sourceUserId: string;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('hello');
  const found = await onlyConversation(stage);
  senderId = found.endUserId;
  sourceUserId = found.sourceUserId;
});
afterEach(() => stage.stopAll());

const ask: Ask = ({ call, channelId: own }, { channelId = own, ...options } = {}) =>
  call(`/api/channels/${channelId}/senders/${senderId}`, options);

test('getSenderById 200: the customer under the name that the conversation shows, with a drawn picture, the one of the conversation', async () => {
  const { conversation } = await onlyConversation(stage);
  const { avatar_url } = conversation.participants.find(({ id }) => id === senderId) ?? {};
  expect(avatar_url).toMatch(/^http:\/\/localhost:\d+\/avatars\/[\w-]{32}\.png$/);
  expect(proves(await ask(stage)).json).toEqual({ success: true, data: { id: senderId, name: 'Ana Pereira', avatar_url } });
});

test('getSenderById 200: the source user as well', async () => {
  senderId = sourceUserId;
  const { data } = proves(await ask(stage)).json;
  expect(data).toMatchObject({ id: sourceUserId, name: 'WhatsApp' });
  const { conversation } = await onlyConversation(stage);
  expect(conversation.participants.map(({ avatar_url }) => avatar_url)).toContain(data.avatar_url);
  expect(new Set(conversation.participants.map(({ avatar_url }) => avatar_url)).size).toBe(2);
});

test('getSenderById 200: a customer without a name is called by the phone number, here and in the conversation', async () => {
  await stage.write('hello', { from: '15551239999', name: '' });
  const [newest] = await stage.conversations();
  senderId = newest?.participants[1]?.id ?? '';
  expect(newest?.participants[1]?.name).toBe('+15551239999');
  expect(proves(await ask(stage)).json.data.name).toBe('+15551239999');
});

test.each([
  ['fill', 'Ana Pereira'],
  ['follow', 'Ana P. Souza'],
  ['never', '+15551230001'],
])(
  'getSenderById 200: with CONTACT_NAMES=%s a customer who changed the profile name is %s, here and in the conversation',
  async (setting, name) => {
    await stage.stopAll();
    stage = await startStage({ env: { CONTACT_NAMES: setting } });
    await stage.write('hello');
    await stage.write('I married', { name: 'Ana P. Souza' });
    senderId = (await onlyConversation(stage)).endUserId;
    expect((await stage.conversations())[0]?.participants[1]?.name).toBe(name);
    expect(proves(await ask(stage)).json.data.name).toBe(name);
  },
);

test('getSenderById 200: a customer without name and number is called by the user name, here and in the conversation', async () => {
  const { from: _, ...message } = textMessage('hi', { at: stage.clock.now() });
  const contact = { user_id: 'US.2', profile: { username: '@bea' } };
  await stage.deliver(deliveryOf(changeOf({ messages: [{ ...message, from_user_id: 'US.2' }], contacts: [contact] })));
  const [newest] = await stage.conversations();
  senderId = newest?.participants[1]?.id ?? '';
  expect(newest?.participants[1]?.name).toBe('@bea');
  expect(proves(await ask(stage)).json.data.name).toBe('@bea');
});

test('getSenderById 404: somebody unknown, and somebody of another channel', async () => {
  const second = await stage.addChannel('206540352242922');
  const foreign = proves(await ask(stage, { channelId: second.id }));
  senderId = 'pt_9Kd0sWq3Lx7Vb2Nm';
  expect(proves(await ask(stage)).text).toBe(foreign.text);
  senderId = second.sourceUserId;
  expect(proves(await ask(stage)).text).toBe(foreign.text);
});

test('getSenderById 400: an id in the path that is too long or wrongly encoded is refused', () => refusesLongIds(stage, ask));
test('getSenderById 401: only the pair of the app opens, compared as a whole', () => refusesStrangers(stage, ask));
test('getSenderById 401: a suspended account is named as such', () => tellsOfSuspension(stage, ask));
test('getSenderById 403: a channel that was switched off answers nothing', () => respectsTheSwitch(stage, ask));
test('getSenderById 404: unknown and deleted channels look alike', () => hidesChannels(stage, ask));
test('getSenderById 429: a channel beyond its share is told when to come back', () => slowsDown(ask));
test('getSenderById 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('getSenderById 503: without the store nothing is answered, and a repeat works', () => saysStoreIsAway(stage, ask));
