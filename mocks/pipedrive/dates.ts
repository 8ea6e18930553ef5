const published = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:?\d\d)| \d\d:\d\d(?::\d\d)?)$/;

/** Whether a date has one of the two forms that Pipedrive publishes: ISO 8601 with a zone, or `YYYY-MM-DD HH:MM` in UTC (seconds are tolerated). */
export function isPublishedDate(value: unknown): boolean {
  const [, year, month, day] = (typeof value === 'string' && published.exec(value)) || [];
  if (year === undefined) return false;
  const iso = String(value).includes(' ') ? `${String(value).replace(' ', 'T')}Z` : String(value);
  // Date.parse lets the 30th of February through.
  const exists = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  return exists && !Number.isNaN(Date.parse(iso));
}
