import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { type MessageId, type MessageRef, messageIdOf, newAttachmentId } from '../store/ids.ts';
import { type Attachment, type Channel, type Conversation, type Failure, statusRanks, type TemplateMessage } from '../store/records.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { adviceOn } from '../whatsapp-errors/failure-note.ts';
import { findConversation } from './inbox.ts';
import type { Outcomes, SendOutcome } from './outcomes.ts';
import { type OutgoingFile, partsOf, type ReadyFile, readyFiles } from './outgoing-files.ts';
import { chooseTemplate } from './template-choice.ts';
import type { FileKind } from './template-recognition/approved-template.ts';
import type { Templates } from './templates.ts';
import { windowEnd } from './window.ts';

/** How long the answer to postMessage waits for WhatsApp's. */
export const OUTCOME_WAIT_MS = 4000;

/**
 * How long an unanswered message is recognised when it comes again byte for byte. Longer than any client waits for an answer, short enough that
 * a second "ok" is a second "ok".
 */
export const REPEAT_WINDOW_MS = 60_000;

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
  templates: Pick<Templates, 'of'>;
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

  const files = await readyFiles(outgoing.files);
  const wish = { text: outgoing.text, files: files.map(fileKind), windowEnd: windowEnd(conversation), now: clock.now() };
  const template = await chooseTemplate(wish, () => services.templates.of(channel));
  const ready = { ...outgoing, files, template };
  const { ref, repeated } = await store.transaction((tx) => storeOutgoing(tx, channel, conversation, ready, clock.now()));
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
    throw new AppError('INVALID_REQUEST', 'recipientIds may name only the end user of this conversation.');
  }
}

interface ReadyMessage extends OutgoingMessage {
  files: readonly ReadyFile[];
  /** What the text goes out as; null for a text as it stands. */
  template: TemplateMessage | null;
}

/** What a file can be in the header of a template. */
const fileKind = ({ mediaKind }: ReadyFile): FileKind => {
  if (mediaKind === 'linked-document') return 'document';
  return mediaKind === 'image' || mediaKind === 'video' || mediaKind === 'document' ? mediaKind : 'other';
};

async function storeOutgoing(tx: StoreTransaction, channel: Channel, conversation: Conversation, outgoing: ReadyMessage, now: number) {
  const fingerprint = fingerprintOf(outgoing);
  const first = await tx.unansweredMessage(channel.id, fingerprint, now - REPEAT_WINDOW_MS);
  if (first) return { ref: first, repeated: true };
  if ((await tx.conversationOf(channel.id, conversation.contactId)) !== conversation.id) {
    throw new AppError('NOT_FOUND', 'This conversation was erased a moment ago. Nothing was sent.');
  }
  const seq = await tx.appendMessage(channel.id, conversation.id, {
    direction: 'outbound',
    type: typeOf(outgoing),
    text: outgoing.text,
    rank: statusRanks.none,
    failure: null,
    createdAt: now,
    replyBy: null,
    wamid: null,
    deliveryId: null,
    fingerprint,
    address: null,
    waits: true,
  });
  const ref = { conversationId: conversation.id, seq };
  const attachments = outgoing.files.map(({ name, contentType, size, sha256, file }): Attachment => {
    return { id: newAttachmentId(), name, contentType, size, sha256, file };
  });
  for (const [position, attachment] of attachments.entries()) await tx.insertAttachment(channel.id, ref, position, attachment);
  const { template } = outgoing;
  const parts = template ? [{ text: outgoing.text, file: 0 }] : partsOf(outgoing.text, outgoing.files);
  for (const [part, { text, file = -1 }] of parts.entries()) {
    const { id: attachmentId } = attachments[file] ?? { id: null };
    await tx.insertSend(channel.id, { ...ref, part, text, attachmentId, mediaKind: outgoing.files[file]?.mediaKind ?? null, template });
  }
  await tx.enqueue({ channelId: channel.id, destination: 'whatsapp', ...ref }, { now, dueAt: now, opens: true });
  return { ref, repeated: false };
}

function typeOf({ template, files }: ReadyMessage): string {
  if (template) return 'template';
  return files.length > 0 ? 'files' : 'text';
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

const explain = (failure: Failure): string =>
  failure.code > 0 ? `WhatsApp refused the message (${failure.code}): ${adviceOn(failure)}` : adviceOn(failure);
