import type { ApiSchemas } from './options.ts';

export const inboxStatuses = ['sent', 'delivered', 'read', 'failed'] as const;
export type InboxStatus = (typeof inboxStatuses)[number];

export interface InboxAttachment {
  id: string;
  type: string;
  url: string;
  name: string | null;
  /** In bytes. */
  size: number | null;
  linkExpires: boolean;
  previewUrl: string | null;
}

/** A message as a salesperson sees it. */
export interface InboxMessage {
  id: string;
  conversationId: string;
  senderId: string;
  text: string;
  status: InboxStatus;
  /** As the provider said it. */
  createdAt: string;
  replyBy: string | null;
  attachments: readonly InboxAttachment[];
}

export const fromReceive = (message: ApiSchemas['ReceiveMessageRequest']): InboxMessage => ({
  id: message.id,
  conversationId: message.conversation_id,
  senderId: message.sender_id,
  text: message.message,
  status: message.status,
  createdAt: message.created_at,
  replyBy: message.reply_by ?? null,
  attachments: message.attachments.map(({ id, type, url, name, size, link_expires, preview_url }) => ({
    id,
    type,
    url,
    name: name ?? null,
    size: size ?? null,
    linkExpires: link_expires ?? false,
    previewUrl: preview_url ?? null,
  })),
});
