import type { components, operations as PipedriveTypes } from '../../generated/pipedrive-api/types.ts';
import type { Clock } from '../clock.ts';
import { hasPreview } from '../store/has-preview.ts';
import { messageIdOf } from '../store/ids.ts';
import type { Job } from '../store/records.ts';
import { visibleStatus } from '../store/status-lattice.ts';
import type { Store } from '../store/store.ts';
import { shownText } from '../whatsapp-errors/failure-note.ts';
import type { ApiAnswer, ApiClient } from './api-client.ts';
import { NoAnswer } from './http-client.ts';
import type { PipedriveAccess, PipedriveAccounts } from './pipedrive-access.ts';
import { retryAfterOf } from './retry-policy.ts';
import type { Verdict } from './verdict.ts';

export interface CrmDeliveryOptions {
  store: Store;
  clock: Clock;
  accounts: PipedriveAccounts;
  /** A client for the address of an installation. */
  pipedrive(apiDomain: string): ApiClient<PipedriveTypes>;
  mediaLink(channelId: string, attachmentId: string): string;
}

const MINUTE = 60_000;

/**
 * Brings one message, in its newest state, into Pipedrive's inbox: `POST /channels/messages/receive` is an upsert by our id, so that
 * a repeated delivery changes nothing and several status changes need one call.
 */
export function createCrmDelivery({ store, clock, accounts, pipedrive, mediaLink }: CrmDeliveryOptions): (job: Job) => Promise<Verdict> {
  return async (job) => {
    const installation = await store.installationOf(job.channelId);
    if (!installation) {
      return { kind: 'pause-channel', code: 0, reason: 'no Pipedrive company is connected to this channel', at: clock.now() + 10 * MINUTE };
    }
    const body = await receiveMessageBody(store, job, mediaLink);
    if (!body) return { kind: 'final', code: 0, reason: 'the channel of this message was deleted' };
    const push = ({ apiDomain, accessToken }: PipedriveAccess) => pipedrive(apiDomain)('receiveMessage', { body }, `Bearer ${accessToken}`);
    try {
      const access = await accounts.accessOf(installation.id);
      if (access.kind === 'none') return { kind: 'pause-channel', code: access.code, reason: access.reason, at: access.retryAt };
      const answer = await push(access);
      if (answer.status !== 401) return judge(answer, clock.now());
      await accounts.refused(access);
      const renewed = await accounts.accessOf(installation.id);
      if (renewed.kind === 'none') return { kind: 'pause-channel', code: renewed.code, reason: renewed.reason, at: renewed.retryAt };
      return judge(renewed.tokenVersion === access.tokenVersion ? answer : await push(renewed), clock.now());
    } catch (error) {
      if (error instanceof NoAnswer) return { kind: 'retry', code: 0, reason: 'Pipedrive did not answer' };
      throw error;
    }
  };
}

async function receiveMessageBody(
  store: Store,
  job: Job,
  mediaLink: CrmDeliveryOptions['mediaLink'],
): Promise<components['schemas']['ReceiveMessageRequest'] | undefined> {
  const [channel, conversation, message] = await Promise.all([
    store.channel(job.channelId),
    store.conversation(job.channelId, job.conversationId),
    store.message(job.channelId, job),
  ]);
  if (!channel || channel.state === 'deleted' || !conversation || !message) return undefined;
  const attachments = message.attachmentCount > 0 ? await store.attachments(job.channelId, job) : [];
  const status = visibleStatus(message);
  return {
    id: messageIdOf(message),
    channel_id: channel.id,
    sender_id: message.direction === 'inbound' ? conversation.contactId : channel.sourceUserId,
    conversation_id: conversation.id,
    message: shownText(message, status),
    status,
    created_at: new Date(message.createdAt).toISOString(),
    reply_by: message.replyBy === null ? null : new Date(message.replyBy).toISOString(),
    attachments: attachments.map(({ id, name, contentType, size }) => ({
      id,
      type: contentType,
      name,
      size,
      url: mediaLink(channel.id, id),
      link_expires: true,
      preview_url: hasPreview({ contentType, size }) ? mediaLink(channel.id, id) : null,
    })),
  };
}

/** Sorts Pipedrive's answers (reference: Channels API and general rules). Undocumented codes are surfaced, not repeated. */
function judge({ status, headers, body }: ApiAnswer, now: number): Verdict {
  const code = status;
  const notBefore = retryAfterOf(headers['retry-after'], now) ?? retryAfterOf(headers['x-ratelimit-reset'], now);
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  if (status === 429) return { kind: 'pause-channel', code, reason: "Pipedrive's rate limit is reached", at: notBefore ?? now + 2000 };
  if (status === 401) return { kind: 'pause-channel', code, reason: 'Pipedrive refused the access token', at: now + 5 * MINUTE };
  if (status === 402) return { kind: 'pause-channel', code, reason: "the company's Pipedrive plan has ended", at: now + 60 * MINUTE };
  if (status === 403)
    return { kind: 'pause-channel', code, reason: 'Pipedrive refuses: the scope is missing, or too many requests', at: now + 15 * MINUTE };
  if (status === 404 || status === 410) {
    return {
      kind: 'pause-channel',
      code,
      reason: 'Pipedrive no longer offers the Channels API, or does not know this channel',
      at: now + 60 * MINUTE,
    };
  }
  if (status >= 500 || status === 408) {
    return { kind: 'retry', code, reason: `Pipedrive answered ${status}`, ...(notBefore === undefined ? {} : { at: notBefore }) };
  }
  if (status < 400 || status === 421) {
    return {
      kind: 'pause-channel',
      code,
      reason: 'Pipedrive answers from another address; the company may have changed its domain',
      at: now + 5 * MINUTE,
    };
  }
  if (![400, 409, 413, 415, 422].includes(status)) return { kind: 'retry', code, reason: `Pipedrive answered ${status}` };
  return { kind: 'final', code, reason: `Pipedrive refused the message (${status}${vendorCodeOf(body)})` };
}

function vendorCodeOf(body: unknown): string {
  const code = (body as { additional_data?: { code?: unknown } } | undefined)?.additional_data?.code;
  return typeof code === 'string' ? `, ${code.slice(0, 80)}` : '';
}
