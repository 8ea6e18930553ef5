/**
 * The forms under which one phone is known: as given first, then the form with or without the digit that mobile numbers of Brazil (9), Mexico (1) and
 * Argentina (9) carry after the country or area code. Meta takes both and answers with the one the account has. Landlines have one form.
 */
export function phoneForms(digits: string): string[] {
  for (const [pattern, write] of rules) {
    const match = pattern.exec(digits);
    if (match) return [digits, write(match[1] ?? '', match[2] ?? '')];
  }
  return [digits];
}

const rules: readonly [RegExp, (area: string, rest: string) => string][] = [
  [/^55(\d\d)9([6-9]\d{7})$/, (area, rest) => `55${area}${rest}`],
  [/^55(\d\d)([6-9]\d{7})$/, (area, rest) => `55${area}9${rest}`],
  [/^521(\d\d)(\d{8})$/, (area, rest) => `52${area}${rest}`],
  [/^52(\d\d)(\d{8})$/, (area, rest) => `521${area}${rest}`],
  [/^549(\d\d)(\d{8})$/, (area, rest) => `54${area}${rest}`],
  [/^54(\d\d)(\d{8})$/, (area, rest) => `549${area}${rest}`],
];
