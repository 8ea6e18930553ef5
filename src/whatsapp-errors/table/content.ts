import type { ErrorRule } from '../error-rule.ts';

const NOT_AS_IT_IS = 'WhatsApp does not take this message as it is. Change it and send it again.';

/** The message itself: it has to be changed before it can go. */
export const contentErrors: readonly ErrorRule[] = [
  { code: 100, class: 'fix-message', means: 'a parameter is invalid or not supported', advice: NOT_AS_IT_IS },
  { code: 131008, class: 'fix-message', means: 'a required parameter is missing', advice: NOT_AS_IT_IS },
  { code: 131009, class: 'fix-message', means: 'the value of a parameter is not valid', advice: NOT_AS_IT_IS },
  {
    code: 131051,
    class: 'fix-message',
    means: 'the type of message is not supported',
    advice: 'WhatsApp does not support this kind of message. Send it as text or as a file.',
    inbound: 'WhatsApp does not hand this kind of message over. Ask the customer to send it in another form.',
  },
  {
    code: 131053,
    class: 'fix-message',
    means: 'the file could not be taken (type or size)',
    advice: 'WhatsApp could not take the file: its type or size does not fit. Send it in another format, or smaller.',
  },
  {
    code: 131055,
    class: 'fix-message',
    means: 'only marketing templates may be sent this way',
    advice: 'WhatsApp takes only marketing templates this way. Choose another template.',
  },
  {
    code: 131061,
    class: 'fix-message',
    means: 'a template with a highest price has to be sent through the marketing API',
    advice: 'This template can be sent through the marketing API only. Choose another one.',
  },
  {
    code: 134011,
    class: 'final',
    means: 'the terms of WhatsApp payments are not accepted',
    advice: "The business has not accepted the terms of WhatsApp payments. The account's owner has to do that first.",
  },
  { code: 135000, class: 'fix-message', means: 'the message failed for a reason that is not told', advice: NOT_AS_IT_IS },
];
