import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { type MessageId, type MessageRef, messageIdOf, newAttachmentId } from '../store/ids.ts';
import { type Attachment, type Channel, type Conversation, type Failure, statusRanks } from '../store/records.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { findConversation } from './inbox.ts';
import type { Outcomes, SendOutcome } from './outcomes.ts';

/** How long the answer to postMessage waits for WhatsApp's. */
export const OUTCOME_WAIT_MS = 4000;

/**
 * How long an unanswered message is recognised when it comes again byte for byte. Longer than any client waits for an answer, short enough that
 * a second "ok" is a second "ok".
 */
export const REPEAT_WINDOW_MS = 60_000;

/** A file of an outgoing message, already on the disk. */
export interface OutgoingFile {
  name: string;
  contentType: string;
  size: number;
  sha256: string;
  /** Name within the media folder. */
  file: string;
  /** Called once the message that owns the file is committed. */
  keep(): void;
}

export interface OutgoingMessage {
  conversationId: string;
  senderId: string;
  /** May be empty: then it goes to the conversation's customer. */
  recipientIds: readonly string[];
  text: string;
  files: readonly OutgoingFile[];
}

export interface OutboundServices {
  store: Store;
  clock: Clock;
  outcomes: Outcomes;
  onQueued(): void;
}

/** What became of a message while its sender was waiting. */
export interface Sent {
  id: MessageId;
  ref: MessageRef;
  /** Why WhatsApp refused all of it; undefined when it was taken, or nothing is known yet. */
  refusal: string | undefined;
}

/**
 * Takes a salesperson's message: stores it, lets the conversation's lane send it, and waits up to four seconds for WhatsApp's answer. Resolves with our id, and
 * with a refusal when WhatsApp refused the message as a whole; what is open then follows as a status. Throws INVALID_REQUEST, NOT_FOUND or FORBIDDEN before
 * anything is stored.
 */
export async function sendMessage(services: OutboundServices, channel: Channel, outgoing: OutgoingMessage): Promise<Sent> {
  const { store, clock, outcomes } = services;
  const conversation = await findConversation(store, channel, outgoing.conversationId);
  assertParticipants(channel, conversation, outgoing);
  if (outgoing.text === '' && outgoing.files.length === 0) {
    throw new AppError('INVALID_REQUEST', 'A message needs text or at least one file.');
  }

  const { ref, repeated } = await store.transaction((tx) => storeOutgoing(tx, channel, conversation, outgoing, clock.now()));
  if (!repeated) for (const file of outgoing.files) file.keep();
  services.onQueued();
  if ((await settledOutcome(store, channel, ref)) === undefined) await outcomes.wait(channel.id, ref, OUTCOME_WAIT_MS);
  const outcome = await settledOutcome(store, channel, ref);
  return { id: messageIdOf(ref), ref, refusal: outcome?.kind === 'failed' ? explain(outcome.failure) : undefined };
}

/**
 * Remembers that the sender got its answer: the same bytes are a new message from now on. Whoever read of a refusal in that answer needs no status of it as well,
 * which would show the message twice.
 */
export async function markAnswered(
  { store, clock }: Pick<OutboundServices, 'store' | 'clock'>,
  channel: Channel,
  { ref, refusal }: Sent,
): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.markAnswered(channel.id, ref, clock.now());
    if (refusal !== undefined) await tx.withdraw({ channelId: channel.id, destination: 'crm', ...ref }, clock.now());
  });
}

function assertParticipants(channel: Channel, conversation: Conversation, { senderId, recipientIds }: OutgoingMessage): void {
  if (senderId !== channel.sourceUserId)
    throw new AppError('FORBIDDEN', "Only the channel's own source user can send; senderId names somebody else.");
  const strangers = recipientIds.filter((id) => id !== conversation.contactId);
  if (strangers.length > 0) {
    throw new AppError('INVALID_REQUEST', 'recipientIds may name only the end user of this conversation; groups are not supported.');
  }
}

async function storeOutgoing(tx: StoreTransaction, channel: Channel, conversation: Conversation, outgoing: OutgoingMessage, now: number) {
  const fingerprint = fingerprintOf(outgoing);
  const first = await tx.unansweredMessage(channel.id, fingerprint, now - REPEAT_WINDOW_MS);
  if (first) return { ref: first, repeated: true };
  const seq = await tx.appendMessage(channel.id, conversation.id, {
    direction: 'outbound',
    type: outgoing.files.length > 0 ? 'files' : 'text',
    text: outgoing.text,
    rank: statusRanks.none,
    failure: null,
    createdAt: now,
    replyBy: null,
    wamid: null,
    deliveryId: null,
    fingerprint,
    address: null,
  });
  const ref = { conversationId: conversation.id, seq };
  let part = 0;
  if (outgoing.text !== '') await tx.insertSend(channel.id, { ...ref, part: part++, text: outgoing.text, attachmentId: null });
  for (const [position, { name, contentType, size, sha256, file }] of outgoing.files.entries()) {
    const attachment: Attachment = { id: newAttachmentId(), name, contentType, size, sha256, file };
    await tx.insertAttachment(channel.id, ref, position, attachment);
    await tx.insertSend(channel.id, { ...ref, part: part++, text: '', attachmentId: attachment.id });
  }
  await tx.enqueue({ channelId: channel.id, destination: 'whatsapp', ...ref }, { now, dueAt: now });
  return { ref, repeated: false };
}

function fingerprintOf({ conversationId, senderId, recipientIds, text, files }: OutgoingMessage): string {
  const parts = [
    conversationId,
    senderId,
    [...recipientIds],
    text,
    files.map(({ name, contentType, sha256 }) => [name, contentType, sha256]),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** How a message ended; undefined while that is open, or when it is true of a part only: the customer has the rest. */
async function settledOutcome(store: Store, channel: Channel, ref: MessageRef): Promise<SendOutcome | undefined> {
  const sends = await store.sends(channel.id, ref);
  if (sends.some(({ state }) => state === 'failed') && sends.some(({ state }) => state !== 'failed')) return undefined;
  const failed = sends.find(({ state }) => state === 'failed');
  if (failed?.failure) return { kind: 'failed', failure: failed.failure };
  return sends.length > 0 && sends.every(({ state }) => state === 'accepted') ? { kind: 'accepted' } : undefined;
}

const explain = ({ code, reason }: Failure): string => (code > 0 ? `WhatsApp refused the message (${code}): ${reason}` : reason);
