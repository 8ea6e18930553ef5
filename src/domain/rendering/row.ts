import type { components } from '../../../generated/whatsapp-webhooks/types.ts';
import type { MessageItem } from '../inbound-item.ts';

export type InboundMessage = components['schemas']['InboundMessage'];
export type MessageStatus = components['schemas']['MessageStatus'];
export type WebhookContact = components['schemas']['WebhookContact'];

/** What is put in the place of `{name}`. Nothing: undefined, or blank. */
export type Values = Readonly<Record<string, string | number | undefined>>;

/** The messages a message speaks about, shortened, by wamid. One that is missing here is not in the conversation. */
export type Quotes = ReadonlyMap<string, string>;

interface Described {
  /** What WhatsApp delivers; for the documentation. */
  carries: string;
  /** The words in the inbox: `{name}` is a value, a part in ⟨ ⟩ stands only when all values in it are there. */
  shows: string;
  /** What the inbox cannot show, and why. Such messages are counted. */
  simplified?: string;
}

/** How one kind of message is shown. */
export interface Row extends Described {
  values?(message: InboundMessage, quotes: Quotes): Values;
}

/** A line above a message that says how it came or what it belongs to. */
export interface Mark extends Described {
  /** Undefined when the mark does not apply. */
  values(item: Pick<MessageItem, 'message' | 'contacts' | 'origin' | 'author'>, quotes: Quotes): Values | undefined;
}

/** A quote for reading, also of a message that is not here. */
export const quoteOf = (quotes: Quotes, id: string | undefined): string => {
  const quote = id === undefined ? undefined : quotes.get(id);
  return quote === undefined ? 'a message that is not in this conversation' : `“${quote}”`;
};
