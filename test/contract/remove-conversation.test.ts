import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { until } from '../support/provider.ts';
import { ask, keepsItsFaults, wantsTheToken } from './console-stage.ts';
import { proves } from './proof.ts';
import { onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
let conversationId: string;
beforeEach(async () => {
  stage = await startStage();
  conversationId = await begin(stage);
});
afterEach(() => stage.stopAll());

async function begin(on: Stage): Promise<string> {
  await on.write('hello');
  const { id } = await onlyConversation(on);
  await until(() => on.peers.pipedrive.inbox(on.channelId, id).length === 1, 'the message in the inbox');
  return id;
}
const remove = (on = stage, { channelId = on.channelId, id = conversationId, auth = null as string | null } = {}) =>
  ask(on, 'DELETE', `/console/channels/${channelId}/conversations/${id}`, { auth });

test('removeConversation 204: gone from the inbox and kept here; the next message brings it back whole', async () => {
  proves(await remove());
  expect(stage.peers.pipedrive.conversations(stage.channelId)).toEqual([]);
  expect(await stage.conversations()).toHaveLength(1);
  await stage.write('again');
  const texts = () => stage.peers.pipedrive.inbox(stage.channelId, conversationId).map(({ text }) => text);
  await until(() => texts().length === 2, 'the conversation in the inbox');
  expect(texts()).toEqual(['hello', 'again']);
});

test('removeConversation 204: one that the inbox does not have, or whose API is gone, is as asked', async () => {
  for (let time = 0; time < 2; time++) proves(await remove());
  stage.peers.pipedrive.faults.failNext('deleteConversation', { status: 410, code: undefined });
  proves(await remove());
});

test('removeConversation 400: an id that is too long', async () => {
  proves(await remove(stage, { id: 'c'.repeat(129) }));
  proves(await remove(stage, { channelId: 'c'.repeat(129) }));
});

test('removeConversation 401: outside the sandbox only CONSOLE_TOKEN opens', () =>
  wantsTheToken(async (on, { auth = null } = {}) => {
    const id = auth === 'Bearer console-token' ? await begin(on) : conversationId;
    return remove(on, { id, auth });
  }));

test('removeConversation 404: a conversation of another channel, or a channel that is not there', async () => {
  const second = await stage.addChannel('206540352242922');
  const foreign = proves(await remove(stage, { channelId: second.id })).json;
  const never = proves(await remove(stage, { id: 'cv_never' })).json;
  expect(foreign.detail).toBe(never.detail);
  proves(await remove(stage, { channelId: 'ch_5mTqv0c2Zq1W8yKpR3xNdA' }));
});

test('removeConversation 409: Pipedrive refuses, no company is connected, or nothing is pushed at all', async () => {
  stage.peers.pipedrive.configure({ owner: false });
  expect(proves(await remove()).json.detail).toContain('FORBIDDEN_USER_REQUEST');
  await stage.app.store.transaction(async (tx) => tx.setChannelInstallation(stage.app.channel.id, null));
  expect(proves(await remove()).json.detail).toContain('No Pipedrive company');
  const off = await startStage({ env: { PIPEDRIVE_CHANNELS: 'off' } });
  try {
    await off.write('hello');
    const { id } = await onlyConversation(off);
    expect(proves(await remove(off, { id })).json.detail).toContain('PIPEDRIVE_CHANNELS');
  } finally {
    await off.stopAll();
  }
});

test('removeConversation 500: a fault of ours keeps its words inside', () => keepsItsFaults(stage, () => remove()));

test('removeConversation 503: Pipedrive or the store is out of reach', async () => {
  stage.peers.pipedrive.faults.failNext('deleteConversation', { status: 500, code: undefined });
  expect(proves(await remove()).json.code).toBe('PIPEDRIVE_UNAVAILABLE');
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  expect(proves(await remove()).json.code).toBe('STORE_UNAVAILABLE');
});
