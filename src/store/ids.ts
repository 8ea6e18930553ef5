import { randomBytes } from 'node:crypto';

declare const kind: unique symbol;
type Id<Kind extends string> = string & { readonly [kind]: Kind };

export type ChannelId = Id<'channel'>;
export type ConversationId = Id<'conversation'>;
export type ContactId = Id<'contact'>;
export type MessageId = Id<'message'>;
export type AttachmentId = Id<'attachment'>;
export type InstallationId = Id<'installation'>;
export type ErasureId = Id<'erasure'>;
/** The id WhatsApp gives a message; opaque, of any length. */
export type Wamid = Id<'wamid'>;

const random = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** 128 random bits: the channel id is the only thing that tells Pipedrive's calls for one customer from another's. */
export const newChannelId = (): ChannelId => `ch_${random(16)}` as ChannelId;
export const newConversationId = (): ConversationId => `cv_${random(12)}` as ConversationId;
/** Participants are the contact on one side, the channel's source user on the other; both ids look alike. */
export const newContactId = (): ContactId => `pt_${random(12)}` as ContactId;
export const newInstallationId = (): InstallationId => `in_${random(12)}` as InstallationId;
export const newErasureId = (): ErasureId => `er_${random(12)}` as ErasureId;
export const newAttachmentId = (): AttachmentId => `at_${random(18)}` as AttachmentId;

/** Where a message stands: its conversation and its place there, counted from 1 in order of arrival; messages of the past stand below. */
export interface MessageRef {
  conversationId: ConversationId;
  seq: number;
}

/**
 * The public id of a message. It holds the message's place, so that finding a message by id is one read of the clustered table:
 * a second index over random ids would cost more than all other writes of a message together.
 */
export const messageIdOf = ({ conversationId, seq }: MessageRef): MessageId =>
  `ms_${conversationId.slice(3)}_${seq.toString(36)}` as MessageId;

const MESSAGE_ID = /^ms_([A-Za-z0-9_-]{16})_(-?[0-9a-z]{1,10})$/;

/** The place a message id names; undefined when it is none of ours. */
export function messageRefOf(id: string): MessageRef | undefined {
  const match = MESSAGE_ID.exec(id);
  if (!match) return undefined;
  return { conversationId: `cv_${match[1]}` as ConversationId, seq: Number.parseInt(match[2] as string, 36) };
}

/** Our correlation key, which WhatsApp echoes in every status of a message: message id and part. */
export const callbackDataOf = (ref: MessageRef, part: number): string => `${messageIdOf(ref)}.${part}`;

/** The place a correlation key names; undefined when it is none of ours. */
export function callbackRefOf(data: string | undefined): (MessageRef & { part: number }) | undefined {
  const match = /^(.*)\.(\d{1,3})$/.exec(data ?? '');
  const ref = match && messageRefOf(match[1] as string);
  return ref ? { ...ref, part: Number(match?.[2]) } : undefined;
}
