import type { components, operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import type { Clock } from '../clock.ts';
import type { ChannelId, Wamid } from '../store/ids.ts';
import { callbackDataOf } from '../store/ids.ts';
import type { Alias, Attachment, Failure, Job, Send } from '../store/records.ts';
import { combineProgress } from '../store/status-lattice.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import { type HttpClient, NoAnswer } from './http-client.ts';
import { retryAfterOf } from './retry-policy.ts';
import type { Verdict } from './verdict.ts';
import { graphErrorOf, judgeGraphError } from './whatsapp-errors.ts';
import { MissingFile, mediaTypeOf, uploadMedia } from './whatsapp-media.ts';

type OutboundMessage = components['schemas']['OutboundMessage'];

export interface WhatsAppDeliveryOptions {
  store: Store;
  clock: Clock;
  whatsapp: ApiClient<WhatsAppTypes>;
  http: HttpClient;
  apiUrl: string;
  apiVersion: string;
  mediaFolder: string;
  /** Applies the statuses that came before WhatsApp's id was known (`domain/statuses.ts`). */
  applyParked(tx: StoreTransaction, channelId: ChannelId, send: Send): Promise<void>;
  /** Every part of the message was taken. */
  onAccepted(job: Job): void;
  /** When the CRM is to hear of a refusal that somebody may still be waiting for, UTC milliseconds. */
  refusalDueAt(job: Job, now: number): number;
  notifyCrm: boolean;
}

/**
 * Sends one part of an outgoing message per attempt. Before the request leaves, the part is committed as `sending`; whoever finds that mark later
 * knows that the answer was lost and does not send again. Exactly one outcome is recorded for each part.
 */
export function createWhatsAppDelivery(options: WhatsAppDeliveryOptions) {
  const { store, clock } = options;

  const deliver = async (job: Job): Promise<Verdict> => {
    const begun = await store.transaction((tx) => beginNextPart(tx, job));
    if (begun.kind === 'done') {
      const failure = begun.sends.find(({ state }) => state === 'failed')?.failure;
      if (failure) return { kind: 'final', ...failure };
      announce(job, begun.sends);
      return begun.unknown ? { kind: 'unknown', reason: 'an earlier attempt ended without an answer' } : { kind: 'delivered' };
    }
    const attempt = await sendPart(job, begun.send);
    await store.transaction((tx) => recordPart(tx, job, begun.send, attempt));
    if (attempt.verdict.kind !== 'delivered' && attempt.verdict.kind !== 'unknown') return attempt.verdict;
    const sends = await store.sends(job.channelId, job);
    if (sends.some(({ state }) => state === 'waiting')) return { kind: 'more' };
    announce(job, sends);
    return attempt.verdict;
  };

  const announce = (job: Job, sends: readonly Send[]) => {
    if (sends.every(({ state }) => state === 'accepted')) options.onAccepted(job);
  };

  const sendPart = async (job: Job, send: Send): Promise<Attempt> => {
    const channel = await store.channel(job.channelId);
    const token = await store.channelAccessToken(job.channelId);
    const conversation = await store.conversation(job.channelId, job.conversationId);
    if (!channel || !conversation || token === undefined || channel.state === 'deleted') {
      return { verdict: { kind: 'final', code: 0, reason: 'The channel of this message no longer exists.' } };
    }
    const authorization = `Bearer ${token}`;
    const params = { version: options.apiVersion, phoneNumberId: channel.phoneNumberId };
    const recipient = recipientOf(await store.aliases(job.channelId, conversation.contactId));
    if (!recipient) return { verdict: { kind: 'final', code: 0, reason: 'This customer has no address that WhatsApp can send to.' } };
    let content: Partial<OutboundMessage>;
    if (send.attachmentId === null) {
      content = { type: 'text', text: { body: send.text } };
    } else {
      const uploaded = await uploadPart(job, send, authorization, channel.phoneNumberId);
      if ('verdict' in uploaded) return uploaded;
      content = mediaContent(uploaded.attachment, uploaded.mediaId);
    }
    const body = {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...recipient,
      ...content,
      biz_opaque_callback_data: callbackDataOf(job, send.part),
    } as OutboundMessage;
    try {
      return judgeSend(await options.whatsapp('sendMessage', { params, body }, authorization), job, clock.now());
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return error.sent
        ? { verdict: { kind: 'unknown', reason: 'WhatsApp did not answer; a status will tell' } }
        : { verdict: { kind: 'retry', code: 0, reason: 'WhatsApp cannot be reached' } };
    }
  };

  const uploadPart = async (
    job: Job,
    send: Send,
    authorization: string,
    phoneNumberId: string,
  ): Promise<Attempt | { attachment: Attachment; mediaId: string }> => {
    const attachment = await store.attachment(job.channelId, send.attachmentId ?? '');
    if (!attachment) return { verdict: { kind: 'final', code: 0, reason: 'The file of this message is no longer in the store.' } };
    const url = `${options.apiUrl}/${options.apiVersion}/${phoneNumberId}/media`;
    try {
      const answer = await uploadMedia(options.http, url, authorization, attachment, options.mediaFolder);
      const mediaId = (answer.body as { id?: unknown } | undefined)?.id;
      if (answer.status === 200 && typeof mediaId === 'string') return { attachment, mediaId };
      const { verdict } = judgeSend(answer, job, clock.now());
      return { verdict: verdict.kind === 'unknown' ? { kind: 'retry', code: answer.status, reason: 'the upload failed' } : verdict };
    } catch (error) {
      if (error instanceof NoAnswer) return { verdict: { kind: 'retry', code: 0, reason: 'the upload got no answer' } };
      if (error instanceof MissingFile)
        return { verdict: { kind: 'final', code: 0, reason: 'The file of this message is no longer on the disk.' } };
      throw error;
    }
  };

  const recordPart = async (tx: StoreTransaction, job: Job, send: Send, { verdict, wamid }: Attempt): Promise<void> => {
    const { channelId } = job;
    const current = (await tx.sends(channelId, send)).find(({ part }) => part === send.part);
    // A status that carried our callback data may have settled the part while the answer was under way.
    if (!current || current.state === 'accepted') return;
    if (verdict.kind === 'delivered' && wamid) {
      const accepted: Send = { ...current, state: 'accepted', wamid };
      await tx.claimWamid(channelId, wamid, send);
      await tx.updateSend(channelId, send, accepted);
      await options.applyParked(tx, channelId, accepted);
      return;
    }
    if (verdict.kind === 'final')
      await tx.updateSend(channelId, send, { ...current, state: 'failed', failure: { code: verdict.code, reason: verdict.reason } });
    else await tx.updateSend(channelId, send, { ...current, state: verdict.kind === 'unknown' ? 'unknown' : 'waiting' });
  };

  /** Marks what was not sent as failed; the salesperson is told by the answer or by the message's status, so no operator has to look. */
  const onGivenUp = async (tx: StoreTransaction, job: Job, failure: Failure): Promise<'settled'> => {
    const { channelId } = job;
    for (const send of await tx.sends(channelId, job)) {
      if (send.state === 'waiting' || send.state === 'sending') await tx.updateSend(channelId, send, { ...send, state: 'failed', failure });
    }
    await tx.setMessageStatus(channelId, job, combineProgress(await tx.sends(channelId, job)));
    const now = clock.now();
    if (options.notifyCrm) {
      const { conversationId, seq } = job;
      await tx.enqueue({ channelId, destination: 'crm', conversationId, seq }, { now, dueAt: options.refusalDueAt(job, now) });
    }
    return 'settled';
  };

  return { deliver, onGivenUp };
}

interface Attempt {
  verdict: Verdict;
  wamid?: Wamid;
}

/** Takes the next part that waits and commits that it is being sent. A part left in `sending` is one whose answer was lost. */
async function beginNextPart(
  tx: StoreTransaction,
  job: Job,
): Promise<{ kind: 'send'; send: Send } | { kind: 'done'; sends: Send[]; unknown: boolean }> {
  const sends = await tx.sends(job.channelId, job);
  for (const send of sends) {
    if (send.state === 'sending') {
      send.state = 'unknown';
      await tx.updateSend(job.channelId, send, send);
    }
  }
  // After a refused part nothing more is sent: half a message with a gap would mislead.
  const next = sends.some(({ state }) => state === 'failed') ? undefined : sends.find(({ state }) => state === 'waiting');
  if (!next) return { kind: 'done', sends, unknown: sends.some(({ state }) => state === 'unknown') };
  await tx.updateSend(job.channelId, next, { ...next, state: 'sending' });
  return { kind: 'send', send: next };
}

/** A phone number where there is one; a business-scoped user id goes into `recipient`, never into `to` (it would be dropped silently). */
function recipientOf(aliases: readonly Alias[]): { to: string } | { recipient: string } | undefined {
  const waId = aliases.find(({ kind }) => kind === 'wa_id');
  if (waId) return { to: `+${waId.value}` };
  const userId = aliases.find(({ kind }) => kind === 'user_id');
  return userId && { recipient: userId.value };
}

function mediaContent({ name, contentType }: Attachment, mediaId: string): Partial<OutboundMessage> {
  switch (mediaTypeOf(contentType)) {
    case 'image':
      return { type: 'image', image: { id: mediaId } };
    case 'video':
      return { type: 'video', video: { id: mediaId } };
    case 'audio':
      return { type: 'audio', audio: { id: mediaId } };
    case 'document':
      return { type: 'document', document: { id: mediaId, filename: name } };
  }
}

function judgeSend({ status, headers, body }: ApiAnswer, job: Job, now: number): Attempt {
  const wamid = (body as { messages?: { id?: unknown }[] } | undefined)?.messages?.[0]?.id;
  if (status === 200 && typeof wamid === 'string' && wamid !== '') return { verdict: { kind: 'delivered' }, wamid: wamid as Wamid };
  const error = graphErrorOf(body);
  if (error) return { verdict: judgeGraphError(error, job.attempts, now, retryAfterOf(headers['retry-after'], now)) };
  if (status === 429)
    return {
      verdict: {
        kind: 'pause-channel',
        code: 429,
        reason: 'too many requests',
        at: retryAfterOf(headers['retry-after'], now) ?? now + 2000,
      },
    };
  // Accepted without an id, or a gateway's own error page: it may have been carried out.
  if (status < 300 || status >= 500)
    return { verdict: { kind: 'unknown', reason: `WhatsApp answered ${status} without saying what became of the message` } };
  return { verdict: { kind: 'final', code: status, reason: `WhatsApp answered ${status} without a reason.` } };
}
