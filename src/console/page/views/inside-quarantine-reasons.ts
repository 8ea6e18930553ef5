/** Why something was set aside, and what can be done: the reasons of listQuarantine in words for a person. */
const REASONS: Readonly<Record<string, { title: string; advice: string }>> = {
  'not-json': { title: 'It is not JSON', advice: 'Its signature is right, yet it cannot be read. Look at its content, then let it go.' },
  'not-a-delivery': { title: 'It is no delivery of WhatsApp’s', advice: 'It was signed, but has another shape. Look at its content.' },
  'malformed-entry': {
    title: 'A part of a delivery has an unknown shape',
    advice: 'An update of this provider may understand it: take it in again then.',
  },
  'malformed-change': {
    title: 'A change has an unknown shape',
    advice: 'An update of this provider may understand it: take it in again then.',
  },
  'malformed-message': {
    title: 'A message lacks what every message has',
    advice: 'An update of this provider may understand it: take it in again then.',
  },
  'malformed-status': {
    title: 'A status lacks what every status has',
    advice: 'An update of this provider may understand it: take it in again then.',
  },
  'no-phone-number-id': {
    title: 'It does not say for which number it is',
    advice: 'Nobody can tell where it belongs. Look at its content, then let it go.',
  },
  'unknown-phone-number-id': {
    title: 'No channel has its number',
    advice: 'Make a channel for the number and take it in again; or take the subscription away from the number.',
  },
  'no-sender': {
    title: 'It names no sender',
    advice: 'Neither number nor user id: no conversation is its own. Look at its content, then let it go.',
  },
  'group-message': {
    title: 'It was written in a group',
    advice: 'Groups are not shown. With GROUP_MESSAGES=transcript they are: take it in again then.',
  },
  'account-error': {
    title: 'WhatsApp reports an error of the account',
    advice: 'Its content says which one, such as a missing payment method. Mend it there, then let it go.',
  },
  'history-declined': {
    title: 'The business did not share its history',
    advice: 'Its chats from before the connection stay on its phone. Only connecting again can change that. Let it go.',
  },
  'field-not-understood': {
    title: 'It may carry messages in a form that cannot be read',
    advice: 'Encrypted ones, for example. Take its field off the webhook’s subscription, or let it go.',
  },
  unexpected: {
    title: 'Taking it in failed unexpectedly',
    advice: 'The provider’s log has the cause. Once it is mended, take it in again.',
  },
  'another-company': {
    title: 'Its number belongs to another company now',
    advice: 'It was written to the company before: it does not go to the new one. Let it go.',
  },
  'not-in-delivery': {
    title: 'Its delivery no longer tells it',
    advice: 'It was erased, or the delivery is read otherwise by now. Let it go.',
  },
};

/** What a reason means; one that is newer than this page stands for itself. */
export const reasonWords = (reason: string): { title: string; advice: string } =>
  REASONS[reason] ?? { title: reason, advice: 'Look at its content.' };
