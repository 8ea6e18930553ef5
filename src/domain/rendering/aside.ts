import type { QuarantineReason } from '../inbound-item.ts';

/**
 * What becomes no message: why, and what a person can do. The item is kept in the quarantine with its raw delivery and counted by reason
 * (`provider_quarantined_total`).
 */
export const asideReasons = {
  'not-json': 'The body is no JSON, although its signature is right.',
  'not-a-delivery': 'The body is JSON, but has no list of entries.',
  'malformed-entry': 'An entry without a list of changes.',
  'malformed-change': 'A change without field or value, or one of the field `messages` with nothing in it.',
  'malformed-message': 'A message without id or type: it cannot be told from its repetitions.',
  'malformed-status': 'A status without id or word.',
  'no-phone-number-id': 'Nothing says which of our numbers it is for.',
  'unknown-phone-number-id': 'It is for a number that no channel has. Connect the number, or take the subscription away from it.',
  'no-sender': 'A message that names nobody: neither phone number nor user id.',
  'group-message': 'A message of a group, while groups are not shown; `GROUP_MESSAGES=transcript` shows them from then on.',
  'account-error':
    'An error of the account or the app (`value.errors`), such as a missing payment method (131042). The code stands in the item. Messages and statuses beside it are stored as ever: it names none of them.',
  'history-declined':
    'The business does not share its chats from before the connection (2593109). It can only be changed by connecting again.',
  'field-not-understood': 'A field that may carry messages in a form that nobody can read here, such as encrypted ones.',
  'another-company': 'Its phone number went to another company after it was written or came. Only dismissing it is left.',
  'not-in-delivery': 'Taken in again: its raw delivery does not tell it any more, because somebody in it was erased.',
  unexpected: 'Taking in this item failed in a way nobody foresaw; its neighbours are stored.',
} as const satisfies Record<QuarantineReason, string>;
