const UNITS = [7 * 86_400_000, 86_400_000, 3_600_000, 60_000, 1000];

/**
 * An ISO 8601 duration in milliseconds: weeks, days, hours, minutes and seconds, the smallest with a fraction if need be (P1D, PT1H30M, PT0.5S).
 * Undefined for anything else; years and months have no fixed length and are refused.
 */
export function parseDuration(text: string): number | undefined {
  const part = '(\\d+(?:[.,]\\d+)?)';
  const pattern = new RegExp(`^P(?:${part}W)?(?:${part}D)?(?:T(?:${part}H)?(?:${part}M)?(?:${part}S)?)?$`);
  const parts = pattern.exec(text)?.slice(1);
  if (!parts || text.endsWith('T') || parts.every((value) => value === undefined)) return undefined;
  const given = parts.flatMap((value, index) => (value === undefined ? [] : [{ value: value.replace(',', '.'), index }]));
  if (given.slice(0, -1).some(({ value }) => value.includes('.'))) return undefined;
  return Math.round(given.reduce((sum, { value, index }) => sum + Number(value) * (UNITS[index] ?? 0), 0));
}
