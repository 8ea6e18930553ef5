import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recipientIdsOf } from '../../src/domain/recipients.ts';
import { newContactId } from '../../src/store/ids.ts';

const [a, b] = [newContactId(), newContactId()];

describe('recipientIdsOf', () => {
  test.each([
    ['comma-joined', [`${a},${b}`]],
    ['comma-joined with blanks', [` ${a} , ${b} `]],
    ['a repeated field', [[a, b]]],
    ['a repeated field with brackets in its name', [undefined, [a, b]]],
    ['one field of each name', [a, b]],
    ['the text of a JSON array', [JSON.stringify([a, b])]],
    ['the text of a JSON array with blanks', [` [ "${a}" , "${b}" ] `]],
    [
      'repeated, empty and doubled entries',
      [
        ['', a, `${a},,${b}`],
        [b, ' '],
      ],
    ],
  ] as [string, Parameters<typeof recipientIdsOf>][])('%s: gives each id once', (_, fields) => {
    expect(recipientIdsOf(...fields)).toEqual([a, b]);
  });

  test.each([
    ['nothing', []],
    ['undefined', [undefined, undefined]],
    ['an empty text', ['']],
    ['commas', [',, ,']],
    ['an empty list', [[]]],
    ['the text of an empty JSON array', ['[]']],
  ] as [string, Parameters<typeof recipientIdsOf>][])('%s: is nobody', (_, fields) => {
    expect(recipientIdsOf(...fields)).toEqual([]);
  });

  test('text that looks like JSON and is none, or holds no texts: is taken as it stands', () => {
    expect(recipientIdsOf('[x')).toEqual(['[x']);
    expect(recipientIdsOf('[1,2]')).toEqual(['[1', '2]']);
  });

  test('round trip: any ids come back from every spelling', () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(ids, (given) => {
        for (const fields of [[given.join(',')], [given], [JSON.stringify(given)], [given.join(', '), given]])
          expect(recipientIdsOf(...fields)).toEqual(given);
      }),
    );
  });

  test('any text: nothing throws, no id is blank or doubled', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json(), fc.array(fc.string()))), (fields) => {
        const ids = recipientIdsOf(...fields);
        expect(ids.every((id) => id === id.trim() && id !== '')).toBe(true);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});
