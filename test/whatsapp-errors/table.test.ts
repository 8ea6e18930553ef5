import { describe, expect, test } from 'vitest';
import { errorsPage } from '../../src/cli/generate/errors-page.ts';
import type { ErrorClass } from '../../src/whatsapp-errors/error-rule.ts';
import { errorRuleOf, whatsappErrors } from '../../src/whatsapp-errors/whatsapp-errors.ts';

const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Every code of reference/whatsapp.md 1.8, by what it asks for. */
const documented: Readonly<Record<ErrorClass, readonly number[]>> = {
  'hold-account': [0, 3, 10, ...range(200, 299), 33, 190, 368, 131005, 131031, 131037, 131042, 131045, 131048, 133010],
  'pause-number': [4, 80007, 130429, 131057, 2494100],
  'pause-recipient': [131056],
  retry: [2, 131016, 133004],
  'retry-few': [1, 131000],
  'fix-message': [100, 131008, 131009, 131021, 131051, 131053, 131055, 131061, 135000],
  'fix-template': [132000, 132001, 132005, 132007, 132012, 132015, 132016, 132018, 132021, 132068, 132069],
  final: [130472, 130497, 131026, 131047, 131049, 131050, 131062, 134011, 139200],
  inbound: [130501, 131052, 131060],
  elsewhere: [
    ...[131059, 133000, 133005, 133006, 133008, 133009, 133015, 133016, ...range(134100, 134102), 1752041, 138006],
    ...[...range(147001, 147004), 2388019, 2388040, 2388047, 2388072, 2388073, 2388293, 2388299, 2388318, 2388330],
    ...[2593107, 2593108, 2593109],
  ],
};

const everyCode = Object.entries(documented).flatMap(([name, codes]) => codes.map((code): [number, string] => [code, name]));

describe('whatsappErrors', () => {
  test('holds exactly the documented codes, each in its class and once', () => {
    const held = whatsappErrors.flatMap(({ code, last = code, class: name }) =>
      range(code, last).map((one): [number, string] => [one, name]),
    );
    const sorted = (rows: [number, string][]) => rows.toSorted(([a], [b]) => a - b);
    expect(sorted(held)).toEqual(sorted(everyCode));
  });

  test('errorRuleOf: finds a code, both ends of a range, and nothing for what nobody has documented', () => {
    for (const [code, name] of everyCode) expect(errorRuleOf(code)?.class, String(code)).toBe(name);
    for (const code of [-1, 5, 199, 300, 401, 131027, 999_999, Number.NaN]) expect(errorRuleOf(code), String(code)).toBeUndefined();
  });

  test('errorRuleOf: 100 with subcode 33 means an unknown phone number id, any other subcode an invalid parameter', () => {
    expect(errorRuleOf(100, 33)?.class).toBe('hold-account');
    expect(errorRuleOf(100, 34)?.class).toBe('fix-message');
    expect(errorRuleOf(190, 33)?.code).toBe(190);
  });

  test.each(whatsappErrors.map((rule) => [rule.code, rule] as const))(
    '%i: speaks in whole sentences of one line, without technical words',
    (_, rule) => {
      for (const text of [rule.advice, ...(rule.inbound === undefined ? [] : [rule.inbound])]) {
        expect(text).toMatch(/^[A-Z][^\n|[\]]+\.$/);
        expect(text.length).toBeLessThan(260);
        expect(text).not.toMatch(/token|webhook|parameter|wamid|WABA|http|graph|json/i);
      }
      if ('hold' in rule) {
        expect(rule.hold).toMatch(/^[^\n|]{15,}[^.]$/);
        expect(rule.restMs).toBeGreaterThanOrEqual(1000);
      }
    },
  );
});

test('errors.md: has one row for every rule, with its advice', () => {
  const lines = errorsPage().split('\n');
  for (const { code, last, advice } of whatsappErrors) {
    const first = `| ${last === undefined ? code : `${code}–${last}`} |`;
    expect(
      lines.filter((line) => line.startsWith(first) && line.includes(advice)),
      first,
    ).toHaveLength(1);
  }
});
