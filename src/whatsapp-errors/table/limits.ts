import { type ErrorRule, MINUTE, SECOND } from '../error-rule.ts';

const FAULT = 'WhatsApp had a fault of its own and did not deliver this message. Send it again.';
const TOO_MANY = 'More was sent in a short time than WhatsApp allows, and this message was not delivered. Send it again in a few minutes.';

/** Faults that pass and limits that refill: the message waits, unless WhatsApp had accepted it first. */
export const limitErrors: readonly ErrorRule[] = [
  { code: 1, class: 'retry-few', means: 'an unknown fault, or a request it cannot read', advice: FAULT },
  { code: 2, class: 'retry', means: 'overloaded or away for a moment', advice: FAULT },
  { code: 131000, class: 'retry-few', means: 'something went wrong', advice: FAULT },
  { code: 131016, class: 'retry', means: 'the service is overloaded', advice: FAULT },
  { code: 133004, class: 'retry', means: 'the server is away for a moment', advice: FAULT },
  {
    code: 4,
    class: 'pause-number',
    means: 'the app has made too many calls',
    hold: 'WhatsApp asks this app for a slower pace',
    restMs: MINUTE,
    advice: TOO_MANY,
  },
  {
    code: 80007,
    class: 'pause-number',
    means: 'the business account has made too many calls',
    hold: 'WhatsApp asks this business account for a slower pace',
    restMs: MINUTE,
    advice: TOO_MANY,
  },
  {
    // The throughput is counted by the second.
    code: 130429,
    class: 'pause-number',
    means: 'the number has sent and received more messages per second than it may',
    hold: 'WhatsApp asks this number for a slower pace',
    restMs: 2 * SECOND,
    advice: TOO_MANY,
  },
  {
    code: 131057,
    class: 'pause-number',
    means: 'the number is being maintained, for example moved to a higher throughput (about a minute)',
    hold: 'WhatsApp is maintaining this number',
    restMs: MINUTE,
    advice: FAULT,
  },
  {
    code: 2494100,
    class: 'pause-number',
    means: 'the number is being maintained (some minutes)',
    hold: 'WhatsApp is maintaining this number',
    restMs: 2 * MINUTE,
    advice: FAULT,
  },
  {
    code: 131056,
    class: 'pause-recipient',
    means: 'too many messages to this customer in a short time (one every 6 seconds, 45 ahead of time)',
    advice:
      'This customer was sent more messages in a short time than WhatsApp allows, and this one was not delivered. Wait a minute and send it again, in fewer messages.',
  },
];
