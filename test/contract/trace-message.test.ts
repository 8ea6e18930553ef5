import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { messageIdOf } from '../../src/store/ids.ts';
import { until } from '../support/provider.ts';
import { wantsTheToken } from './console-refusals.ts';
import { proves } from './proof.ts';
import { ANA, onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const ask = (id: string) => stage.call(`/console/messages/${id}/trace`, { auth: null });
const inbox = () => stage.peers.pipedrive.conversations(stage.channelId).flatMap(({ messages }) => messages);
const messageId = async (seq: number) => messageIdOf({ conversationId: (await onlyConversation(stage)).id as never, seq });
const textsOf = (json: { hops: { text: string }[] }) => json.hops.map(({ text }) => text);

test('traceMessage 200: a customer’s message from the webhook to the inbox', async () => {
  await stage.write('my secret words');
  await until(() => inbox().length === 1, 'the message in the inbox');
  const { json, text } = proves(await ask(await messageId(1)));
  expect(json).toMatchObject({ channelId: stage.channelId, direction: 'inbound', course: 'delivered' });
  expect(textsOf(json)).toEqual([
    'the customer wrote it',
    'WhatsApp delivered it (delivery 1)',
    'stored with the rest of that delivery in one transaction, before WhatsApp got an answer',
    expect.stringMatching(/^Pipedrive took it, [\d.]+ s after it was stored \(\d+ ms\)$/),
    'nothing more: it is in the inbox.',
  ]);
  expect(text).not.toContain('secret words');
  expect(text).not.toContain(ANA);
});

test('traceMessage 200: one that waits says since when, for whom and why, and who took it at which attempt in the end', async () => {
  stage.peers.pipedrive.faults.failNext('receiveMessage', { status: 503, code: 'SERVICE_UNAVAILABLE' });
  await stage.write('first');
  await until(() => stage.rows('SELECT 1 FROM attempts').length === 1, 'the first attempt');
  await stage.write('second');
  const first = proves(await ask(await messageId(1))).json;
  expect([first.course, ...textsOf(first).slice(-3)]).toEqual([
    'waiting',
    'Pipedrive did not take it: Pipedrive answered 503',
    expect.stringMatching(/^it waits for Pipedrive since 0 s: the next attempt is due in [\d.]+ (s|minutes?)$/),
    'it goes to Pipedrive as soon as what it waits for is over; nothing has to be done for that.',
  ]);
  expect(textsOf(proves(await ask(await messageId(2))).json).at(-2)).toBe(
    'it waits for Pipedrive since 0 s: 1 message of the conversation goes first',
  );
  await until(async () => {
    await stage.clock.advance(10_000);
    return inbox().length === 2;
  }, 'both in the inbox');
  const after = proves(await ask(await messageId(1))).json;
  expect(textsOf(after).at(-2)).toMatch(/^Pipedrive took it at the 2nd attempt, .+ after it was stored/);
});

test('traceMessage 200: a salesperson’s message to the customer’s eyes', async () => {
  await stage.write('hello');
  await until(() => inbox().length === 1, 'the message in the inbox');
  const { id } = await onlyConversation(stage);
  await stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId: id, text: 'hi' });
  await until(async () => {
    await stage.clock.advance(1000);
    return inbox().some(({ status }) => status === 'read');
  }, 'the read status');
  const { json } = proves(await ask(await messageId(2)));
  expect(json).toMatchObject({ direction: 'outbound', course: 'delivered' });
  expect(textsOf(json).slice(0, 3)).toEqual([
    'a salesperson wrote it in Pipedrive',
    'stored with everything it needs, before Pipedrive got an answer',
    expect.stringMatching(/^sent to WhatsApp and accepted there \(\d+ ms\)$/),
  ]);
  expect(textsOf(json)).toEqual(expect.arrayContaining(["it reached the customer's phone", 'the customer read it']));
  expect(textsOf(json).at(-1)).toBe('nothing more: the customer read it.');
});

test('traceMessage 200: one that was refused says why, and that nothing happens by itself', async () => {
  stage.peers.pipedrive.faults.failNext('receiveMessage', { status: 400, code: 'INVALID_BODY' });
  await stage.write('hello');
  await until(() => stage.rows('SELECT 1 FROM dead_letters').length === 1, 'the dead letter');
  const { json } = proves(await ask(await messageId(1)));
  expect([json.course, textsOf(json).slice(-3)]).toEqual([
    'refused',
    [
      expect.stringMatching(/^Pipedrive did not take it at the 1st attempt, which was the last: Pipedrive refused the message \(400/),
      expect.stringMatching(/^given up after 1 attempt, and kept among the dead letters: /),
      'nothing by itself: replay the dead letter once the reason is gone.',
    ],
  ]);
});

test('traceMessage 400: an id beyond 128 characters', async () => {
  proves(await ask('m'.repeat(129)));
});

test('traceMessage 401: outside the sandbox only with the bearer token', async () => {
  expect(await wantsTheToken('/console/messages/ms_8JwQm2Lk0aZrT5uY_1/trace')).toBe(404);
});

test('traceMessage 404: an id of nothing here, and one that is no message’s', async () => {
  for (const id of ['ms_8JwQm2Lk0aZrT5uY_1', 'cv_8JwQm2Lk0aZrT5uY', 'nonsense'])
    expect(proves(await ask(id)).json.detail).toContain('Message ids are those that Pipedrive sees');
});

test('traceMessage 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await ask('ms_8JwQm2Lk0aZrT5uY_1'));
});

test('traceMessage 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await ask('ms_8JwQm2Lk0aZrT5uY_1'));
});
