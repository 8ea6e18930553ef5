import { AppError } from '../../src/errors.ts';
import { readMessage } from './conversation-reading.ts';
import type { InboxAttachment } from './inbox-message.ts';
import { decodedBody } from './transcript.ts';
import { inboxWith, type PipedriveWorld, reporter } from './world.ts';

/** What was asked to open a file, in order. Status 0: no answer came. */
export interface AttachmentStep {
  call: 'head' | 'getMessageById' | 'get';
  status: number;
}

export interface OpenedAttachment {
  steps: AttachmentStep[];
  /** The status of the last GET; 0 when none was answered or made. */
  status: number;
  contentType: string | null;
  bytes: Buffer;
  /** Where the file was read. */
  url: string;
  /** Whether the link had ended and getMessageById gave another one. */
  renewed: boolean;
}

/** Where a file is, in the provider's ids. */
export interface AttachmentPlace {
  channelId: string;
  conversationId: string;
  messageId: string;
  attachmentId: string;
}

const isGood = (status: number): boolean => status >= 200 && status <= 299;

/**
 * Opens a file as the inbox does: where the link expires, HEAD first; when that fails, getMessageById for a fresh link; then GET. None of the
 * links is asked with credentials. Rejects with an AppError NOT_FOUND when the inbox has no such file; a file that cannot be read is a breach.
 */
export async function openAttachment(world: PipedriveWorld, place: AttachmentPlace): Promise<OpenedAttachment> {
  const { channelId, conversationId, messageId, attachmentId } = place;
  const report = reporter(world);
  const inbox = inboxWith(world, channelId, conversationId);
  const message = inbox.messages(conversationId).find(({ id }) => id === messageId);
  const known = message?.attachments.find(({ id }) => id === attachmentId);
  if (!known) throw new AppError('NOT_FOUND', `The message ${messageId} has no attachment ${attachmentId}.`);

  const steps: AttachmentStep[] = [];
  let { url } = known;
  let renewed = false;
  if (known.linkExpires) {
    const { status } = await world.provider.link('HEAD', url);
    steps.push({ call: 'head', status });
    if (!isGood(status)) {
      const asked = await askForAttachments(world, place);
      steps.push({ call: 'getMessageById', status: asked.status });
      const fresh = asked.attachments?.find(({ id }) => id === attachmentId);
      if (asked.attachments && !fresh)
        report({ kind: 'attachment-lost', messageId, conversationId, detail: 'getMessageById no longer names it' });
      if (!fresh || !asked.attachments) return { steps, status: 0, contentType: null, bytes: Buffer.alloc(0), url, renewed };
      inbox.setAttachments(messageId, asked.attachments);
      renewed = fresh.url !== url;
      url = fresh.url;
    }
  }
  const { status, contentType, bytes } = await world.provider.link('GET', url);
  steps.push({ call: 'get', status });
  if (!isGood(status)) {
    report({ kind: 'attachment-unreachable', messageId, conversationId, detail: `its link answered ${status || 'nothing'}` });
  }
  return { steps, status, contentType, bytes, url, renewed };
}

/** getMessageById: the bare message, in no envelope. */
async function askForAttachments(
  world: PipedriveWorld,
  { channelId, conversationId, messageId }: AttachmentPlace,
): Promise<{ status: number; attachments?: readonly InboxAttachment[] }> {
  const report = reporter(world);
  const variables = { providerChannelId: channelId, sourceConversationId: conversationId, sourceMessageId: messageId };
  const { status, body } = await world.provider.call('getMessageById', variables);
  if (status !== 200) {
    report({ kind: 'provider-failed', messageId, conversationId, detail: `getMessageById answered ${status || 'nothing'}` });
    return { status };
  }
  const message = readMessage(decodedBody(body), conversationId, report);
  if (message && message.id !== messageId) {
    report({ kind: 'message-changed', messageId, conversationId, detail: 'getMessageById answered with another message' });
  }
  return message?.id === messageId ? { status, attachments: message.attachments } : { status };
}
