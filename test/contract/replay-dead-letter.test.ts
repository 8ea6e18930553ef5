import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChannelId } from '../../src/store/ids.ts';
import { messageRefOf } from '../../src/store/ids.ts';
import type { SendState } from '../../src/store/records.ts';
import { until } from '../support/provider.ts';
import { type Ask, buryOne, keepsFaultsInside, refusesStrangers, saysStoreIsAway } from './operator-stage.ts';
import { proves } from './proof.ts';
import { ANA, onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ env: { PIPEDRIVE_CHANNELS: 'off' } });
  await stage.write('hello');
});
afterEach(() => stage.stopAll());

const replay = (id: unknown, query = '') => stage.call(`/console/dead-letters/${id}/replay${query}`, { auth: null, method: 'POST' });
const ask: Ask = ({ call }, auth = null) => call('/console/dead-letters/1/replay', { auth, method: 'POST' });
const CONFIRMED = '?confirm=may-be-sent-twice';

/** A salesperson's message whose send ended in this state and was given up. */
async function buriedSend(state: SendState): Promise<{ letter: number; messageId: string }> {
  const { id: conversationId } = await onlyConversation(stage);
  const { body } = await stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId, text: 'an answer', files: [] });
  const messageId = JSON.parse(body).data.id as string;
  const ref = messageRefOf(messageId);
  if (!ref) throw new Error('no message');
  const failure = state === 'failed' ? { code: 131000, reason: 'refused' } : null;
  await stage.app.store.transaction(async (tx) =>
    tx.updateSend(stage.channelId as ChannelId, { ...ref, part: 0 }, { state, wamid: null, rank: 0, failure }),
  );
  return { letter: await buryOne(stage, { messageId, destination: 'whatsapp' }), messageId };
}
const sentTexts = () => stage.peers.whatsapp.phone(ANA).filter(({ from }) => from === 'business').length;

test('replayDeadLetter 200: it waits in its lane before every later message, with its attempts before it', async () => {
  const letter = await buryOne(stage);
  await stage.write('later');
  expect(proves(await replay(letter)).json).toEqual({ replayed: 1 });
  expect(stage.rows('SELECT seq, attempts FROM outbox ORDER BY seq')).toMatchObject([{ seq: 1, attempts: 0 }]);
  expect((await stage.app.store.troubles()).deadLetters).toBe(0);
  proves(await replay(await buryOne(stage)));
});

test('replayDeadLetter 200: a send that WhatsApp refused goes out again', async () => {
  const { letter } = await buriedSend('failed');
  const before = sentTexts();
  proves(await replay(letter));
  await until(() => sentTexts() === before + 1, 'the send');
});

test('replayDeadLetter 200: a send without an answer goes out again when somebody says that it may', async () => {
  const { letter } = await buriedSend('unknown');
  const before = sentTexts();
  proves(await replay(letter, CONFIRMED));
  await until(() => sentTexts() === before + 1, 'the send');
});

test('replayDeadLetter 409: a send that may have reached the customer needs a choice, and stays until then', async () => {
  for (const state of ['unknown', 'sending'] as const) {
    const { letter } = await buriedSend(state);
    const before = sentTexts();
    expect(proves(await replay(letter)).json).toMatchObject({
      code: 'CONFLICT',
      detail: expect.stringContaining('confirm=may-be-sent-twice'),
    });
    expect(await stage.app.store.deadLetter(letter)).toBeDefined();
    expect(sentTexts()).toBe(before);
  }
});

test('replayDeadLetter 409: of a channel that was deleted nothing is delivered any more, and the letter stays until somebody lets it go', async () => {
  const letter = await buryOne(stage);
  await stage.app.store.transaction(async (tx) => tx.setChannelState(stage.channelId as ChannelId, 'deleted'));
  expect(proves(await replay(letter)).json).toMatchObject({ code: 'CONFLICT', detail: expect.stringContaining('deleted') });
  expect(await stage.app.store.deadLetter(letter)).toBeDefined();
});

test('replayDeadLetter 400: no number of a letter, or another choice', async () => {
  const letter = await buryOne(stage);
  for (const id of ['x', '0', '1.5']) proves(await replay(id));
  proves(await replay(letter, '?confirm=yes'));
});

test('replayDeadLetter 404: a second time', async () => {
  const letter = await buryOne(stage);
  await replay(letter);
  proves(await replay(letter));
});

test('replayDeadLetter 401: outside the sandbox only CONSOLE_TOKEN opens, as a bearer token', () => refusesStrangers(ask));
test('replayDeadLetter 500: a fault of ours keeps its words inside', () => keepsFaultsInside(stage, ask));
test('replayDeadLetter 503: without the store nothing changes, and a repeat works', async () => {
  await buryOne(stage);
  await saysStoreIsAway(stage, ask);
});
