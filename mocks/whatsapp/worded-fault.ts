import type { Failure } from '../faults.ts';
import { GraphFailure, noObject } from './graph-failure.ts';

interface Wording {
  details?: string;
  title?: string;
  subcode?: number;
  transient?: boolean;
}

/** What openapi/whatsapp-cloud.yaml shows for each code, so that a fault reads like the mock's example. A test compares them. */
const wordings: Readonly<Record<number, Wording>> = {
  0: { details: 'The access token could not be used.' },
  2: { details: 'The service is busy. Try again later.', transient: true },
  4: { details: 'The app has reached its call limit.', transient: true },
  10: { details: 'The token lacks the whatsapp_business_messaging permission.' },
  33: { details: 'The business phone number has been deleted.' },
  100: { details: 'The parameter text.body is required.' },
  190: { subcode: 463 },
  368: { details: 'The account is restricted from sending until the review ends.' },
  80007: { details: 'The business account has reached its management call limit.', transient: true },
  130429: { details: 'Too many messages from this number in a short time.' },
  131000: { details: 'The message could not be sent for an unknown reason.' },
  131005: { details: 'The permission is not granted or was removed.' },
  131008: { details: 'The parameter template.language is missing.' },
  131009: { details: 'The list may have at most 10 rows in total.' },
  131016: { details: 'A service Meta depends on is unavailable for now.', transient: true },
  131021: { details: 'Sender and recipient numbers are the same.' },
  131026: { details: 'Not on WhatsApp, an old app, or terms not accepted.' },
  131031: { details: "The account is locked and needs a person's attention." },
  131042: { details: 'The payment method of the account does not work.' },
  131047: { details: 'The service window is closed. Use a template.' },
  131053: { details: 'The file type audio/opus is not supported.' },
  131056: { title: 'Pair rate limit hit', details: 'Too many messages from this number to the same recipient.' },
  131057: { details: 'The throughput of the number is being raised. Try again in a minute.', transient: true },
  131059: { title: 'Invalid paging cursor', details: 'The cursor in after is not valid. Start again without it.' },
  131062: { title: 'Recipient not supported', details: 'Authentication templates need a phone number.' },
  132000: { title: 'Template param count mismatch', details: 'body: expected 2 parameters, received 1.' },
  132001: { title: 'Template does not exist', details: 'Template berth_reminder does not exist in de.' },
  132005: { details: 'body: the text with its values may have 1024 characters.' },
  132012: { title: 'Template parameter format mismatch', details: 'header: expected an image, received text.' },
  132015: { details: 'The template is paused because of its quality and cannot be sent.' },
  132016: { details: 'The template was paused too often and is disabled for good.' },
  132018: {
    title: 'Issue with the parameters of the template',
    details: 'body: a text value may hold no line break, no tab and at most 4 spaces in a row.',
  },
  133004: { details: 'Try again later.', transient: true },
};

/** The refusal that a fault asks for, worded like the contract's example. Code 100 with 404 is an object that is not there, such as an expired media address. */
export function wordedFault({ status, code, retryAfterSeconds }: Failure<number>): GraphFailure {
  const retry = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  if (code === 100 && status === 404) return new GraphFailure({ ...noObject, status, ...retry });
  const known = wordings[code];
  const wording = known ? { transient: false, ...known } : { details: 'The contract gives no example of this code.' };
  return new GraphFailure({ status, code, ...wording, ...retry });
}
