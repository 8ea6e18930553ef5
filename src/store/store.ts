import type { Backlog, StoreCounts, Troubles } from './counts.ts';
import type { AttachmentId, ChannelId, ContactId, ConversationId, ErasureId, InstallationId, MessageRef, Wamid } from './ids.ts';
import type { Passage } from './passage.ts';
import type {
  Alias,
  AliasLink,
  Attachment,
  Attempt,
  Channel,
  ChannelState,
  Company,
  Contact,
  Conversation,
  DeadLetter,
  DeliveryHead,
  Destination,
  Direction,
  Erasure,
  ErasureCounts,
  ErasureJob,
  ErasureStep,
  Failure,
  FileJob,
  Grant,
  Hold,
  InboundFile,
  Installation,
  InstallingUser,
  Job,
  Lane,
  LinkEvidence,
  MediaKind,
  Message,
  QuarantinedItem,
  Registration,
  Send,
  SendState,
  Spend,
  StatusEvent,
  StatusRank,
  TemplateMessage,
  Urgency,
} from './records.ts';
import type { Tallies } from './tallies.ts';

export type Awaitable<T> = T | Promise<T>;

/**
 * Where everything lives that was ever acknowledged. Two engines implement it; `test/store/conformance.ts` says what they must do.
 *
 * A transaction resolves only after its writes survive a crash of the machine. Transactions that are asked for at the same time may share
 * one commit; one that throws takes nothing of its own along and does not disturb the others. Throws STORE_UNAVAILABLE when
 * the engine refuses. `work` may await the transaction's own methods and nothing else, and it may run more than once: it keeps what it makes to itself.
 */
export interface Store extends StoreReads {
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /** Proves that a write can be committed. */
  ping(): Promise<void>;
  /** Overwrites what deleted rows left in the engine's own files. False when somebody reads them at the moment: try again. */
  wipeTraces(): Promise<boolean>;
  close(): Promise<void>;
}

/** Reads of committed state. */
export interface StoreReads {
  channel(id: string): Awaitable<Channel | undefined>;
  channels(): Awaitable<Channel[]>;
  /** The WhatsApp access token of a channel, decrypted; undefined for one that is being erased. */
  channelAccessToken(id: ChannelId): Awaitable<string | undefined>;
  /** The installation a channel belongs to. */
  installationOf(id: ChannelId): Awaitable<Installation | undefined>;
  installation(id: string): Awaitable<Installation | undefined>;
  installationByUser(user: Pick<InstallingUser, 'companyId' | 'userId'>): Awaitable<Installation | undefined>;
  /** In the order they were first made, ended ones included. */
  installations(): Awaitable<Installation[]>;
  /** An installation with its tokens, decrypted; undefined when it has none any more. */
  installationTokens(id: InstallationId): Awaitable<InstallationTokens | undefined>;
  /** Undefined while nothing was ever learnt of it. */
  company(companyId: number): Awaitable<Company | undefined>;
  companies(): Awaitable<Company[]>;
  /** What was spent on days that began at or after `since`, by company, the newest day first. */
  spend(since: number): Awaitable<Spend[]>;
  /** Newest conversations first, only those placed below `before`. */
  conversations(channelId: ChannelId, page: { before?: number; limit: number }): Awaitable<Conversation[]>;
  conversation(channelId: ChannelId, id: string): Awaitable<Conversation | undefined>;
  conversationOf(channelId: ChannelId, contactId: ContactId): Awaitable<ConversationId | undefined>;
  /** Newest messages first, only those below `before`. */
  messages(channelId: ChannelId, conversationId: ConversationId, page: { before?: number; limit: number }): Awaitable<Message[]>;
  message(channelId: ChannelId, ref: MessageRef): Awaitable<Message | undefined>;
  attachments(channelId: ChannelId, ref: MessageRef): Awaitable<Attachment[]>;
  attachment(channelId: string, id: string): Awaitable<Attachment | undefined>;
  /** Those of the names that are files of attachments, in whatever channel. */
  attachedFiles(names: readonly string[]): Awaitable<string[]>;
  contact(channelId: ChannelId, id: string): Awaitable<Contact | undefined>;
  conversationByAlias(channelId: ChannelId, alias: Alias): Awaitable<{ contactId: ContactId; conversationId: ConversationId } | undefined>;
  /** The aliases of a contact, phone numbers first, the newest of each kind first: where an answer goes. */
  aliases(channelId: ChannelId, id: ContactId): Awaitable<Alias[]>;
  /** Every link of a contact, or of an alias, also those that ended; oldest first. */
  aliasLinks(channelId: ChannelId, of: { contactId: ContactId } | { alias: Alias }): Awaitable<AliasLink[]>;
  /** Everybody who was last seen under a user name, without the @. There may be several: names pass on. */
  contactsByUsername(channelId: ChannelId, username: string): Awaitable<ContactId[]>;
  sends(channelId: ChannelId, ref: MessageRef): Awaitable<Send[]>;
  /** The newest message the customer wrote before this place in the conversation, when it came from a phone. */
  lastReceived(channelId: ChannelId, before: MessageRef): Awaitable<{ wamid: Wamid; createdAt: number } | undefined>;
  /** An outgoing message with this fingerprint that was accepted at or after `since` and whose sender got no answer yet. */
  unansweredMessage(channelId: ChannelId, fingerprint: string, since: number): Awaitable<MessageRef | undefined>;
  holds(now: number): Awaitable<Hold[]>;
  /** Newest first, only those below `before`. */
  quarantine(page: QuarantineFilter & { before?: number; limit: number }): Awaitable<QuarantinedItem[]>;
  /** An item with the delivery it came in. */
  quarantinedItem(id: number): Awaitable<QuarantinedInDelivery | undefined>;
  /** How many there are above `after`. */
  quarantineCount(filter: QuarantineFilter & { after?: number }): Awaitable<number>;
  /** Newest first, only those below `before`. */
  deadLetters(page: DeadLetterFilter & { before?: number; limit: number }): Awaitable<DeadLetter[]>;
  deadLetter(id: number): Awaitable<DeadLetter | undefined>;
  /** How many there are above `after`. */
  deadLetterCount(filter: DeadLetterFilter & { after?: number }): Awaitable<number>;
  backlog(): Awaitable<Backlog[]>;
  /** The time at which the next lane becomes ready, undefined when none waits. */
  nextReadyAt(destination: Destination): Awaitable<number | undefined>;
  /** The time at which the next file of a customer is to be fetched, undefined when none waits. */
  nextInboundFileAt(): Awaitable<number | undefined>;
  /** Where all messages stand, in every channel; as cheap with a million messages as with one. */
  tallies(): Awaitable<Tallies>;
  /** Everything about one message's way. */
  passage(channelId: ChannelId, ref: MessageRef): Awaitable<Passage | undefined>;
  /** The place of the message that owns a wamid. */
  messageByWamid(channelId: ChannelId, wamid: Wamid): Awaitable<(MessageRef & { part: number }) | undefined>;
  /** Raw deliveries, the newest first, only those below `before`. */
  deliveries(page: { before?: number; limit: number }): Awaitable<DeliveryHead[]>;
  rawDelivery(id: number): Awaitable<RawDelivery | undefined>;
  erasure(id: string): Awaitable<Erasure | undefined>;
  /** When somebody has to erase something next: an erasure that waits or was left, or an installation whose day has come. */
  nextErasureAt(): Awaitable<number | undefined>;
  counts(): Awaitable<StoreCounts>;
  /** What a person should look at; cheap enough to be asked often. */
  troubles(): Awaitable<Troubles>;
  /** Whether messages come and go at all. */
  milestones(): Awaitable<Milestones>;
}

export interface Milestones {
  /** Whether a customer ever wrote, and when one who did last wrote. */
  received: boolean;
  receivedAt: number | null;
  /** Whether WhatsApp ever took a message of the business. */
  answered: boolean;
  /** Why it did not take one of them; null when none failed. */
  failure: Failure | null;
  /** A phone number id that was set aside because no channel has it. */
  strangeNumberId: string | null;
}

/** What is not named is not asked for; the same for dead letters. */
export interface QuarantineFilter {
  reason?: string;
  phoneNumberId?: string;
}

export interface DeadLetterFilter {
  channelId?: string;
  destination?: Destination;
}

export interface QuarantinedInDelivery extends QuarantinedItem {
  receivedAt: number;
  /** The bytes as they came; empty when they were erased. */
  body: Buffer;
}

export interface InstallationTokens extends Installation {
  accessToken: string;
  refreshToken: string;
}

/** One batch of messages that was deleted, and what hung on them outside of the rows. */
export interface ErasedMessages {
  messages: number;
  /** Names in the media folder whose attachments are gone. */
  files: string[];
  /** The deliveries they came in, each with the message's id there. */
  raw: { deliveryId: number; wamid: string | null }[];
}

export interface RawDelivery {
  id: number;
  receivedAt: number;
  body: Buffer;
}

export interface NewMessage {
  direction: Direction;
  type: string;
  text: string;
  rank: StatusRank;
  failure: Failure | null;
  createdAt: number;
  replyBy: number | null;
  /** Whether the customer's writing it counts for the window in which the business may answer freely. Every inbound message does unless told. */
  opensWindow?: boolean;
  wamid: Wamid | null;
  /** The raw delivery an inbound message came in; it is gone when its time is over. */
  deliveryId: number | null;
  /** Recognises a repeat of the same outgoing message. */
  fingerprint: string | null;
  /** Where an inbound message came from; answers go where the newest one did. */
  address: Alias | null;
  /** Whether the same transaction enqueues the job that brings it where it is bound for, with `opens`. */
  waits?: boolean;
}

/** A contact as a message finds it by one of its aliases. */
export interface AliasHolder {
  contactId: ContactId;
  /** Whether the alias leads there still. */
  isCurrent: boolean;
  name: string;
  username: string | null;
  conversationId: ConversationId | null;
}

export interface StoreTransaction {
  /** Runs `work` so that, when it throws, only its own writes are undone; the error passes on. */
  isolate<T>(work: () => Promise<T>): Promise<T>;

  // raw deliveries
  /** Keeps the bytes, and numbers them. */
  insertDelivery(delivery: { receivedAt: number; body: Buffer }): Awaitable<number>;
  /** Lets the same bytes be known when they come again. */
  setDeliveryDigest(id: number, digest: Buffer): Awaitable<void>;
  /** Whether the same bytes are known. */
  isDeliveryKnown(digest: Buffer): Awaitable<boolean>;
  /** Takes back what the same transaction kept. */
  removeDelivery(id: number): Awaitable<void>;
  quarantineItem(item: { deliveryId: number; at: number; reason: string; phoneNumberId: string | null; item: string }): Awaitable<void>;
  /**
   * Looks at up to `limit` raw deliveries behind `after`, oldest first, and removes those received before that time, up to `maxBytes` of bodies and at least one. One
   * with something in quarantine stays, and so does the newest of all, so that no number is given twice. Returns where to go on; undefined when no older one is left.
   */
  forgetDeliveries(batch: {
    receivedBefore: number;
    after: number;
    limit: number;
    maxBytes: number;
  }): Awaitable<{ removed: number; after: number | undefined }>;
  quarantinedItem(id: number): Awaitable<QuarantinedInDelivery | undefined>;
  /** Oldest first, only those above `after`. */
  quarantinedIds(page: QuarantineFilter & { after: number; limit: number }): Awaitable<number[]>;
  /** Leaves an item where it is, for a reason of today. */
  quarantineAgain(id: number, why: { reason: string; phoneNumberId: string | null }): Awaitable<void>;
  /** Takes an item out; false when it is not there any more. */
  releaseQuarantined(id: number): Awaitable<boolean>;

  // channels and people
  insertChannel(channel: Channel, accessToken: string): Awaitable<void>;
  setChannelState(id: ChannelId, state: ChannelState): Awaitable<void>;
  setChannelAccessToken(id: ChannelId, accessToken: string): Awaitable<void>;
  setChannelInstallation(id: ChannelId, installationId: InstallationId | null): Awaitable<void>;
  setRegistration(id: ChannelId, registration: Registration): Awaitable<void>;
  channel(id: string): Awaitable<Channel | undefined>;
  /** Everybody who ever owned a phone number, the first one first. */
  channelsOfPhoneNumberId(phoneNumberId: string): Awaitable<Channel[]>;
  installationOf(id: ChannelId): Awaitable<Installation | undefined>;
  /** The channel that owns a phone number; deleted ones own none. */
  channelByPhoneNumberId(phoneNumberId: string): Awaitable<Channel | undefined>;
  /** Whom an alias leads to. */
  contactByAlias(channelId: ChannelId, alias: Alias): Awaitable<ContactId | undefined>;
  /** Who had an alias at that time if they left it after that, otherwise whom it leads to. */
  holderOfAlias(channelId: ChannelId, alias: Alias, at: number): Awaitable<AliasHolder | undefined>;
  aliases(channelId: ChannelId, id: ContactId): Awaitable<Alias[]>;
  /** The contacts that a person took this alias from, and that did not get it back. */
  contactsSeparatedFrom(channelId: ChannelId, alias: Alias): Awaitable<ContactId[]>;
  contact(channelId: ChannelId, id: string): Awaitable<Contact | undefined>;
  insertContact(channelId: ChannelId, contact: Pick<Contact, 'id' | 'name'>, createdAt: number): Awaitable<void>;
  /** The contact left this alias: it is nobody's until somebody else is given it then or later, or the same contact later than that. */
  retireAlias(channelId: ChannelId, alias: Alias, at: number): Awaitable<void>;
  /** A person takes the alias from whoever has it; answers no longer go there. Returns whose it was. */
  separateAlias(channelId: ChannelId, alias: Alias, at: number): Awaitable<ContactId | undefined>;
  /** Lets the answers of a contact's conversation go to another address of the same kind. */
  redirectAnswers(channelId: ChannelId, contactId: ContactId, address: Alias): Awaitable<void>;
  /** An alias that somebody has already stays theirs. */
  addAlias(channelId: ChannelId, contactId: ContactId, alias: Alias, evidence: LinkEvidence): Awaitable<void>;
  setContactName(channelId: ChannelId, contactId: ContactId, name: string): Awaitable<void>;
  setUsername(channelId: ChannelId, contactId: ContactId, username: string): Awaitable<void>;

  // installations
  /** Installs, or installs again, for a company's user: active, with these tokens, whatever it was before. */
  saveInstallation(user: InstallingUser, grant: Grant, at: number): Awaitable<InstallationId>;
  installation(id: string): Awaitable<Installation | undefined>;
  installationByUser(user: Pick<InstallingUser, 'companyId' | 'userId'>): Awaitable<Installation | undefined>;
  /** The channels that were given to it, deleted ones included. */
  channelsOfInstallation(id: InstallationId): Awaitable<Channel[]>;
  installationTokens(id: InstallationId): Awaitable<InstallationTokens | undefined>;
  /**
   * Gives one process the right to refresh until then. False when the pair is no longer of that version, when the installation is not active, or while somebody else
   * holds the right.
   */
  claimRefresh(id: InstallationId, claim: { tokenVersion: number; lease: string; now: number; leaseUntil: number }): Awaitable<boolean>;
  /** Ends a claim without a new pair; another one may begin. */
  releaseRefresh(id: InstallationId, lease: string): Awaitable<void>;
  /**
   * Replaces the pair that had this version, and ends the claim; one that was paused meanwhile is active again. False, and nothing changes, when it is not of that
   * version any more.
   */
  replaceTokens(id: InstallationId, tokenVersion: number, grant: Grant, at: number): Awaitable<boolean>;
  /** Stops calls under the pair of this version; the next `saveInstallation` lets them go on. False when a newer pair is there. */
  pauseInstallation(id: InstallationId, tokenVersion: number, note: string): Awaitable<boolean>;
  /** Removes the tokens. What belongs to it is to be erased at `eraseAt`. */
  endInstallation(id: InstallationId, end: { at: number; eraseAt: number; note: string }): Awaitable<void>;
  setInstallationShared(id: InstallationId, shared: boolean): Awaitable<void>;

  // companies
  /** Writes down what was learnt; what is not named stays. */
  noteCompany(companyId: number, learnt: Partial<Omit<Company, 'companyId'>>): Awaitable<void>;
  /** Adds to what the day's calls of an operation came to. */
  addSpend(spend: Spend): Awaitable<void>;
  /** The channels that deliver to a company and are switched on. */
  activeChannelsOf(companyId: number): Awaitable<ChannelId[]>;
  // erasing
  /**
   * Takes a person out of a channel: from then on nobody finds them or their conversation, and who writes under their names is somebody new. The rest is erased step by
   * step. False when the channel has no such sender.
   */
  beginPersonErasure(id: ErasureId, who: { channelId: ChannelId; contactId: string; at: number }): Awaitable<boolean>;
  /** The same for an installation that was ended, with its channels and their tokens. False when it is not there or not ended. */
  beginCompanyErasure(id: ErasureId, whose: { installationId: InstallationId; at: number }): Awaitable<boolean>;
  erasure(id: string): Awaitable<Erasure | undefined>;
  /** Installations that were ended and whose day has come. */
  installationsToErase(now: number): Awaitable<InstallationId[]>;
  /** Leases an erasure that waits or whose worker is gone. */
  claimErasure(request: { now: number; leaseUntil: number; lease: string }): Awaitable<ErasureJob | undefined>;
  /** Notes how far a leased erasure got, and lengthens its lease. False, and nothing changes, when the lease was lost. */
  advanceErasure(
    job: ErasureJob,
    to: { step: ErasureStep; place: string; erased: Partial<ErasureCounts>; now: number; leaseUntil: number },
  ): Awaitable<boolean>;
  /** Deletes messages of the erasure with everything that hangs on them; none are left when it deleted none. */
  eraseMessages(erasure: Erasure, limit: number): Awaitable<ErasedMessages>;
  /** Deletes other rows of the erasure. True when none are left. */
  eraseRest(erasure: Erasure, limit: number): Awaitable<boolean>;
  /** Deletes ids of the erasure that no message held; returns where to go on, null at the end. */
  eraseWamids(erasure: Erasure, after: string, limit: number): Awaitable<string | null>;
  /** Deletes statuses of a channel whose id `names` the person; returns where to go on, null at the end. */
  eraseStatuses(channelId: ChannelId, after: string, limit: number, names: (wamid: string) => boolean): Awaitable<string | null>;
  /** Whether a message, or a conversation, of that id was erased: what comes late for it is dropped. */
  isErased(channelId: ChannelId, id: string): Awaitable<boolean>;
  /** Whether an attachment refers to a file of the media folder. */
  isFileReferred(file: string): Awaitable<boolean>;
  /** Deliveries above `after` and up to `upTo` whose bytes hold one of the words. Those whose bytes were erased hold none. */
  deliveriesHolding(words: readonly string[], range: { after: number; upTo: number }): Awaitable<RawDelivery[]>;
  rawDelivery(id: number): Awaitable<RawDelivery | undefined>;
  /** Replaces the bytes. Those that stood there first are known by this digest, or the one they have, when they come again. */
  replaceDeliveryBody(id: number, replacement: { digest: Buffer; body: Buffer }): Awaitable<void>;
  quarantinedOf(deliveryId: number): Awaitable<QuarantinedItem[]>;

  // conversations and messages
  conversationOf(channelId: ChannelId, contactId: ContactId): Awaitable<ConversationId | undefined>;
  insertConversation(channelId: ChannelId, conversation: { id: ConversationId; contactId: ContactId; createdAt: number }): Awaitable<void>;
  /** The place of the message that owns a wamid. */
  messageByWamid(channelId: ChannelId, wamid: Wamid): Awaitable<(MessageRef & { part: number }) | undefined>;
  /** Appends a message and returns its place. */
  appendMessage(channelId: ChannelId, conversationId: ConversationId, message: NewMessage): Awaitable<number>;
  /**
   * Puts a message of the past before all that were appended, at the place its second gives, and returns that place. Nobody wrote last because of it; it tells
   * where answers go if it is the newest of the customer's, and how long unless it opens no window.
   */
  insertPastMessage(channelId: ChannelId, conversationId: ConversationId, message: NewMessage): Awaitable<number>;
  /**
   * A message of the past turns out to be news: it gets this text and keeps its place, it was the last one written, opens the window if it does so live, and what becomes of
   * its files is told as well. Says whether a file is still on its way; undefined, and nothing changes, for one that was appended or was news before.
   */
  announcePastMessage(
    channelId: ChannelId,
    ref: MessageRef,
    news: Pick<NewMessage, 'text' | 'direction' | 'createdAt' | 'replyBy' | 'address'> & { opensWindow: boolean; at: number },
  ): Awaitable<{ fileComes: boolean } | undefined>;
  claimWamid(channelId: ChannelId, wamid: Wamid, ref: MessageRef & { part: number }): Awaitable<void>;
  message(channelId: ChannelId, ref: MessageRef): Awaitable<Message | undefined>;
  setMessageStatus(channelId: ChannelId, ref: MessageRef, status: { rank: StatusRank; failure: Failure | null }): Awaitable<void>;
  /** Marks an outgoing message as answered to its sender. */
  markAnswered(channelId: ChannelId, ref: MessageRef, at: number): Awaitable<void>;
  unansweredMessage(channelId: ChannelId, fingerprint: string, since: number): Awaitable<MessageRef | undefined>;
  insertAttachment(channelId: ChannelId, ref: MessageRef, position: number, attachment: Attachment): Awaitable<void>;

  /** Replaces the text of a message that is already there. */
  setMessageText(channelId: ChannelId, ref: MessageRef, text: string): Awaitable<void>;

  // files of customers, which stay with WhatsApp until they are fetched
  /** Notes a file to be fetched at once. */
  insertInboundFile(file: Omit<InboundFile, 'attempts'>): Awaitable<void>;
  /**
   * Leases up to `limit` files that are due, the longest due first. One leased until then becomes due again by itself. A file whose channel is held towards WhatsApp
   * is put off until the hold ends instead.
   */
  claimInboundFiles(request: { now: number; leaseUntil: number; newLease: () => string; limit: number }): Awaitable<FileJob[]>;
  /** Lengthens the leases that still hold. */
  renewInboundFiles(leases: readonly string[], leaseUntil: number): Awaitable<void>;
  /** Puts a leased file off. False, and nothing changes, when its lease was lost; the same for `settleInboundFile`. */
  retryInboundFile(file: FileJob, outcome: { at: number; countAttempt: boolean }): Awaitable<boolean>;
  /** Ends the fetching of a leased file: it is an attachment now, or never will be. */
  settleInboundFile(file: FileJob): Awaitable<boolean>;

  /**
   * Removes everything but these channels, which are active then, and the installations. Returns the files that were attached. What is under way loses its claims. For the sandbox alone.
   */
  forgetEverything(kept: readonly ChannelId[]): Awaitable<string[]>;

  // sends and statuses
  /** `mediaKind` may be left out where no file has one, `template` where it is none. */
  insertSend(
    channelId: ChannelId,
    send: MessageRef & {
      part: number;
      text: string;
      attachmentId: AttachmentId | null;
      mediaKind?: MediaKind | null;
      template?: TemplateMessage | null;
    },
  ): Awaitable<void>;
  sends(channelId: ChannelId, ref: MessageRef): Awaitable<Send[]>;
  /** The sends of a conversation that left for WhatsApp and have no id from there, oldest first. */
  sendsWithoutAnswer(channelId: ChannelId, conversationId: ConversationId): Awaitable<Send[]>;
  updateSend(
    channelId: ChannelId,
    ref: MessageRef & { part: number },
    change: { state: SendState; wamid: Wamid | null; rank: StatusRank; failure: Failure | null },
  ): Awaitable<void>;
  setSendMedia(channelId: ChannelId, ref: MessageRef & { part: number }, mediaId: string): Awaitable<void>;
  /** Keeps a status once. False when the same status of the same wamid is already there. */
  recordStatus(channelId: ChannelId, status: StatusEvent, receivedAt: number): Awaitable<boolean>;
  statusesOf(channelId: ChannelId, wamid: Wamid): Awaitable<StatusEvent[]>;
  /** Removes up to `limit` statuses that were received before that time, the oldest first, and returns how many. What they did to messages and sends stays. */
  forgetStatuses(batch: { receivedBefore: number; limit: number }): Awaitable<number>;

  // outbox
  /**
   * Adds a job, or raises the revision of the one that waits already. The lane is due at the earliest time asked for, and as urgent as its most urgent job.
   * A job is as urgent as a message unless told. `opens`: it is the first one of a message that the same transaction stored as one that waits for it.
   */
  enqueue(
    job: { channelId: ChannelId; destination: Destination } & MessageRef,
    due: { now: number; dueAt: number; urgency?: Urgency; opens?: boolean },
  ): Awaitable<void>;
  /** Takes a job back. One that is under way is left to its worker, which finds nothing more to do afterwards. */
  withdraw(job: { channelId: ChannelId; destination: Destination } & MessageRef, now: number): Awaitable<void>;
  /** Takes every job of a channel towards a destination back and ends its hold, as `withdraw` does one. */
  withdrawAll(channelId: ChannelId, destination: Destination): Awaitable<void>;
  /**
   * Leases up to `limit` ready lanes and returns their head jobs, the most urgent lanes first, of those that have been ready longest. Each step of urgency is worth
   * five minutes of waiting, so that no lane waits for ever. A lane leased until then becomes ready again by itself.
   */
  claim(request: { destination: Destination; now: number; leaseUntil: number; newLease: () => string; limit: number }): Awaitable<Job[]>;
  /** Lengthens the leases that still hold. */
  renew(destination: Destination, leases: readonly string[], leaseUntil: number): Awaitable<void>;
  /** Whether the job's claim still holds. */
  isLeased(job: Job): Awaitable<boolean>;
  /** Settles a job as done. False, and nothing changes, when its lease was lost; the same for `retry`. */
  complete(job: Job, now: number): Awaitable<boolean>;
  /** Leaves the job at the head and blocks the lane until then. An attempt that does not count ends a row of those that did. */
  retry(job: Job, outcome: { now: number; at: number; countAttempt: boolean }): Awaitable<boolean>;
  /** Leaves the job at the head as it is and blocks the lane until then: nothing was tried, so that nothing is counted. False as with `complete`. */
  postpone(job: Job, outcome: { now: number; at: number }): Awaitable<boolean>;
  /** Moves the job to the dead letters, and the lane goes on. A job that changed meanwhile is kept and tried anew. Nothing changes when the lease was lost. */
  bury(job: Job, outcome: { now: number; code: number; reason: string }): Awaitable<'buried' | 'kept' | 'lost'>;
  /** Remembers an attempt at a job; one that failed as the one before it is counted there. Nothing is kept of a message that is gone. */
  recordAttempt(job: Lane & MessageRef, attempt: Omit<Attempt, 'destination' | 'firstAt' | 'times'>): Awaitable<void>;
  /** Removes up to `limit` attempts made before that time, the oldest first, and returns how many. */
  forgetAttempts(batch: { madeBefore: number; limit: number }): Awaitable<number>;
  deadLetter(id: number): Awaitable<DeadLetter | undefined>;
  /** Oldest first, only those above `after`. */
  deadLettersFrom(page: DeadLetterFilter & { after: number; limit: number }): Awaitable<DeadLetter[]>;
  /** False when it is not there any more. */
  removeDeadLetter(id: number): Awaitable<boolean>;
  /** Stops a channel towards one destination until then, or as long as it is stopped already; messages keep being accepted and wait. */
  hold(hold: Hold, now: number): Awaitable<void>;
  /** Ends a hold; what waited becomes ready. */
  release(channelId: ChannelId, destination: Destination, now: number): Awaitable<void>;
}
