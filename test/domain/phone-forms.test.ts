import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phoneForms } from '../../src/domain/phone-forms.ts';

describe('phoneForms', () => {
  test.each([
    ['a Brazilian mobile number', '5511987654321', '551187654321'],
    ['one of another region', '5585999990000', '558599990000'],
    ['a Mexican number', '5215512345678', '525512345678'],
    ['an Argentine number of Buenos Aires', '5491123456789', '541123456789'],
    ['an Argentine number of the provinces', '5493512345678', '543512345678'],
  ])('%s: has two forms, the given one first', (_what, long, short) => {
    expect(phoneForms(long)).toEqual([long, short]);
    expect(phoneForms(short)).toEqual([short, long]);
  });

  test.each([
    ['a Brazilian landline', '551133334444'],
    ['a Brazilian mobile number of a range that was never without the 9', '5511933334444'],
    ['a Brazilian area code that does not exist', '5501987654321'],
    ['a number that is too short', '55118765432'],
    ['a number that is too long', '55119876543210'],
    ['a Mexican number whose area code begins with 1', '521112345678'],
    ['an Argentine toll-free number', '5408001234567'],
    ['a number of another country that begins alike', '15551230001'],
    ['a German mobile number', '4915112345678'],
    ['nothing', ''],
    ['no number', 'US.13491208655302741918'],
  ])('%s: has one', (_what, digits) => {
    expect(phoneForms(digits)).toEqual([digits]);
  });

  /** Numbers of the three countries and around, in every length that may matter. */
  const numbers = fc
    .tuple(fc.constantFrom('55', '52', '54', '521', '549', '1', ''), fc.stringMatching(/^\d{8,12}$/))
    .map((parts) => parts.join(''));

  test('any number: its forms are the same set from whichever one looks', () => {
    fc.assert(
      fc.property(numbers, (digits) => {
        const forms = phoneForms(digits);
        expect(forms[0]).toBe(digits);
        for (const form of forms) expect(phoneForms(form).toSorted()).toEqual(forms.toSorted());
      }),
      { numRuns: 5000 },
    );
  });

  test('two lines of one country: never share a form', () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const shared = phoneForms(one).filter((form) => phoneForms(other).includes(form));
        // The last eight digits tell lines apart in all three countries.
        if (one.slice(-8) !== other.slice(-8)) expect(shared).toEqual([]);
      }),
      { numRuns: 5000 },
    );
  });
});
