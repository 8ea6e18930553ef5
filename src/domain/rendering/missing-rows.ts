import type { InboundMessage, Row } from './row.ts';

/** What WhatsApp names but does not hand over. The code decides, never the text. */
export const missingRows = {
  'unsupported/131051': {
    carries: 'A kind of message that the API does not pass on (131051), such as a poll or an event',
    shows: '[WhatsApp does not hand over this kind of message⟨ ({kind})⟩; ask the customer to write it (131051)]',
    values: ({ unsupported }) => ({ kind: unsupported?.type }),
    simplified: 'The content: WhatsApp does not send it.',
  },
  'unsupported/131060': {
    carries:
      'A placeholder (131060): the message is on the phone only. It occurs with coexistence and with the first message after an advertisement',
    shows: '[this message is on the phone only; open it in the WhatsApp Business app, or ask the customer to send it again (131060)]',
    simplified: 'The content: it cannot be fetched by the API.',
  },
  'unsupported/130501': {
    carries: 'A kind of message that groups do not have (130501)',
    shows: '[WhatsApp does not hand over this kind of message in groups (130501)]',
    simplified: 'The content: WhatsApp does not send it.',
  },
  'unsupported/131052': {
    carries: 'A file that WhatsApp could not take in (131052), usually above 100 MB',
    shows: '[a file that WhatsApp could not hand over, usually because it is larger than 100 MB; ask for it another way (131052)]',
    simplified: 'The file: WhatsApp does not have it.',
  },
  'unsupported/other': {
    carries: 'Anything else that WhatsApp names as unsupported or unknown, with its code',
    shows: '[WhatsApp does not hand over this message⟨ ({kind})⟩; open it on the phone or ask the customer⟨ ({code})⟩]',
    values: (message) => ({ kind: message.unsupported?.type, code: errorCodeOf(message) }),
    simplified: 'The content: WhatsApp does not send it.',
  },
  'unknown-type': {
    carries: 'A type that nobody knew when this was written',
    shows: '[{type} message: this provider cannot show it yet; open it on the phone]',
    values: ({ type }) => ({ type: wordOf(type) }),
    simplified: 'The content: its shape is not known. The raw delivery is kept for `RETENTION_DAYS`.',
  },
  unreadable: {
    carries: 'A message whose content does not have the shape its type promises',
    shows: '[{type} message: it could not be read; ask the customer to send it again]',
    values: ({ type }) => ({ type: wordOf(type) }),
    simplified: 'The content: it is broken. The raw delivery is kept for `RETENTION_DAYS`.',
  },
  empty: {
    carries: 'A message of a known type with nothing in it',
    shows: '[{type} message without content]',
    values: ({ type }) => ({ type: wordOf(type) }),
  },
} as const satisfies Record<string, Row>;

/** WhatsApp's code for what is wrong with a message; the first that is a number. */
export function errorCodeOf({ errors }: InboundMessage): number | undefined {
  return errors?.map(({ code }) => Number(code)).find((code) => Number.isInteger(code) && code > 0);
}

const wordOf = (type: string): string =>
  type
    .replace(/[[\]\n\r]/g, '')
    .slice(0, 40)
    .trim() || 'nameless';
