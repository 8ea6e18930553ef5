import type { Destination } from '../../store/records.ts';
import { adviceOn } from '../../whatsapp-errors/failure-note.ts';
import { errorRuleOf } from '../../whatsapp-errors/whatsapp-errors.ts';

export interface Telling {
  now: number;
  showsVendorWords: boolean;
}

export const NAMES: Readonly<Record<Destination, string>> = { crm: 'Pipedrive', whatsapp: 'WhatsApp' };

export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** 1st, 2nd, 3rd, 4th … 11th, 21st. */
export function ordinal(nth: number): string {
  const ending = nth % 100 >= 11 && nth % 100 <= 13 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[nth % 10] ?? 'th');
  return `${nth}${ending}`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A length of time in the two largest units that say something: 3.1 s, 2 minutes, 1 hour 5 minutes. */
export function lasting(ms: number): string {
  if (ms < 60_000) return `${Math.max(0, Math.round(ms / 100) / 10)} s`;
  const words: string[] = [];
  let rest = ms;
  for (const [name, length] of UNITS) {
    const count = Math.floor(rest / length);
    if (count > 0 || words.length > 0) words.push(counted(count, name));
    rest -= count * length;
  }
  return words
    .slice(0, 2)
    .filter((word) => !word.startsWith('0 '))
    .join(' ');
}

/** The reasons of ours, and of HTTP, are in our own words. */
const isOurs = (code: number): boolean => code === 0 || (code > 299 && code < 600 && errorRuleOf(code) === undefined);

/** Why something was refused. WhatsApp's own words may quote the message or a number: they are shown only where that is allowed. */
export function whyOf(failure: { code: number; reason: string }, { showsVendorWords }: Pick<Telling, 'showsVendorWords'>): string {
  const { code, reason } = failure;
  if (isOurs(code)) return reason;
  if (showsVendorWords) return `${adviceOn(failure)} (${code})`;
  return `${errorRuleOf(code)?.advice ?? 'for a reason that is not documented.'} (${code})`;
}
