import type { ErrorRule } from './error-rule.ts';
import { accountErrors } from './table/accounts.ts';
import { contentErrors } from './table/content.ts';
import { otherErrors } from './table/elsewhere.ts';
import { limitErrors } from './table/limits.ts';
import { recipientErrors } from './table/recipients.ts';
import { templateErrors } from './table/templates.ts';

/** Every error code of WhatsApp's that is documented or was seen (reference/whatsapp.md 1.8). `openapi/errors.md` is made from it. */
export const whatsappErrors: readonly ErrorRule[] = [
  ...accountErrors,
  ...limitErrors,
  ...recipientErrors,
  ...contentErrors,
  ...templateErrors,
  ...otherErrors,
];

const byCode = new Map<number, ErrorRule>();
for (const rule of whatsappErrors) for (let code = rule.code; code <= (rule.last ?? rule.code); code++) byCode.set(code, rule);

/** 100 is an invalid parameter; with this subcode the phone number itself is unknown to the token. */
const UNKNOWN_OBJECT = 33;

/** The row of a code; undefined for one that nobody has documented: such a message is shown as failed with WhatsApp's words, never repeated. */
export function errorRuleOf(code: number, subcode?: number): ErrorRule | undefined {
  return byCode.get(code === 100 && subcode === UNKNOWN_OBJECT ? UNKNOWN_OBJECT : code);
}
