import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { messageIdOf } from '../../src/store/ids.ts';
import { until } from '../support/provider.ts';
import { wantsTheToken } from './console-refusals.ts';
import { proves } from './proof.ts';
import { onlyConversation, type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const ask = (id: string) => stage.call(`/console/traces?id=${encodeURIComponent(id)}`, { auth: null });

test('findTrace 200: the same message by our id, by WhatsApp’s, and as the newest of its conversation', async () => {
  await stage.write('older');
  await stage.write('newer');
  const { id } = await onlyConversation(stage);
  const messageId = messageIdOf({ conversationId: id as never, seq: 2 });
  const [row] = stage.rows('SELECT wamid FROM messages WHERE seq = 2');
  const delivered = () => stage.rows('SELECT 1 FROM outbox').length === 0;
  await until(delivered, 'the empty outbox');
  const traces = [];
  for (const any of [messageId, String(row?.['wamid']), id]) traces.push(proves(await ask(any)).json);
  expect(traces.map((trace) => trace.messageId)).toEqual([messageId, messageId, messageId]);
  expect(traces[1]).toEqual(traces[0]);
});

test('findTrace 400: no id at all', async () => {
  proves(await stage.call('/console/traces', { auth: null }));
  proves(await ask('x'.repeat(513)));
});

test('findTrace 401: outside the sandbox only with the bearer token', async () => {
  expect(await wantsTheToken('/console/traces?id=wamid.X')).toBe(404);
});

test('findTrace 404: says which ids it takes', async () => {
  for (const id of ['wamid.NOBODY', 'cv_8JwQm2Lk0aZrT5uY', '15551230001']) expect(proves(await ask(id)).json.detail).toContain('wamid.…');
  expect(proves(await ask('ms_8JwQm2Lk0aZrT5uY_1')).json.detail).toContain('ms_…');
});

test('findTrace 500: a fault of ours keeps its words inside', async () => {
  stage.breakStore(new TypeError('secret detail'));
  proves(await ask('wamid.X'));
});

test('findTrace 503: the store is out of reach', async () => {
  stage.breakStore(new AppError('STORE_UNAVAILABLE'));
  proves(await ask('wamid.X'));
});
