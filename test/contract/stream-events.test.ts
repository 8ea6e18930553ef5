import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/provider.ts';
import { startBare } from './bare.ts';
import { type EventReader, followEvents } from './event-reader.ts';
import { startLive } from './live.ts';
import { proves } from './proof.ts';
import { ANA, type Stage, startStage } from './stage.ts';

let stage: Stage;
const readers: EventReader[] = [];
beforeEach(async () => {
  stage = await startStage();
});
afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.close()));
  await stage.stopAll();
});

async function follow(headers: Record<string, string> = {}, query = ''): Promise<EventReader> {
  const reader = await followEvents(`${stage.url}/console/events${query}`, headers);
  readers.push(reader);
  return reader;
}
const namesOf = ({ events }: EventReader) => events.map(({ name }) => name);
const seen = (reader: EventReader, name: string, count = 1) =>
  until(() => namesOf(reader).filter((one) => one === name).length >= count, `${count} × ${name}`);

test('streamEvents 200: begins with ready, and tells each step of a message as it happens, without a word of it', async () => {
  const reader = await follow();
  const { headers } = proves(reader.answer);
  expect([headers['content-type'], headers['cache-control']]).toEqual(['text/event-stream; charset=utf-8', 'no-store']);
  await seen(reader, 'ready');
  await stage.write('my secret words');
  await seen(reader, 'job');
  const about = (name: string) => reader.events.find((event) => event.name === name)?.data;
  expect(about('message')).toMatchObject({ channelId: stage.channelId, change: 'stored', messageId: expect.stringMatching(/^ms_/) });
  expect(about('job')).toMatchObject({ destination: 'crm', verdict: 'delivered', end: 'done', messageId: about('message').messageId });
  const operations = () => reader.events.filter(({ name }) => name === 'exchange').map(({ data }) => data.operationId);
  await until(() => operations().includes('receiveWebhook') && operations().includes('receiveMessage'), 'both exchanges');
  const numbers = reader.events.map(({ id }) => Number(id.split('-')[1]));
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  expect(JSON.stringify(reader.events)).not.toMatch(new RegExp(`secret words|${ANA}`));
});

test('streamEvents 200: statuses and holds', async () => {
  const reader = await follow();
  stage.peers.pipedrive.faults.failNext('receiveMessage', { status: 429, code: 'RATE_LIMIT_EXCEEDED' });
  await stage.write('hello');
  await seen(reader, 'hold');
  expect(reader.events.find(({ name }) => name === 'hold')?.data).toMatchObject({
    destination: 'crm',
    code: 429,
    until: expect.any(String),
  });
  await until(async () => {
    await stage.clock.advance(5000);
    return reader.events.some(({ name, data }) => name === 'job' && data.end === 'done');
  }, 'the delivery');
  const conversationId = String((await stage.conversations())[0]?.id);
  await stage.peers.pipedrive.typeReply({ channelId: stage.channelId, conversationId, text: 'hi' });
  await until(async () => {
    await stage.clock.advance(1000);
    return reader.events.some(({ name, data }) => name === 'status' && data.status === 'read');
  }, 'the read status');
  proves(reader.answer);
});

test('streamEvents 200: whoever was cut off gets what came meanwhile, once, by header or by query', async () => {
  const first = await follow();
  await seen(first, 'ready');
  await stage.write('one');
  await seen(first, 'exchange', 2);
  await first.close();
  const last = String(first.events.at(-1)?.id);
  await stage.write('two');
  await until(() => stage.rows('SELECT 1 FROM outbox').length === 0, 'the delivery');
  const resumed = await follow({ 'last-event-id': last });
  proves(resumed.answer);
  const byQuery = await follow({}, `?since=${last}`);
  for (const reader of [resumed, byQuery]) {
    await seen(reader, 'exchange', 2);
    expect(namesOf(reader)).not.toContain('ready');
    expect(namesOf(reader).filter((name) => name === 'message')).toHaveLength(1);
    expect(Number(reader.events[0]?.id.split('-')[1])).toBe(Number(last.split('-')[1]) + 1);
  }
});

test('streamEvents 200: whoever comes with an id that is not known begins with resync', async () => {
  for (const id of ['000000000000-1', 'nonsense', '']) {
    const reader = await follow({ 'last-event-id': id });
    proves(reader.answer);
    await until(() => reader.events.length > 0, 'the first event');
    expect(namesOf(reader), id).toEqual(['resync']);
  }
});

test('streamEvents 200: says every 15 seconds that it is still there', async () => {
  const reader = await follow();
  await seen(reader, 'ready');
  await stage.clock.advance(30_000);
  await until(() => reader.comments.length === 2, 'two comments');
  proves(reader.answer);
});

test('streamEvents 200: a stop ends it at once, so that nothing waits for who looks on', async () => {
  const reader = await follow();
  proves(reader.answer);
  await seen(reader, 'ready');
  const began = performance.now();
  await stage.stop();
  await until(() => reader.hasEnded(), 'the end of the stream');
  // Ten seconds is what the server gives answers that are under way.
  expect(performance.now() - began).toBeLessThan(8000);
});

test('streamEvents 400: an id that nobody can have', async () => {
  proves(await stage.call(`/console/events?since=${'x'.repeat(65)}`, { auth: null }));
});

test('streamEvents 401: outside the sandbox only with the bearer token', async () => {
  const live = await startLive();
  try {
    for (const authorization of ['', 'Bearer console-toke']) proves(await live.call('/console/events', { headers: { authorization } }));
    const reader = await followEvents(`${live.url}/console/events`, { authorization: 'Bearer console-token' });
    readers.push(reader);
    expect(reader.answer.status).toBe(200);
  } finally {
    await live.stop();
  }
});

test('streamEvents 500: a fault of ours keeps its words inside', async () => {
  const bare = await startBare('console', 'streamEvents');
  try {
    proves(await bare.call('/console/events'));
  } finally {
    await bare.stop();
  }
});
