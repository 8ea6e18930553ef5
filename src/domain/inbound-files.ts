import type { components } from '../../generated/whatsapp-webhooks/types.ts';
import { type ChannelId, type MessageRef, newAttachmentId } from '../store/ids.ts';
import type { Attachment, InboundFile } from '../store/records.ts';
import type { Awaitable, StoreTransaction } from '../store/store.ts';

type InboundMessage = components['schemas']['InboundMessage'];

const kinds = ['image', 'video', 'audio', 'document', 'sticker'] as const;

/** WhatsApp deletes a file of a customer seven days after it came (reference: Media API, since 2025-10-09). */
const KEPT_BY_WHATSAPP_MS = 7 * 24 * 3_600_000;
const NOT_DOWNLOADABLE = 131052;
/**
 * A message whose file is on its way waits this long for it, so that the inbox is told of both in one call: each costs tokens of the customer's daily budget. It goes sooner when its file is
 * there, or when something newer in the conversation has to go.
 */
export const FILE_COALESCE_MS = 2000;
/** Goes into the path of a request, so it may not be able to leave its place there. */
const MEDIA_ID = /^[A-Za-z0-9_-]{1,200}$/;

/** Why a file never comes, as the salesperson reads it below the message. */
const notes = {
  'too-large': 'The file is larger than 100 MB and was not kept. Ask the customer to send it another way.',
  gone: 'WhatsApp no longer has this file. Ask the customer to send it again.',
  damaged: 'The file arrived damaged every time and was not kept. Ask the customer to send it again.',
  withheld: 'WhatsApp could not hand over this file. Ask the customer to send it again, in a smaller size or another way.',
} as const;

/** Where a message stands, in its channel. */
interface Place extends MessageRef {
  channelId: ChannelId;
}

/**
 * Notes the file that a message carries, to be fetched; runs in the transaction that stores the message. A file that WhatsApp says it cannot hand over (131052, or no
 * trace of it in the message) is told at once. Messages without a file pass. The message may have any shape. Says whether a file is on its way.
 */
export function noteFile(
  tx: StoreTransaction,
  place: Place,
  message: InboundMessage,
  when: Pick<InboundFile, 'receivedAt' | 'announced'>,
): Awaitable<boolean> {
  const kind = kinds.find((one) => one === message.type);
  return kind !== undefined && noteFileOf(tx, place, message, kind, when);
}

async function noteFileOf(
  tx: StoreTransaction,
  place: Place,
  message: InboundMessage,
  kind: (typeof kinds)[number],
  { receivedAt, announced }: Pick<InboundFile, 'receivedAt' | 'announced'>,
): Promise<boolean> {
  const { channelId, conversationId, seq } = place;
  const media = (message[kind] ?? {}) as Record<string, unknown>;
  const id = textOf(media['id']);
  const mediaId = id !== null && MEDIA_ID.test(id) ? id : null;
  const url = textOf(media['url']);
  if (isWithheld(message) || (mediaId === null && url === null)) {
    await addNote(tx, place, notes.withheld);
    return false;
  }
  await tx.insertInboundFile({
    channelId,
    conversationId,
    seq,
    position: 0,
    mediaId,
    url,
    kind,
    voice: media['voice'] === true,
    contentType: textOf(media['mime_type']),
    sha256: textOf(media['sha256']),
    name: textOf(media['filename']),
    announced,
    receivedAt,
    lostAt: receivedAt + KEPT_BY_WHATSAPP_MS,
  });
  return true;
}

interface Update {
  now: number;
  notifyCrm: boolean;
}

/** Puts a fetched file onto its message, and lets the CRM know. */
export async function attachFile(tx: StoreTransaction, file: InboundFile, kept: Omit<Attachment, 'id'>, update: Update): Promise<void> {
  await tx.insertAttachment(file.channelId, file, file.position, { id: newAttachmentId(), ...kept });
  await tell(tx, file, update);
}

/** Says on its message that a file never comes, and lets the CRM know. */
export async function giveFileUp(tx: StoreTransaction, file: InboundFile, loss: keyof typeof notes, update: Update): Promise<void> {
  await addNote(tx, file, notes[loss]);
  await tell(tx, file, update);
}

/** The message keeps its words; the note stands below them. */
async function addNote(tx: StoreTransaction, { channelId, conversationId, seq }: Place, note: string): Promise<void> {
  const message = await tx.message(channelId, { conversationId, seq });
  if (message) await tx.setMessageText(channelId, message, `${message.text}\n[${note}]`);
}

async function tell(tx: StoreTransaction, { channelId, conversationId, seq, announced }: InboundFile, update: Update): Promise<void> {
  const { now, notifyCrm } = update;
  if (notifyCrm && announced) await tx.enqueue({ channelId, destination: 'crm', conversationId, seq }, { now, dueAt: now });
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

function isWithheld({ errors }: InboundMessage): boolean {
  const list: unknown = errors;
  return Array.isArray(list) && list.some((error: { code?: unknown } | null) => Number(error?.code) === NOT_DOWNLOADABLE);
}
