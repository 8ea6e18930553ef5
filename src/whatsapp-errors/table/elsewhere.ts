import { ASK_OPERATOR, type ErrorRule } from '../error-rule.ts';

const rule = (code: number, means: string, last?: number): ErrorRule => ({
  code,
  ...(last === undefined ? {} : { last }),
  class: 'elsewhere',
  means,
  advice: ASK_OPERATOR,
});

/** Codes of calls that no message makes: registration, listings, the making of templates, user names, coexistence. */
export const otherErrors: readonly ErrorRule[] = [
  rule(131059, 'a paging cursor is not valid: the listing starts again without it'),
  rule(133000, 'an earlier deregistration of the number is incomplete: deregister again'),
  rule(133005, 'the two-step PIN is wrong'),
  rule(133006, 'the number has to be verified again'),
  rule(133008, 'too many wrong PINs'),
  rule(133009, 'the PIN was entered too fast'),
  rule(133015, 'the number was deleted a moment ago: wait five minutes'),
  rule(133016, 'too many registrations (10 in 72 hours)'),
  rule(134100, 'the marketing messages API refuses', 134102),
  rule(1752041, 'the marketing messages API refuses'),
  rule(147001, 'the user name of the business is refused', 147004),
  rule(2388019, 'the account has as many templates as it may'),
  rule(2388040, 'a field of a new template is too long'),
  rule(2388047, 'the header of a new template has a wrong format'),
  rule(2388072, 'the body of a new template has a wrong format'),
  rule(2388073, 'the footer of a new template has a wrong format'),
  rule(2388293, 'a new template has too many parameters for its length'),
  rule(2388299, 'a new template begins or ends with a parameter'),
  rule(2388318, 'a template made by a direct send cannot be edited'),
  rule(2388330, 'a template made by a direct send cannot be deleted'),
  rule(2593107, 'coexistence: the history was already asked for'),
  rule(2593108, 'coexistence: the history can no longer be asked for (24 hours)'),
  rule(2593109, 'coexistence: the business does not share its history'),
];
