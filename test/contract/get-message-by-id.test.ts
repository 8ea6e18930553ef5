import { afterEach, beforeEach, expect, test } from 'vitest';
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
let conversationId: string;
let messageId: string;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('hello');
  const { conversation } = await onlyConversation(stage);
  conversationId = conversation.id;
  messageId = conversation.messages[0]?.id ?? '';
});
afterEach(() => stage.stopAll());

/** The path of the manifest, with the conversation. */
const ask: Ask = ({ call, channelId: own }, { channelId = own, ...options } = {}) =>
  call(`/api/channels/${channelId}/conversations/${conversationId}/messages/${messageId}`, options);
/** The second published path, without it. */
const askShort: Ask = ({ call, channelId: own }, { channelId = own, ...options } = {}) =>
  call(`/api/channels/${channelId}/messages/${messageId}`, options);

test('getMessageById 200: the body is the bare message, as getConversations shows it', async () => {
  const { conversation } = await onlyConversation(stage);
  const { json } = proves(await ask(stage));
  expect(json).toEqual(conversation.messages[0]);
  expect(json).not.toHaveProperty('success');
});

test('getChannelMessageById 200: the same bare message without naming the conversation', async () => {
  expect(proves(await askShort(stage)).text).toBe((await ask(stage)).text);
});

test('getMessageById 200: the links to its files are fresh on every call and keep answering after the old ones have ended', async () => {
  const { pipedrive } = stage.peers;
  const file = { name: 'plan.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') };
  const sent = await pipedrive.typeReply({ channelId: stage.channelId, conversationId, text: 'see', files: [file] });
  messageId = JSON.parse(sent.body).data.id;
  const linkOf = async () => new URL(proves(await ask(stage)).json.attachments[0].url);
  const first = await linkOf();
  expect((await stage.call(first.pathname + first.search, { auth: null })).text).toBe('%PDF-1.7');
  await stage.clock.advance(25 * 3_600_000);
  expect((await stage.call(first.pathname + first.search, { auth: null })).status).toBe(404);
  const second = await linkOf();
  expect((await stage.call(second.pathname + second.search, { auth: null })).status).toBe(200);
});

test('getMessageById 404: a message of another conversation, of another channel, or of nobody', async () => {
  await stage.write('somebody else', { from: '15551230002' });
  const [other] = await stage.conversations();
  const path = `/api/channels/${stage.channelId}/conversations`;
  expect(other?.id).not.toBe(conversationId);
  expect(proves(await stage.call(`${path}/${other?.id}/messages/${messageId}`)).json.data.code).toBe('NOT_FOUND');
  const second = await stage.addChannel('206540352242922');
  proves(await ask(stage, { channelId: second.id }));
  const place = messageId.slice(0, messageId.lastIndexOf('_'));
  const strangers = [
    `${place}_2`,
    `${place}_0`,
    `${place}_zzzzzzzzzz`,
    `${place}_`,
    place,
    'ms_',
    'x',
    messageId.toUpperCase(),
    `${messageId}%00`,
    '%F0%9F%98%80',
  ];
  for (const id of strangers) proves(await stage.call(`${path}/${conversationId}/messages/${id}`));
});

test('getChannelMessageById 404: a message of another channel, or of nobody', async () => {
  const second = await stage.addChannel('206540352242922');
  proves(await askShort(stage, { channelId: second.id }));
  for (const id of ['ms_4hXc9VbN2sPd7EfG', 'ms_AAAAAAAAAAAAAAAA_1', `${messageId}0`, 'wamid.HBg', '..']) {
    proves(await stage.call(`/api/channels/${stage.channelId}/messages/${id === '..' ? '%2e%2e%2f' : id}`));
  }
});

test('getMessageById 400: an id in the path that is too long or wrongly encoded is refused', () => refusesLongIds(stage, ask));
test('getMessageById 401: only the pair of the app opens, compared as a whole', () => refusesStrangers(stage, ask));
test('getMessageById 401: a suspended account is named as such', () => tellsOfSuspension(stage, ask));
test('getMessageById 403: a channel that was switched off answers nothing', () => respectsTheSwitch(stage, ask));
test('getMessageById 404: unknown and deleted channels look alike', () => hidesChannels(stage, ask));
test('getMessageById 429: a channel beyond its share is told when to come back', () => slowsDown(ask));
test('getMessageById 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('getMessageById 503: without the store nothing is answered, and a repeat works', () => saysStoreIsAway(stage, ask));

test('getChannelMessageById 400: an id in the path that is too long or wrongly encoded is refused', () => refusesLongIds(stage, askShort));
test('getChannelMessageById 401: only the pair of the app opens, compared as a whole', () => refusesStrangers(stage, askShort));
test('getChannelMessageById 401: a suspended account is named as such', () => tellsOfSuspension(stage, askShort));
test('getChannelMessageById 403: a channel that was switched off answers nothing', () => respectsTheSwitch(stage, askShort));
test('getChannelMessageById 404: unknown and deleted channels look alike', () => hidesChannels(stage, askShort));
test('getChannelMessageById 429: a channel beyond its share is told when to come back', () => slowsDown(askShort));
test('getChannelMessageById 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, askShort));
test('getChannelMessageById 503: without the store nothing is answered, and a repeat works', () => saysStoreIsAway(stage, askShort));
