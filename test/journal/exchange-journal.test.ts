import { expect, test } from 'vitest';
import { type Exchange, NO_BODY } from '../../src/journal/exchange.ts';
import { createExchangeJournal } from '../../src/journal/exchange-journal.ts';
import { exchange } from './exchange.ts';

const body = (size: number) => ({ value: Buffer.alloc(size), size });
const seqs = (found: readonly Exchange[]) => found.map(({ seq }) => seq);

test('list: the newest first, below a number, those that fit, and no more than asked for', () => {
  const journal = createExchangeJournal();
  expect(journal.list({ limit: 9 })).toEqual([]);
  for (const status of [200, 404, 200, 404, 200]) journal.record(exchange({ status }));
  expect(seqs(journal.list({ limit: 2 }))).toEqual([5, 4]);
  expect(seqs(journal.list({ limit: 9, before: 4 }))).toEqual([3, 2, 1]);
  expect(seqs(journal.list({ limit: 9, before: 99 }))).toEqual([5, 4, 3, 2, 1]);
  expect(seqs(journal.list({ limit: 1, before: 4, fits: ({ status }) => status === 404 }))).toEqual([2]);
});

test('record: keeps so many, and the numbers go on', () => {
  const journal = createExchangeJournal({ count: 3 });
  for (let n = 0; n < 7; n++) journal.record(exchange());
  expect(seqs(journal.list({ limit: 9 }))).toEqual([7, 6, 5]);
});

test('record: keeps so many bytes, whichever way they add up, and the newest in any case', () => {
  const journal = createExchangeJournal({ bytes: 5000, bodyBytes: 4000 });
  for (let n = 0; n < 4; n++) journal.record(exchange({ request: body(1000), response: body(1000) }));
  expect(seqs(journal.list({ limit: 9 }))).toEqual([4, 3]);
  journal.record(exchange({ request: body(4000), response: body(4000) }));
  expect(seqs(journal.list({ limit: 9 }))).toEqual([5]);
  journal.record(exchange({ request: { value: {}, size: null } }));
  expect(seqs(journal.list({ limit: 9 }))).toEqual([6]);
});

test('record: a body that is too large is not kept, its size is', () => {
  const journal = createExchangeJournal({ bodyBytes: 100 });
  journal.record(exchange({ request: body(101), response: body(100) }));
  expect(journal.list({ limit: 1 })[0]).toMatchObject({ request: { value: undefined, size: 101 }, response: { size: 100 } });
});

test('record: what leaves the journal leaves its bodies behind, for whoever still holds on to it', () => {
  const journal = createExchangeJournal({ count: 1 });
  const first = journal.record(exchange({ request: body(10), response: body(20) }));
  expect(first.request.size).toBe(10);
  journal.record(exchange());
  expect([first.request, first.response]).toEqual([NO_BODY, NO_BODY]);
});
