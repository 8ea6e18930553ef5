import type { AttachmentId, ChannelId, ContactId, ConversationId, InstallationId, MessageRef, Wamid } from './ids.ts';

/** `suspended`: WhatsApp blocked the account. `disabled`: the operator switched it off. `deleted`: gone for Pipedrive, its phone number is free again. */
export type ChannelState = 'active' | 'disabled' | 'suspended' | 'deleted';

export interface Channel {
  id: ChannelId;
  name: string;
  state: ChannelState;
  phoneNumberId: string;
  businessAccountId: string;
  /** The participant who writes for the business. */
  sourceUserId: ContactId;
  /** Whose company's inbox it belongs to; null while nobody connected one. */
  installationId: InstallationId | null;
  /** The icon Pipedrive shows. */
  providerType: ProviderType;
  /** A picture for Pipedrive's channel list; null for none. */
  avatarUrl: string | null;
  /** Whether Pipedrive offers templates there. */
  templateSupport: boolean;
  registration: Registration;
  createdAt: number;
}

export type ProviderType = 'whatsapp' | 'facebook' | 'other';

/**
 * What Pipedrive knows of a channel. `pending`: to be registered, or under way; `registered`; `refused`: Pipedrive said no, and `note` says why in words
 * for a person; `none`: nobody asked for it.
 */
export interface Registration {
  state: 'none' | 'pending' | 'registered' | 'refused';
  note: string | null;
  at: number | null;
}

/**
 * What a contact may be known by. Lookups only: a value is never rewritten. A user name is none of them: it passes from one person to another, so that it is shown and
 * never leads anywhere. `group_id`: the contact is a group.
 */
export type AliasKind = 'wa_id' | 'user_id' | 'parent_user_id' | 'group_id';

export interface Alias {
  kind: AliasKind;
  value: string;
}

/**
 * Why an alias leads to a contact. `first-message`: the contact began with it. `same-message`: it came beside an alias that led there. `phone-form`: it is another form
 * of a number that led there. `number-change`, `id-change`: WhatsApp announced it. `operator`: a person decided. `before-records`: linked before reasons were kept.
 */
export type LinkReason = 'first-message' | 'same-message' | 'phone-form' | 'number-change' | 'id-change' | 'operator' | 'before-records';

/** What makes a link: when, why, and by which alias the contact was found; null when by none. */
export interface LinkEvidence {
  at: number;
  reason: LinkReason;
  via: Alias | null;
}

/** That an alias leads, or led, to a contact. Links are ended, never taken away. */
export interface AliasLink extends LinkEvidence {
  alias: Alias;
  contactId: ContactId;
  endedAt: number | null;
  /** `number-change`: the number was left. `operator`: a person took it from the contact. */
  endReason: 'number-change' | 'operator' | null;
}

export interface Contact {
  id: ContactId;
  /** The name the profile gave; empty until one came. */
  name: string;
  /** Without the @; null when none was told. */
  username: string | null;
}

export interface Conversation {
  id: ConversationId;
  contactId: ContactId;
  contactName: string;
  /** What the contact is called when it gave no name: its phone number, user name or user id. */
  contactFallbackName: string;
  /** Immutable place in the channel's list, counted from 1. */
  position: number;
  /** When the customer last wrote, UTC milliseconds; opens the 24-hour window. */
  lastInboundAt: number | null;
  lastDirection: Direction | null;
  /** Where the customer wrote from last, and so where answers go. */
  address: Alias | null;
}

export type Direction = 'inbound' | 'outbound';

/** How far a message got: sent < delivered < read < played. `failed` is kept apart, because it can come before and after the others. */
export const statusRanks = { none: 0, sent: 1, delivered: 2, read: 3, played: 4 } as const;
export type StatusRank = (typeof statusRanks)[keyof typeof statusRanks];

export interface Message extends MessageRef {
  direction: Direction;
  /** WhatsApp's type word (text, image, …). */
  type: string;
  text: string;
  rank: StatusRank;
  /** Why WhatsApp or we could not bring it to the customer; null while it did not fail. */
  failure: Failure | null;
  createdAt: number;
  replyBy: number | null;
  attachmentCount: number;
}

export interface Failure {
  /** WhatsApp's error code, 0 when the reason is ours. */
  code: number;
  reason: string;
}

export interface Attachment {
  id: AttachmentId;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
  /** Name of the file in the media folder. */
  file: string;
}

/** A file of a customer's message that stays with WhatsApp until it is fetched. */
export interface InboundFile extends MessageRef {
  channelId: ChannelId;
  position: number;
  /** WhatsApp's id of the file; null when the webhook gave only an address. */
  mediaId: string | null;
  /** The address the webhook gave; it holds for a few minutes from `receivedAt`. */
  url: string | null;
  /** WhatsApp's word for what it is: image, video, audio, document, sticker. */
  kind: string;
  /** Whether it was recorded in the chat. */
  voice: boolean;
  /** As WhatsApp declared them; null where it did not. */
  contentType: string | null;
  sha256: string | null;
  name: string | null;
  /** Whether the CRM hears of what becomes of it: not for messages that it was never told of. */
  announced: boolean;
  receivedAt: number;
  /** From then on WhatsApp no longer has it. */
  lostAt: number;
  attempts: number;
}

/** A file that a worker has taken on. */
export interface FileJob extends InboundFile {
  /** Proves the claim when settling. */
  lease: string;
}

/**
 * How WhatsApp carries a file. `voice`: a recording shown with a play button. `linked-document`: a document of a type that cannot be uploaded, which WhatsApp
 * fetches from our link.
 */
export type MediaKind = 'image' | 'video' | 'audio' | 'voice' | 'sticker' | 'document' | 'linked-document';

/** A template with its values. A list is in the order in which WhatsApp takes the values. */
export interface TemplateMessage {
  name: string;
  language: string;
  header: TemplateValue[];
  /** What the file in its header is; null without one. */
  file: 'image' | 'video' | 'document' | null;
  body: TemplateValue[];
  /** The buttons that need a value, by their place from 0: the end of an address, or a code to copy. */
  buttons: { index: number; kind: 'url' | 'code'; value: string }[];
}

export interface TemplateValue {
  /** The variable's name; null for a numbered one. */
  name: string | null;
  text: string;
}

/** One WhatsApp message of an outgoing message: its text, or one of its files. A file's text is its caption. */
export interface Send extends MessageRef {
  part: number;
  text: string;
  attachmentId: AttachmentId | null;
  /** How the file is carried; null for a text. */
  mediaKind: MediaKind | null;
  /** The approved template this goes out as, which its file, if any, is the header of; null for everything else. */
  template: TemplateMessage | null;
  /** WhatsApp's id of the uploaded file; null until it is there. */
  mediaId: string | null;
  state: SendState;
  wamid: Wamid | null;
  rank: StatusRank;
  failure: Failure | null;
}

/**
 * waiting → sending (written before the request leaves) → accepted | failed | unknown. A `sending` found after a crash, or a request
 * without an answer, is `unknown`: it is never sent again blindly, a later status settles it.
 */
export type SendState = 'waiting' | 'sending' | 'accepted' | 'failed' | 'unknown';

export type Destination = 'crm' | 'whatsapp';

/** A lane is one conversation towards one destination: first in first out inside, parallel across. */
export interface Lane {
  channelId: ChannelId;
  destination: Destination;
  conversationId: ConversationId;
}

/** The head of a claimed lane. */
export interface Job extends Lane, MessageRef {
  /** Proves the claim when settling. */
  lease: string;
  /** Grows with each change to deliver; settling an older revision leaves the job waiting. */
  revision: number;
  attempts: number;
  createdAt: number;
  /** When the first counted attempt failed; null while none has. */
  failingSince: number | null;
}

export interface StatusEvent {
  wamid: Wamid;
  status: string;
  /** When WhatsApp says it happened, UTC milliseconds. */
  at: number;
  failure: Failure | null;
}

export interface Hold {
  channelId: ChannelId;
  destination: Destination;
  until: number;
  code: number;
  reason: string;
}

export interface QuarantinedItem {
  id: number;
  deliveryId: number;
  at: number;
  reason: string;
  phoneNumberId: string | null;
  item: string;
}

export interface DeadLetter extends Lane, MessageRef {
  at: number;
  attempts: number;
  code: number;
  reason: string;
}

/** `paused`: Pipedrive refuses its tokens, and the user has to install again. `uninstalled`: its tokens are gone, its data go at `eraseAt`. */
export type InstallationState = 'active' | 'paused' | 'uninstalled';

/** One Pipedrive user who installed the app. A company with several such users has several. */
export interface Installation {
  id: InstallationId;
  companyId: number;
  userId: number;
  companyName: string;
  userName: string;
  /** Whether the user may register channels. */
  isAdmin: boolean;
  state: InstallationState;
  /** Why nothing is called under it, in words for a person; null while it is active. */
  note: string | null;
  scopes: readonly string[];
  apiDomain: string;
  /** UTC milliseconds, as all times. */
  accessExpiresAt: number;
  /** Grows with every pair of tokens that is stored: who wants to replace a pair names the version it saw. */
  tokenVersion: number;
  refreshedAt: number;
  installedAt: number;
  uninstalledAt: number | null;
  /** When everything of it is to be erased; null unless it was uninstalled. */
  eraseAt: number | null;
}

/** What Pipedrive's token endpoint gives. */
export interface Grant {
  accessToken: string;
  refreshToken: string;
  accessExpiresAt: number;
  apiDomain: string;
  scopes: readonly string[];
}

/** Who installed, as `GET /users/me` tells. */
export type InstallingUser = Pick<Installation, 'companyId' | 'userId' | 'companyName' | 'userName' | 'isAdmin'>;

/** Attempts of one job in a row that ended the same way; `times` is one but for those that failed alike. */
export interface Attempt {
  destination: Destination;
  /** When the first and the last of them began, UTC milliseconds. */
  firstAt: number;
  at: number;
  times: number;
  /** Of the last one. */
  durationMs: number;
  /** The verdict's kind: delivered, retry, final, … */
  verdict: string;
  /** The vendor's code, 0 for a reason of ours; null where nothing was refused. */
  code: number | null;
  /** May hold the vendor's own words. */
  reason: string | null;
  /** What it left behind: waiting, done, given-up, buried, or lost with its claim. */
  end: string;
}

/** The bytes of a webhook delivery. */
export interface RawDelivery {
  id: number;
  receivedAt: number;
  body: Buffer;
}

/** A delivery without its bytes. */
export interface DeliveryHead {
  id: number;
  receivedAt: number;
  /** Of the body, in bytes. */
  size: number;
  /** Items of it that are set aside. */
  quarantined: number;
}
