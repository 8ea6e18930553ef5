import type { ErrorClass } from './error-rule.ts';
import { errorRuleOf } from './whatsapp-errors.ts';

/** Why a message could not be brought to the customer: WhatsApp's code and words, or ours with code 0. */
interface Failure {
  code: number;
  reason: string;
}

/** Where what has to be changed is in WhatsApp's own words only. */
const TELLING: ReadonlySet<ErrorClass> = new Set(['fix-message', 'fix-template', 'elsewhere']);
const LONGEST_REASON = 300;

/**
 * What the salesperson is told about a failure, in whole sentences: the table's advice, and WhatsApp's own words where they say more or where nobody knows the code.
 */
export function adviceOn({ code, reason }: Failure): string {
  if (isOurs(code)) return oneLine(reason);
  const rule = errorRuleOf(code);
  const words = `WhatsApp says: “${oneLine(reason)}”`;
  if (!rule) return `WhatsApp did not deliver this message, for a reason that is not documented. ${words}`;
  return TELLING.has(rule.class) ? `${rule.advice} ${words}` : rule.advice;
}

/** What stands below the text of a failed message, with WhatsApp's code for whoever wants to look it up. */
export function failureNote(failure: Failure, parts: number): string {
  // Of several parts the customer may have some; the message as a whole does not tell which.
  const what = parts > 1 ? 'not delivered, or not in full' : 'not delivered';
  return `[${what}: ${adviceOn(failure)}${isOurs(failure.code) ? '' : ` (${failure.code})`}]`;
}

/**
 * The text of a message as the inbox shows it. A failed one carries the note while it counts as failed; what the salesperson wrote is not changed in the store, so that the note goes
 * when the customer has the message after all.
 */
export function shownText(message: { text: string; failure: Failure | null; attachmentCount: number }, status: string): string {
  const { text, failure, attachmentCount } = message;
  if (status !== 'failed' || failure === null) return text;
  const note = failureNote(failure, attachmentCount + (text === '' ? 0 : 1));
  return text === '' ? note : `${text}\n${note}`;
}

/** 0 and the statuses of HTTP, which stand for an answer without a code of WhatsApp's: the reason is in our own words. */
const isOurs = (code: number): boolean => code === 0 || (code > 299 && code < 600 && errorRuleOf(code) === undefined);

/** Vendors' words on one line, without the brackets that mark the note's end, and of bearable length. */
function oneLine(reason: string): string {
  const line = reason.replaceAll('[', '(').replaceAll(']', ')').replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON - 1)}…` : line;
}
