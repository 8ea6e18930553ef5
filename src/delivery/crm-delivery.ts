import type { components } from '../../generated/pipedrive-api/types.ts';
import type { Clock } from '../clock.ts';
import { hasPreview } from '../store/has-preview.ts';
import { messageIdOf } from '../store/ids.ts';
import type { Channel, Job } from '../store/records.ts';
import { visibleStatus } from '../store/status-lattice.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { shownText } from '../whatsapp-errors/failure-note.ts';
import type { PipedriveCalls, PipedriveOutcome } from './pipedrive-calls.ts';
import { channelStopOf } from './pipedrive-reasons.ts';
import type { Verdict } from './verdict.ts';

export interface CrmDeliveryOptions {
  store: Store;
  clock: Clock;
  pipedrive: PipedriveCalls;
  mediaLink(channelId: string, attachmentId: string): string;
}

const MINUTE = 60_000;

/**
 * Brings one message, in its newest state, into Pipedrive's inbox: `POST /channels/messages/receive` is an upsert by our id, so that
 * a repeated delivery changes nothing and several status changes need one call.
 */
export function createCrmDelivery({ store, clock, pipedrive, mediaLink }: CrmDeliveryOptions): (job: Job) => Promise<Verdict> {
  return async (job) => {
    const channel = await store.channel(job.channelId);
    if (!channel || channel.state === 'deleted') return { kind: 'final', code: 0, reason: 'the channel of this message was deleted' };
    const missing = notReady(channel);
    const stillHolds = isAsItWas(channel);
    if (missing || channel.installationId === null) {
      const reason = missing ?? 'no Pipedrive company is connected';
      return { kind: 'pause-channel', code: 0, reason, at: clock.now() + 10 * MINUTE, stillHolds };
    }
    const body = await receiveMessageBody(store, channel, job, mediaLink);
    if (!body) return { kind: 'final', code: 0, reason: 'the message is not there any more' };
    const caller = { kind: 'queue', lane: `${job.channelId}/${job.conversationId}`, urgency: job.urgency } as const;
    const { outcome, record } = await pipedrive('receiveMessage', { body }, { installationId: channel.installationId, caller });
    return {
      ...verdictOf(outcome, clock.now()),
      ...(outcome.kind === 'no-access' ? { stillHolds } : {}),
      record: outcome.kind === 'not-found' ? (tx) => recordUnknown(tx, channel, record, clock.now()) : record,
    };
  };
}

/** False once somebody connected, registered, paused or deleted the channel since it was read. */
const isAsItWas =
  (seen: Channel) =>
  async (tx: StoreTransaction): Promise<boolean> => {
    const { state, installationId, registration } = (await tx.channel(seen.id)) ?? seen;
    const { state: progress, at } = seen.registration;
    return state === seen.state && installationId === seen.installationId && registration.state === progress && registration.at === at;
  };

/** Why nothing of this channel is sent yet. Pipedrive refuses what it gets for a channel it does not know, and what it refuses is not repeated. */
function notReady({ state, installationId, registration }: Channel): string | undefined {
  if (state === 'disabled') return 'the channel is paused';
  if (installationId === null) return 'no Pipedrive company is connected to this channel';
  if (registration.state === 'registered') return undefined;
  const why = registration.note === null ? '' : `: ${registration.note}`;
  return registration.state === 'refused'
    ? `Pipedrive refused to register this channel${why}`
    : `the channel is not registered with Pipedrive yet${why}`;
}

/** Whether it was removed there, only a person knows: registering it again unasked would bring back what somebody deleted. */
async function recordUnknown(
  tx: StoreTransaction,
  { id, registration }: Channel,
  record: (tx: StoreTransaction) => Promise<void>,
  now: number,
): Promise<void> {
  await record(tx);
  const channel = await tx.channel(id);
  // Registered anew since, it is known again.
  if (channel?.registration.state !== 'registered' || channel.registration.at !== registration.at) return;
  const note = 'Pipedrive does not know the channel any more: somebody may have removed it there. Register it again, or delete it here';
  await tx.setRegistration(id, { state: 'refused', note, at: now });
}

function verdictOf(outcome: PipedriveOutcome, now: number): Verdict {
  switch (outcome.kind) {
    case 'ok':
      return { kind: 'delivered' };
    case 'waits':
      return { kind: 'postponed', at: outcome.until };
    case 'invalid': {
      const vendorCode = outcome.vendorCode === undefined ? '' : `, ${outcome.vendorCode}`;
      return { kind: 'final', code: outcome.code, reason: `Pipedrive refused the message (${outcome.code}${vendorCode})` };
    }
    case 'server-fault': {
      const { code, until } = outcome;
      return { kind: 'retry', code, reason: `Pipedrive answered ${code}`, ...(until === undefined ? {} : { at: until }) };
    }
    case 'no-answer':
      return { kind: 'retry', code: 0, reason: 'Pipedrive did not answer' };
    case 'already-exists':
      throw new Error(`no message is answered with ${outcome.kind}`);
    default: {
      const stop = channelStopOf(outcome, now);
      if (!stop) throw new Error(`no rule for ${outcome.kind}`);
      return { kind: 'pause-channel', code: stop.code, reason: stop.reason, at: stop.until };
    }
  }
}

async function receiveMessageBody(
  store: Store,
  channel: Channel,
  job: Job,
  mediaLink: CrmDeliveryOptions['mediaLink'],
): Promise<components['schemas']['ReceiveMessageRequest'] | undefined> {
  const [conversation, message] = await Promise.all([store.conversation(channel.id, job.conversationId), store.message(channel.id, job)]);
  if (!conversation || !message) return undefined;
  const attachments = message.attachmentCount > 0 ? await store.attachments(channel.id, job) : [];
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
