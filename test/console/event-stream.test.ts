import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEventReader, type StreamEvent } from '../../src/console/page/shell/event-stream.ts';

function read(pieces: readonly string[]): { events: StreamEvent[]; retries: number[] } {
  const events: StreamEvent[] = [];
  const retries: number[] = [];
  const take = createEventReader({ event: (event) => events.push(event), retry: (delayMs) => retries.push(delayMs) });
  for (const piece of pieces) take(piece);
  return { events, retries };
}

const STREAM = [
  ': hello\n\n',
  'id: e1-1\nevent: message\ndata: {"a":1}\n\n',
  'data:two\r\ndata: lines\r\n\r\n',
  'retry: 3000\rid: e1-3\rdata: old line breaks\r\r',
  'event: nothing\n\nid: e1-4\ndata\nunknown: field\nretry: soon\n\n',
  'data: cut off',
].join('');

test('event stream: reads fields, comments and every kind of line break, and tells no event that is not complete', () => {
  expect(read([STREAM])).toEqual({
    events: [
      { id: 'e1-1', kind: 'message', data: '{"a":1}' },
      { id: 'e1-1', kind: 'message', data: 'two\nlines' },
      { id: 'e1-3', kind: 'message', data: 'old line breaks' },
      { id: 'e1-4', kind: 'message', data: '' },
    ],
    retries: [3000],
  });
});

test('event stream: however the network cuts it, it says the same', () => {
  const whole = read([STREAM]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: STREAM.length })), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), STREAM.length];
      expect(read(at.slice(1).map((end, index) => STREAM.slice(at[index], end)))).toEqual(whole);
    }),
  );
});
