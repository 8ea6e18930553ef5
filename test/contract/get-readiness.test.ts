import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBare } from './bare.ts';
import { proves } from './proof.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(() => stage.stopAll());

const ready = () => stage.call('/health/ready', { auth: null });
const statusesOf = (json: { checks: { name: string; status: string }[] }) =>
  Object.fromEntries(json.checks.map(({ name, status }) => [name, status]));

test('getReadiness 200: a write can be committed and nobody has to look at anything', async () => {
  const { json } = proves(await ready());
  expect(json.status).toBe('ready');
  expect(statusesOf(json)).toEqual({ store: 'ok', delivery: 'ok', inbox: 'ok', installations: 'ok', balance: 'ok' });
});

test('getReadiness 200: what a person should look at is named and takes nothing out of service', async () => {
  await stage.deliver('not json');
  const { id } = stage.app.channel;
  const hold = { channelId: id, destination: 'whatsapp', until: stage.clock.now() + 60_000, code: 190, reason: 'the token ended' } as const;
  await stage.app.store.transaction(async (tx) => tx.hold(hold, stage.clock.now()));
  const answer = proves(await ready());
  expect(statusesOf(answer.json)).toEqual({ store: 'ok', delivery: 'attention', inbox: 'ok', installations: 'ok', balance: 'attention' });
  expect(answer.text).toContain('190');
  expect(answer.text).not.toContain(id);
});

test('getReadiness 503: the store takes no writes', async () => {
  await stage.app.store.close();
  const { json } = proves(await ready());
  expect(json.status).toBe('not-ready');
  expect(statusesOf(json)).toEqual({ store: 'failed' });
});

test('getReadiness 500: a fault of ours keeps its words inside', async () => {
  const bare = await startBare('console', 'getReadiness');
  try {
    proves(await bare.call('/health/ready'));
  } finally {
    await bare.stop();
  }
});
