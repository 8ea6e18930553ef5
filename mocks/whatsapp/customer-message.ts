import type { WebhookAnswer } from './webhook-sender.ts';

/** A file on the customer's phone. */
export interface CustomerFile {
  bytes: Uint8Array;
  mimeType: string;
  /** Of documents. */
  filename?: string | undefined;
}

type MediaMessage = {
  type: 'image' | 'video' | 'audio' | 'document' | 'sticker';
  /** A small sample of a usual type unless given. */
  file?: CustomerFile | undefined;
  caption?: string | undefined;
  /** Of audio: recorded in the chat. */
  voice?: boolean | undefined;
  /** Of stickers. */
  animated?: boolean | undefined;
};

/** What a customer can send. Objects inside (`location`, `contacts`, `interactive`, `order`) have the shape they have in Meta's webhook. */
export type CustomerMessage =
  | { type: 'text'; text: string }
  | MediaMessage
  | { type: 'location'; location: { latitude: number; longitude: number; name?: string; address?: string; url?: string } }
  | { type: 'contacts'; contacts: readonly Readonly<Record<string, unknown>>[] }
  /** `emoji` null takes the reaction back. */
  | { type: 'reaction'; messageId: string; emoji: string | null }
  /** A quick reply of a template was pressed. `messageId`: the template's. */
  | { type: 'button'; payload: string; text: string; messageId: string }
  /** `{ type: 'list_reply', list_reply: { id, title } }`, `button_reply`, `nfm_reply` … `messageId`: the question's. */
  | { type: 'interactive'; interactive: Readonly<Record<string, unknown>>; messageId?: string | undefined }
  | { type: 'order'; order: Readonly<Record<string, unknown>> }
  /** Any message object: put over the common fields (from, from_user_id, id, timestamp). */
  | { raw: Readonly<Record<string, unknown>> };

export interface CustomerWrites {
  /** Phone number or user id of the customer. Somebody unknown is created. */
  from: string;
  /** Phone number id of the business; its first number unless told. */
  to?: string | undefined;
  message: CustomerMessage;
  /** The id (wamid) of the message that is quoted. */
  replyTo?: string | undefined;
  /** `frequently`: passed on more than five times. */
  forwarded?: boolean | 'frequently' | undefined;
}

export interface WrittenMessage {
  /** The new message's id (wamid). */
  messageId: string;
  /** The provider's first answer; status 0 when none came, or when a fault keeps the webhook back. */
  webhook: WebhookAnswer;
}
