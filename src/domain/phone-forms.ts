/**
 * Every form of a phone number under which WhatsApp may know the same line, the given one first. Mobile numbers of Brazil got a ninth digit, those of Mexico are also
 * written with a 1, those of Argentina with a 9 (reference: edge cases of identity). Any other number has one form, a Brazilian landline among them: with a 9 in front
 * it would be somebody else's mobile number. In Mexico and Argentina the ten digits behind the country code are given out once, whatever the line.
 *
 * For looking somebody up. A number is never rewritten: answers go to the form that wrote.
 */
export function phoneForms(digits: string): string[] {
  for (const { long, short, extra } of countries) {
    const [, before, after] = long.exec(digits) ?? [];
    if (before !== undefined) return [digits, `${before}${after}`];
    const [, head, rest] = short.exec(digits) ?? [];
    if (head !== undefined) return [digits, `${head}${extra}${rest}`];
  }
  return [digits];
}

/** The two forms of each country: what stands before and after the extra digit. Area codes do not begin with 0; those of Mexico and Argentina not with 1 or 9 either, except 11. */
const countries: readonly { long: RegExp; short: RegExp; extra: string }[] = [
  // Only eight-digit numbers from 6 to 9 were mobile ones when the ninth digit came; 2 to 5 are landlines.
  { long: /^(55[1-9]\d)9([6-9]\d{7})$/, short: /^(55[1-9]\d)([6-9]\d{7})$/, extra: '9' },
  { long: /^(52)1([2-9]\d{9})$/, short: /^(52)([2-9]\d{9})$/, extra: '1' },
  { long: /^(54)9((?:11|[2-8]\d)\d{8})$/, short: /^(54)((?:11|[2-8]\d)\d{8})$/, extra: '9' },
];
