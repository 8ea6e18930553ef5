import type { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { createEventStreams } from '../../src/journal/event-stream.ts';
import { createEvents } from '../../src/journal/events.ts';
import { until } from '../support/provider.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const START = Date.parse('2026-11-20T09:00:00Z');
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const hold = (code: number) => ({ channelId: 'ch_1', destination: 'crm', until: null, code });

function publishing(keep?: number) {
  const events = createEvents({ now: () => START, ...(keep === undefined ? {} : { keep }) });
  return { events, publish: (count: number) => Array.from({ length: count }, (_, nth) => events.publish('hold', hold(nth))) };
}

test('since: what came after an id, as long as it is kept', () => {
  const { events, publish } = publishing(5);
  const beginning = events.idOf();
  publish(3);
  expect(events.since(beginning)?.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(events.since(events.idOf())).toEqual([]);
  publish(2);
  expect(events.since(beginning)).toHaveLength(5);
  publish(1);
  expect(events.since(beginning)).toBeUndefined();
});

test('since: nothing for the id of another process, of the future, or of no one', () => {
  const [one, other] = [publishing(), publishing()];
  one.publish(1);
  other.publish(1);
  const future = `${one.events.idOf().split('-')[0]}-2`;
  for (const id of [other.events.idOf(), future, '', 'nonsense', `${one.events.idOf()} `]) expect(one.events.since(id), id).toBeUndefined();
});

test('subscribe: hears each event once, until it ends that', () => {
  const { events, publish } = publishing();
  const heard: number[] = [];
  const leave = events.subscribe(({ seq }) => heard.push(seq));
  publish(2);
  leave();
  publish(1);
  expect(heard).toEqual([1, 2]);
});

test('open: a reader who does not read is cut off, others are not disturbed, and nothing of it stays', async () => {
  const { events, publish } = publishing();
  const clock = createVirtualClock(START);
  const streams = createEventStreams({ events, clock, maxQueuedBytes: 2000 });
  const [slow, quick] = [streams.open(undefined), streams.open(undefined)];
  let read = '';
  quick.on('data', (chunk: Buffer) => {
    read += chunk.toString();
  });
  for (let round = 0; round < 40; round++) {
    publish(1);
    await turn();
  }
  await until(() => slow.destroyed, 'the slow reader cut off');
  expect([quick.destroyed, read.match(/^event: hold$/gm)?.length]).toEqual([false, 40]);
  expect(slow.readableLength).toBeLessThan(3000);
});

test('open: with too many streams the oldest gives way', async () => {
  const { events } = publishing();
  const streams = createEventStreams({ events, clock: createVirtualClock(START), maxStreams: 2 });
  const ended = [false, false, false];
  for (const index of ended.keys()) {
    const stream = streams.open(undefined);
    stream.resume();
    stream.once('end', () => {
      ended[index] = true;
    });
    await turn();
  }
  await until(() => ended[0] === true, 'the end of the oldest');
  await turn();
  expect(ended).toEqual([true, false, false]);
});

test('close: a reader who does not read is cut off, and what is told afterwards disturbs nobody', async () => {
  const { events, publish } = publishing();
  const streams = createEventStreams({ events, clock: createVirtualClock(START) });
  const stuck = streams.open(undefined);
  const errors: unknown[] = [];
  stuck.on('error', (error) => errors.push(error));
  publish(3);
  streams.close();
  publish(1);
  await until(() => stuck.destroyed, 'the cut');
  expect(errors).toEqual([]);
});

test('close: ends every stream, also one that is opened afterwards, and no timer stays', async () => {
  const { events } = publishing();
  const clock = createVirtualClock(START);
  const streams = createEventStreams({ events, clock });
  const opened = streams.open(undefined);
  let read = '';
  const listen = (stream: Readable) => stream.on('data', (chunk: Buffer) => (read += chunk.toString()));
  listen(opened);
  await turn();
  streams.close();
  const late = listen(streams.open(undefined));
  await until(() => opened.readableEnded && late.readableEnded, 'both ends');
  const before = read;
  await clock.advance(60_000);
  expect(read).toBe(before);
});

test('publish: data that come as a function are put together only when somebody reads them, whoever that is', () => {
  const { events } = publishing();
  let calls = 0;
  const data = () => {
    calls += 1;
    return hold(calls);
  };
  const beginning = events.idOf();
  events.publish('hold', data);
  expect(calls).toBe(0);
  expect(events.since(beginning)).toMatchObject([{ kind: 'hold', data: { code: 1 } }]);
  const heard: unknown[] = [];
  for (let listener = 0; listener < 2; listener++) events.subscribe((event) => heard.push(event.data));
  events.publish('hold', data);
  expect(heard).toEqual([hold(2), hold(2)]);
});
