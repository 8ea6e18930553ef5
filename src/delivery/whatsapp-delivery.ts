import type { components, operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import type { Clock } from '../clock.ts';
import { type ChannelId, callbackDataOf } from '../store/ids.ts';
import { type Alias, type Failure, type Job, type Send, urgencies } from '../store/records.ts';
import { combineProgress } from '../store/status-lattice.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import type { ApiClient } from './api-client.ts';
import { createFileOrder } from './file-order.ts';
import { type HttpClient, NoAnswer } from './http-client.ts';
import type { SendBudget } from './send-budget.ts';
import { templateContent } from './template-content.ts';
import type { Verdict } from './verdict.ts';
import { judgeAnswer, type SendAttempt } from './whatsapp-answer.ts';
import { MissingFile, mediaContent, mediaKindOf, uploadMedia } from './whatsapp-media.ts';

type OutboundMessage = components['schemas']['OutboundMessage'];

export interface WhatsAppDeliveryOptions {
  store: Store;
  clock: Clock;
  whatsapp: ApiClient<WhatsAppTypes>;
  http: HttpClient;
  apiUrl: string;
  apiVersion: string;
  mediaFolder: string;
  budget: SendBudget;
  /** Where WhatsApp can fetch an attachment from us. */
  mediaLink(channelId: string, attachmentId: string): string;
  /** Applies the statuses that came before WhatsApp's id was known (`domain/statuses.ts`). */
  applyParked(tx: StoreTransaction, channelId: ChannelId, send: Send): Promise<void>;
  /** Every part of the message was taken. */
  onAccepted(job: Job): void;
  /** When the CRM is to hear of a refusal that somebody may still be waiting for, UTC milliseconds. */
  refusalDueAt(job: Job, now: number): number;
  notifyCrm: boolean;
}

/**
 * Brings an outgoing message to WhatsApp, one step per attempt: first every file is uploaded, then part after part is sent. Until a request is about to leave nothing
 * is marked, so that a fault or crash before it is tried again. Right before it leaves, the part is committed as `sending`; whoever finds that mark later knows that the
 * answer was lost and does not send again. What came of it is recorded in the transaction that settles the job.
 */
export function createWhatsAppDelivery(options: WhatsAppDeliveryOptions) {
  const { store, clock } = options;
  const order = createFileOrder(options);

  const deliver = async (job: Job): Promise<Verdict> => {
    const sends = await surrenderLost(job);
    const failure = sends.find(({ state }) => state === 'failed')?.failure;
    // After a refused part nothing more is sent: half a message with a gap would mislead.
    if (failure) return { kind: 'final', ...failure };
    const next = sends.find((send) => send.state === 'waiting' && needsUpload(send));
    const send = next ?? sends.find(({ state }) => state === 'waiting');
    if (!send) return finished(job, sends);
    const route = await routeOf(job);
    if ('kind' in route) return route;
    if (next) return uploadPart(job, next, route);
    const at = (await order.blockedUntil(job)) ?? options.budget.admit(job, clock.now());
    return at === undefined ? sendPart(job, send, route, sends) : { kind: 'postponed', at };
  };

  /** A part left in `sending` is one whose answer was lost with its worker. */
  const surrenderLost = async (job: Job): Promise<Send[]> => {
    const sends = await store.sends(job.channelId, job);
    if (sends.every(({ state }) => state !== 'sending')) return sends;
    return store.transaction(async (tx) => {
      const current = await tx.sends(job.channelId, job);
      if (!(await tx.isLeased(job))) return current;
      for (const send of current) if (send.state === 'sending') await tx.updateSend(job.channelId, send, { ...send, state: 'unknown' });
      return tx.sends(job.channelId, job);
    });
  };

  const finished = (job: Job, sends: readonly Send[]): Verdict => {
    if (sends.some(({ state }) => state === 'unknown'))
      return { kind: 'unknown', reason: 'an attempt ended without an answer; a status will tell' };
    return { kind: 'delivered', afterwards: () => options.onAccepted(job) };
  };

  /** Everything a request needs besides its content, or why there can be none. */
  const routeOf = async (job: Job): Promise<Route | Verdict> => {
    const [channel, token, conversation] = await Promise.all([
      store.channel(job.channelId),
      store.channelAccessToken(job.channelId),
      store.conversation(job.channelId, job.conversationId),
    ]);
    if (!channel || !conversation || token === undefined || channel.state === 'deleted') {
      return { kind: 'final', code: 0, reason: 'The channel of this message no longer exists.' };
    }
    const recipient = recipientOf(conversation.address ?? (await store.aliases(job.channelId, conversation.contactId))[0]);
    if (!recipient) return { kind: 'final', code: 0, reason: 'This customer has no address that WhatsApp can send to.' };
    return { phoneNumberId: channel.phoneNumberId, authorization: `Bearer ${token}`, recipient };
  };

  /** Repeating an upload does no harm: a file that no message refers to is never shown. */
  const uploadPart = async (job: Job, send: Send, { authorization, phoneNumberId }: Route): Promise<Verdict> => {
    const attachment = await store.attachment(job.channelId, send.attachmentId ?? '');
    if (!attachment) return { kind: 'final', code: 0, reason: 'The file of this message is no longer in the store.' };
    const url = `${options.apiUrl}/${options.apiVersion}/${phoneNumberId}/media`;
    try {
      const answer = await uploadMedia(options.http, url, authorization, attachment, options.mediaFolder);
      const mediaId = (answer.body as { id?: unknown } | undefined)?.id;
      if (answer.status === 200 && typeof mediaId === 'string') {
        return {
          kind: 'more',
          async record(tx, leased) {
            if (leased) await tx.setSendMedia(job.channelId, send, mediaId);
          },
        };
      }
      const { verdict } = judgeAnswer(answer, job, clock.now());
      return verdict.kind === 'unknown' ? { kind: 'retry', code: answer.status, reason: 'the upload failed' } : verdict;
    } catch (error) {
      if (error instanceof NoAnswer) return { kind: 'retry', code: 0, reason: 'the upload got no answer' };
      if (error instanceof MissingFile) return { kind: 'final', code: 0, reason: 'The file of this message is no longer on the disk.' };
      throw error;
    }
  };

  const sendPart = async (
    job: Job,
    send: Send,
    { authorization, phoneNumberId, recipient }: Route,
    sends: readonly Send[],
  ): Promise<Verdict> => {
    const body = {
      messaging_product: 'whatsapp',
      ...recipient,
      ...(await contentOf(job, send)),
      biz_opaque_callback_data: callbackDataOf(job, send.part),
    } as OutboundMessage;
    const mayLeave = await store.transaction(async (tx) => {
      // A late status of an earlier attempt may have settled the part since it was read.
      const current = (await tx.sends(job.channelId, send)).find(({ part }) => part === send.part);
      if (current?.state !== 'waiting' || !(await tx.isLeased(job))) return false;
      await tx.updateSend(job.channelId, send, { ...current, state: 'sending' });
      return true;
    });
    if (!mayLeave) return { kind: 'more' };
    const { verdict, wamid } = await request({ version: options.apiVersion, phoneNumberId }, body, authorization, job);
    if (verdict.kind === 'pause-recipient') options.budget.refused(job, verdict.at ?? clock.now());
    if (wamid !== undefined && send.attachmentId !== null) order.taken(job, wamid);
    const record: NonNullable<Verdict['record']> = (tx, leased) => recordPart(tx, job, send, { verdict, wamid }, leased);
    const others = sends.filter(({ part }) => part !== send.part);
    const settledSoFar = verdict.kind === 'delivered' || verdict.kind === 'unknown';
    if (settledSoFar && others.some(({ state }) => state === 'waiting')) return { kind: 'more', record };
    if (verdict.kind !== 'delivered') return { ...verdict, record };
    return { ...finished(job, others), record };
  };

  const request = async (
    params: { version: string; phoneNumberId: string },
    body: OutboundMessage,
    authorization: string,
    job: Job,
  ): Promise<SendAttempt> => {
    try {
      return judgeAnswer(await options.whatsapp('sendMessage', { params, body }, authorization), job, clock.now());
    } catch (error) {
      if (error instanceof NoAnswer && error.sent)
        return { verdict: { kind: 'unknown', reason: 'WhatsApp did not answer; a status will tell' } };
      // Whatever else was thrown, was thrown before anything left.
      return { verdict: { kind: 'retry', code: 0, reason: 'WhatsApp cannot be reached' } };
    }
  };

  const contentOf = async (job: Job, send: Send): Promise<Partial<OutboundMessage>> => {
    if (send.attachmentId === null) return send.template ? templateContent(send.template) : { type: 'text', text: { body: send.text } };
    const attachment = await store.attachment(job.channelId, send.attachmentId);
    if (!attachment) throw new Error('a file to send has no attachment');
    const source = send.mediaId === null ? { link: options.mediaLink(job.channelId, attachment.id) } : { id: send.mediaId };
    if (send.template) return templateContent(send.template, { name: attachment.name, source });
    return mediaContent(mediaKindOf(send, attachment), attachment.name, source, send.text);
  };

  /** That WhatsApp took a message is true whoever holds the lane; anything else is the lane holder's to say. */
  const recordPart = async (
    tx: StoreTransaction,
    job: Job,
    send: Send,
    { verdict, wamid }: SendAttempt,
    leased: boolean,
  ): Promise<void> => {
    const { channelId } = job;
    const current = (await tx.sends(channelId, send)).find(({ part }) => part === send.part);
    // A status that carried our callback data may have settled the part while the answer was under way.
    if (!current || current.state === 'accepted') return;
    if (verdict.kind === 'delivered' && wamid) {
      const accepted: Send = { ...current, state: 'accepted', wamid };
      await tx.claimWamid(channelId, wamid, send);
      await tx.updateSend(channelId, send, accepted);
      await options.applyParked(tx, channelId, accepted);
    } else if (leased && verdict.kind === 'final') {
      await tx.updateSend(channelId, send, { ...current, state: 'failed', failure: { code: verdict.code, reason: verdict.reason } });
    } else if (leased) {
      await tx.updateSend(channelId, send, { ...current, state: verdict.kind === 'unknown' ? 'unknown' : 'waiting' });
    }
  };

  /** Marks what was not sent as failed; the salesperson is told by the answer or by the message's status, so no operator has to look. */
  const onGivenUp = async (tx: StoreTransaction, job: Job, failure: Failure): Promise<'settled'> => {
    const { channelId } = job;
    for (const send of await tx.sends(channelId, job)) {
      if (send.state === 'waiting') await tx.updateSend(channelId, send, { ...send, state: 'failed', failure });
    }
    await tx.setMessageStatus(channelId, job, combineProgress(await tx.sends(channelId, job)));
    const now = clock.now();
    if (options.notifyCrm) {
      const { conversationId, seq } = job;
      await tx.enqueue(
        { channelId, destination: 'crm', conversationId, seq },
        { now, dueAt: options.refusalDueAt(job, now), urgency: urgencies.failed },
      );
    }
    return 'settled';
  };

  return { deliver, onGivenUp };
}

interface Route {
  phoneNumberId: string;
  authorization: string;
  recipient: Recipient;
}

type Recipient = Pick<OutboundMessage, 'recipient_type' | 'to' | 'recipient'>;

/** A file has to be at WhatsApp before a message can carry it, unless WhatsApp fetches it itself. */
const needsUpload = ({ attachmentId, mediaId, mediaKind }: Send): boolean =>
  attachmentId !== null && mediaId === null && mediaKind !== 'linked-document';

/** A phone number goes into `to`, with its plus, and so does a group; a business-scoped user id into `recipient`, never into `to` (it would be dropped silently). */
function recipientOf(address: Alias | undefined): Recipient | undefined {
  switch (address?.kind) {
    case 'wa_id':
      return { recipient_type: 'individual', to: `+${address.value}` };
    case 'user_id':
      return { recipient_type: 'individual', recipient: address.value };
    case 'group_id':
      return { recipient_type: 'group', to: address.value };
    default:
      return undefined;
  }
}
