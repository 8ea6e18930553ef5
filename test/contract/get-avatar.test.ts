import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBare } from './bare.ts';
import { proves } from './proof.ts';
import { onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
let picture: string;
beforeEach(async () => {
  stage = await startStage();
  await stage.write('hello');
  const { conversation, endUserId } = await onlyConversation(stage);
  picture = new URL(conversation.participants.find(({ id }) => id === endUserId)?.avatar_url ?? '').pathname;
});
afterEach(() => stage.stopAll());

const ask = (path: string, method = 'GET') => stage.call(path, { auth: null, method });

test('getAvatar 200: a picture that needs no credentials and may be cached for ever, the same each time', async () => {
  const answer = await ask(picture);
  proves(answer);
  expect(answer.headers['content-type']).toBe('image/png');
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(answer.headers['x-content-type-options']).toBe('nosniff');
  expect(answer.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect([answer.bytes.readUInt32BE(16), answer.bytes.readUInt32BE(20)]).toEqual([96, 96]);
  expect((await ask(picture)).bytes.equals(answer.bytes)).toBe(true);
});

test('getAvatar 200: HEAD answers the same without the bytes', async () => {
  const [whole, head] = [await ask(picture), await ask(picture, 'HEAD')];
  proves(whole);
  expect(head.status).toBe(200);
  expect(head.bytes).toHaveLength(0);
  for (const name of ['content-type', 'content-length', 'cache-control']) expect(head.headers[name], name).toBe(whole.headers[name]);
});

test('getAvatar 200: two people have two pictures, and the address names neither of them nor the channel', async () => {
  await stage.write('hello', { from: '15551239999' });
  const [newest] = await stage.conversations();
  const other = newest?.participants.find(({ role }) => role === 'end_user');
  const path = new URL(other?.avatar_url ?? '').pathname;
  const [theirs, hers] = [await ask(path), await ask(picture)];
  proves(theirs);
  expect(theirs.bytes.equals(hers.bytes)).toBe(false);
  for (const word of [stage.channelId, other?.id ?? '?', '15551239999']) expect(path).not.toContain(word);
});

test('getAvatar 404: nobody has pictures drawn at will', async () => {
  const id = picture.slice('/avatars/'.length, -'.png'.length);
  const changed = Buffer.from(id, 'base64url');
  changed.writeUInt8(changed.readUInt8(0) ^ 1, 0);
  for (const wrong of [changed.toString('base64url'), id.slice(0, 16), `${id}AAAA`, 'x']) {
    expect(proves(await ask(`/avatars/${wrong}.png`)).json.code, wrong).toBe('NOT_FOUND');
  }
});

test('getAvatar 400: an address that is too long', async () => {
  expect(proves(await ask(`/avatars/${'x'.repeat(129)}`)).json.code).toBe('INVALID_REQUEST');
});

test('getAvatar 500: a fault of ours keeps its words inside', async () => {
  const bare = await startBare('console', 'getAvatar');
  try {
    expect(proves(await bare.call('/avatars/x.png')).json.code).toBe('INTERNAL_ERROR');
  } finally {
    await bare.stop();
  }
});
