import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphErrorOf, judgeGraphError } from '../../src/delivery/whatsapp-errors.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;

/** What messages can get of the table, by what the queue has to do. */
const expected = {
  'retry, backing off': [1, 2, 131000, 131016, 133004],
  'pause the number for a moment': [4, 80007, 130429, 131057, 2494100],
  'pause this recipient': [131056],
  'hold the channel for a person': [0, 3, 10, 33, 190, 200, 210, 299, 368, 131005, 131031, 131037, 131042, 131045, 131048, 133010],
  'final: show the reason': [
    100, 130472, 130497, 131008, 131009, 131021, 131026, 131047, 131049, 131050, 131051, 131053, 131055, 131061, 131062, 132000, 132001,
    132005, 132007, 132012, 132015, 132016, 132018, 132021, 132068, 132069, 135000, 139200,
  ],
} as const;

const judge = (code: number, attempts = 0, notBefore?: number, subcode?: number) =>
  judgeGraphError({ code, subcode, reason: 'why' }, attempts, NOW, notBefore);

describe('judgeGraphError', () => {
  test.each(expected['retry, backing off'])('%i: tried again, not before Retry-After', (code) => {
    expect(judge(code)).toEqual({ kind: 'retry', code, reason: 'why' });
    expect(judge(code, 0, NOW + 7)).toEqual({ kind: 'retry', code, reason: 'why', at: NOW + 7 });
  });

  test.each(expected['pause the number for a moment'])(
    '%i: pauses the number for at most two minutes, or as long as WhatsApp says',
    (code) => {
      expect(judge(code)).toMatchObject({
        kind: 'pause-channel',
        code,
        at: NOW + (code === 130429 ? 2000 : code === 2494100 ? 2 * MINUTE : MINUTE),
      });
      expect(judge(code, 0, NOW + 9 * MINUTE)).toMatchObject({ at: NOW + 9 * MINUTE });
    },
  );

  test.each(expected['hold the channel for a person'])('%i: holds the channel', (code) => {
    const verdict = judge(code);
    expect(verdict).toMatchObject({ kind: 'pause-channel', code, at: NOW + 5 * MINUTE });
    // A hold shows on pages that are open to everybody; WhatsApp's words may quote a token.
    expect(JSON.stringify(verdict)).not.toContain('why');
  });

  test('131056: pauses the recipient for 4^X seconds, X counting the refusals, at most 256', () => {
    const seconds = Array.from({ length: 8 }, (_, attempts) => judge(131056, attempts)).map((verdict) => {
      if (verdict.kind !== 'pause-recipient') throw new Error(verdict.kind);
      return ((verdict.at ?? 0) - NOW) / 1000;
    });
    expect(seconds).toEqual([1, 4, 16, 64, 256, 256, 256, 256]);
    expect(judge(131056, 0, NOW + MINUTE)).toMatchObject({ at: NOW + MINUTE });
  });

  test.each(expected['final: show the reason'])('%i: final', (code) => {
    expect(judge(code)).toEqual({ kind: 'final', code, reason: 'why' });
  });

  test('100 with subcode 33: the number is unknown to the token, which holds the channel', () => {
    expect(judge(100, 0, undefined, 33)).toMatchObject({ kind: 'pause-channel', code: 100 });
    expect(judge(100, 0, undefined, 34)).toMatchObject({ kind: 'final' });
  });

  test.each([1, 131000])('%i: is tried a few times, then final', (code) => {
    expect([0, 1, 2, 3, 4, 5].map((attempts) => judge(code, attempts).kind)).toEqual([
      'retry',
      'retry',
      'retry',
      'retry',
      'final',
      'final',
    ]);
  });

  test('any code that is not in the table: final, never repeated blindly', () => {
    const known = new Set<number>(Object.values(expected).flat());
    const unknown = fc.integer().filter((code) => !known.has(code) && (code < 200 || code > 299));
    fc.assert(
      fc.property(unknown, fc.nat(), (code, attempts) => void expect(judge(code, attempts)).toMatchObject({ kind: 'final', code })),
    );
  });
});

describe('graphErrorOf', () => {
  test.each([{ message: 'Bad gateway' }, { code: null }, { code: 'E_GATEWAY' }, { code: {} }])(
    '%j: is not an error of WhatsApp',
    (error) => {
      expect(graphErrorOf({ error })).toBeUndefined();
    },
  );

  test('takes the most telling text there is: details, then the text for users, then the message', () => {
    const error = {
      code: 131047,
      message: '(#131047) Re-engagement',
      error_user_msg: 'for users',
      error_data: { details: 'more than 24 hours' },
    };
    expect(graphErrorOf({ error })).toEqual({ code: 131047, subcode: undefined, reason: 'more than 24 hours' });
    expect(graphErrorOf({ error: { ...error, error_data: {} } })).toMatchObject({ reason: 'for users' });
    expect(graphErrorOf({ error: { code: 1, message: 'm' } })).toMatchObject({ reason: 'm' });
    expect(graphErrorOf({ error: { code: '190', error_subcode: '463' } })).toEqual({ code: 190, subcode: 463, reason: 'no reason given' });
  });

  test.each([undefined, null, 'text', 7, [], {}, { error: null }, { error: 'text' }])('%j: carries no error', (body) => {
    expect(graphErrorOf(body)).toBeUndefined();
  });

  test('never throws, whatever the body is', () => {
    fc.assert(fc.property(fc.jsonValue(), (error) => void graphErrorOf({ error })));
  });
});
