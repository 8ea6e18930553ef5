import type { AttachmentId, ChannelId, ContactId, ConversationId, ErasureId, InstallationId, MessageRef, Wamid } from './ids.ts';

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

/** How soon a job is wanted, the most urgent first: a message, a message that failed, one that was read, one that was sent or delivered. */
export const urgencies = { message: 1, failed: 2, read: 3, delivered: 4 } as const;
export type Urgency = (typeof urgencies)[keyof typeof urgencies];

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
  /** Of its lane: the job itself may be wanted less than what waits behind it. */
  urgency: Urgency;
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
  /** Grows with time; never used twice. */
  id: number;
  deliveryId: number;
  at: number;
  reason: string;
  phoneNumberId: string | null;
  item: string;
}

export interface DeadLetter extends Lane, MessageRef {
  /** Grows with time; never used twice. */
  id: number;
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
  /** When the user installed first. */
  installedAt: number;
  /** When the user last allowed the app. */
  allowedAt: number;
  /** Whether the user shared the app with the company; null when Pipedrive never said. */
  shared: boolean | null;
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

/** A delivery without its bytes. */
export interface DeliveryHead {
  id: number;
  receivedAt: number;
  /** Of the body, in bytes. */
  size: number;
  /** Items of it that are set aside. */
  quarantined: number;
}
/** What is known of a Pipedrive company's Channels API and of its daily budget, which all its apps share. Times are UTC milliseconds. */
export interface Company {
  companyId: number;
  /** `gone`: Pipedrive answered that it offers the API no more, with `channelsApiCode` at `channelsApiAt`. */
  channelsApi: 'unknown' | 'offered' | 'gone';
  channelsApiCode: number | null;
  channelsApiAt: number | null;
  /** Until then Pipedrive refuses whatever costs tokens; null when that was never said. */
  usedUpUntil: number | null;
}

/** What calls on Pipedrive cost a company on one day, by operation of pipedrive-api.yaml. */
export interface Spend {
  companyId: number;
  /** Midnight with which the day began, UTC milliseconds. */
  day: number;
  operation: string;
  calls: number;
  tokens: number;
  /** Calls that a limit refused. */
  refused: number;
}

/**
 * What is erased next: the messages with everything that hangs on them, the rest of the rows, ids that were noted without a message, raw deliveries, and last what the
 * engine itself leaves behind in its files.
 */
export type ErasureStep = 'messages' | 'rest' | 'wamids' | 'statuses' | 'deliveries' | 'traces' | 'done';

/** Somebody's data on the way out; once done, the record of it. Holds nothing personal. */
export interface Erasure {
  id: ErasureId;
  kind: 'person' | 'company';
  /** Where the person was a sender; null for a company. */
  channelId: ChannelId | null;
  conversationId: ConversationId | null;
  companyId: number | null;
  state: 'running' | 'done';
  step: ErasureStep;
  /** How far the step got, in its own order. */
  place: string;
  /** The newest raw delivery that was there when it was asked for. */
  lastDelivery: number;
  /** What is gone so far. A delivery counts when something in its bytes was erased. */
  counts: ErasureCounts;
  requestedAt: number;
  finishedAt: number | null;
}

export interface ErasureCounts {
  messages: number;
  files: number;
  deliveries: number;
  quarantined: number;
}

/** Who or what an erasure looks for in raw deliveries. Kept sealed, and only until it is done. */
export interface ErasureSubject {
  /** What names the person: phone numbers and user ids. Null for a company, of whose numbers everything goes. */
  words: string[] | null;
  numbers: OwnedNumber[];
}

/** A phone number during the time in which it was the channel's. */
export interface OwnedNumber {
  phoneNumberId: string;
  /** Null when channels of others share the account. */
  businessAccountId: string | null;
  from: number;
  /** Null while no other channel has it. */
  to: number | null;
}

/** An erasure that a worker has taken on. */
export interface ErasureJob extends Erasure {
  /** Proves the claim. */
  lease: string;
  subject: ErasureSubject;
}
