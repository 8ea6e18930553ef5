import type { components } from '../../generated/simulators/types.ts';
import { AppError } from '../../src/errors.ts';
import type { CustomerFile, CustomerMessage } from '../whatsapp/customer-message.ts';

type Schemas = components['schemas'];
type Given = Schemas['CustomerMessage'];

/**
 * What a customer writes, out of a request: the short form `text`, a `message` of some type, or a raw one. Throws INVALID_REQUEST with the field that is
 * missing, NOT_FOUND for a file nobody has put there.
 */
export function readCustomerMessage(
  { text, message }: { text?: string | undefined; message?: Given | undefined },
  files: ReadonlyMap<string, CustomerFile>,
): CustomerMessage {
  if ((text === undefined) === (message === undefined)) throw invalid('Say what is written: either `text` or `message`.');
  if (message === undefined) return { type: 'text', text: text ?? '' };
  if (message.raw !== undefined) {
    if (Object.keys(message).length > 1) throw invalid('body/message/raw is the whole message; nothing stands beside it.');
    const { id } = message.raw;
    if (id !== undefined && typeof id !== 'string')
      throw invalid('body/message/raw/id must be a text. A delivery that is broken on purpose goes through POST /deliveries.');
    return { raw: message.raw };
  }
  return typedMessage(message, files);
}

function typedMessage(message: Given, files: ReadonlyMap<string, CustomerFile>): CustomerMessage {
  const { type } = message;
  const need = <Name extends keyof Given>(name: Name): NonNullable<Given[Name]> => {
    const value = message[name];
    if (value === undefined || value === null) throw invalid(`A message of type ${type} needs body/message/${name}.`);
    return value;
  };
  switch (type) {
    case undefined:
      throw invalid('body/message needs a type, or raw.');
    case 'text':
      return { type, text: need('text') };
    case 'location':
      return { type, location: need('location') };
    case 'contacts':
      return { type, contacts: need('contacts') };
    case 'reaction':
      if (message.emoji === undefined) throw invalid('A message of type reaction needs body/message/emoji; null takes the reaction back.');
      return { type, messageId: need('messageId'), emoji: message.emoji };
    case 'button':
      return { type, text: need('text'), payload: message.payload ?? need('text'), messageId: need('messageId') };
    case 'interactive':
      return { type, interactive: need('interactive'), messageId: message.messageId };
    case 'order':
      return { type, order: need('order') };
    default:
      return { type, file: fileOf(message, files), caption: message.caption, voice: message.voice, animated: message.animated };
  }
}

function fileOf({ file, mediaId }: Given, files: ReadonlyMap<string, CustomerFile>): CustomerFile | undefined {
  if (file && mediaId !== undefined) throw invalid('A message has one file: either body/message/file or body/message/mediaId.');
  if (mediaId !== undefined) {
    const known = files.get(mediaId);
    if (!known) throw new AppError('NOT_FOUND', `There is no file ${mediaId}. Put one there with POST /media.`);
    return known;
  }
  return file && { bytes: readBase64(file.base64), mimeType: file.mimeType, filename: file.filename };
}

/** The bytes; throws INVALID_REQUEST for what is not base64, which Node would silently skip. */
export function readBase64(text: string): Buffer {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) throw invalid('A field base64 holds something else.');
  return Buffer.from(text, 'base64');
}

const invalid = (detail: string): AppError => new AppError('INVALID_REQUEST', detail);
