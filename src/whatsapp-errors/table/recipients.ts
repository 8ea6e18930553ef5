import type { ErrorRule } from '../error-rule.ts';

/** The customer, or what may be written to the customer now: repeating the same message gives the same answer. */
export const recipientErrors: readonly ErrorRule[] = [
  {
    code: 130472,
    class: 'final',
    means: 'the customer takes part in an experiment in which marketing messages are held back',
    advice:
      'WhatsApp holds marketing messages back from this customer at the moment. Wait until the customer writes, or use another way to reach them.',
  },
  {
    code: 130497,
    class: 'final',
    means: "this business may not write to the customer's country",
    advice: 'WhatsApp does not let this business write to customers in that country. Use another way to reach them.',
  },
  {
    code: 131021,
    class: 'fix-message',
    means: 'sender and recipient are the same number',
    advice: 'This conversation is with the business number itself. WhatsApp does not send messages from a number to itself.',
  },
  {
    code: 131026,
    class: 'final',
    means: 'cannot be delivered: not on WhatsApp, an old app, or the terms not accepted',
    advice:
      'WhatsApp cannot reach this customer: the number is not on WhatsApp, the app is too old, or its terms were not accepted. Check the number or use another way.',
  },
  {
    code: 131047,
    class: 'final',
    means: 'more than 24 hours have passed since the customer last wrote',
    advice:
      'The customer last wrote more than 24 hours ago, so WhatsApp takes only approved templates. Send a template, or wait until the customer writes again.',
  },
  {
    code: 131049,
    class: 'final',
    means: 'held back so that the customer does not get too much marketing',
    advice: 'WhatsApp held this back because the customer gets much marketing already. Trying again sooner than in 24 hours fails again.',
  },
  {
    code: 131050,
    class: 'final',
    means: 'the customer does not want marketing messages of this business',
    advice: 'The customer has opted out of marketing messages of this business. Do not send any more of them.',
  },
  {
    code: 131062,
    class: 'final',
    means: 'this kind of message cannot be sent to a user id',
    advice: 'WhatsApp sends this kind of message to phone numbers only. Ask the customer for the phone number.',
  },
  {
    code: 138006,
    class: 'elsewhere',
    means: 'the customer has not allowed calls',
    advice: 'The customer has not allowed calls from this business.',
  },
  {
    code: 139200,
    class: 'final',
    means: 'access to direct sends is blocked',
    advice: 'WhatsApp does not let this business send that without a template. Send an approved template.',
  },
  {
    code: 130501,
    class: 'inbound',
    means: 'this kind of message is not supported in groups',
    advice: 'WhatsApp does not support this kind of message in groups. Send it as text or as a file.',
    inbound: 'WhatsApp does not hand over this kind of message from groups. Ask for it in another form.',
  },
  {
    code: 131052,
    class: 'inbound',
    means: "a customer's file cannot be downloaded, for example because it is over 100 MB",
    advice: 'WhatsApp could not read the file. Send it again in another form or smaller.',
    inbound: 'WhatsApp could not hand the file over; it may be larger than 100 MB. Ask the customer to send it smaller or in another way.',
  },
  {
    code: 131060,
    class: 'inbound',
    means: 'the message is not available through the API (the number is also used in the WhatsApp Business app)',
    advice: 'This message is not available through the API; it can be seen in the WhatsApp Business app.',
    inbound: "WhatsApp shows this message only in the WhatsApp Business app on the business's phone.",
  },
];
