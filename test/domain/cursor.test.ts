import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCursors } from '../../src/domain/cursor.ts';

const cursors = createCursors();
const list = fc.string({ unit: 'grapheme' });
const place = fc.maxSafeInteger();

describe('cursors', () => {
  test('round trip: any place of any list comes back', () => {
    fc.assert(fc.property(list, place, (name, at) => cursors.decode(name, cursors.encode(name, at)) === at));
  });

  test('another list: is refused', () => {
    fc.assert(
      fc.property(list, list, place, (name, other, at) => {
        fc.pre(name !== other);
        expect(() => cursors.decode(other, cursors.encode(name, at))).toThrow(/not one of this list/);
      }),
    );
  });

  test('changed in any place: is refused', () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.constantFrom(...'0aA.-_ é'), (at, pick, replacement) => {
        const cursor = cursors.encode('list', at);
        const index = pick % cursor.length;
        fc.pre(cursor[index] !== replacement);
        const changed = cursor.slice(0, index) + replacement + cursor.slice(index + 1);
        expect(() => cursors.decode('list', changed)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }));
      }),
    );
  });

  test('any text: is refused, whatever it is', () => {
    for (const text of ['', '0', '1.', 'null', '../..', `${'9'.repeat(400)}.aaaaaaaaaaaaaaaa`])
      expect(() => cursors.decode('list', text), text).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }));
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => cursors.decode('list', text)).toThrow(/not one of this list/);
      }),
    );
  });

  test('no cursor: is the beginning', () => {
    expect(cursors.decode('list', undefined)).toBeUndefined();
  });

  test('a cursor: is safe in an address and the same in every process', () => {
    fc.assert(fc.property(place, (at) => /^[A-Za-z0-9._-]+$/.test(cursors.encode('list', at))));
    expect(createCursors().decode('list', cursors.encode('list', 35))).toBe(35);
  });
});
