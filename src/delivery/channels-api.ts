import type { Clock } from '../clock.ts';
import type { ConversationId, InstallationId } from '../store/ids.ts';
import { type Channel, urgencies } from '../store/records.ts';
import type { StoreTransaction } from '../store/store.ts';
import type { Caller } from './burst-budget.ts';
import type { PipedriveCalls, PipedriveOutcome, PipedriveResult } from './pipedrive-calls.ts';
import { channelStopOf } from './pipedrive-reasons.ts';

/** What a call about a channel came to, for whoever keeps its books. */
export type ChannelsApiEnd =
  /** As asked: also where it was so already. */
  | { kind: 'done' }
  /** Until a person changes something, the same again gives the same answer. */
  | { kind: 'refused'; note: string }
  /** Without `retryAt`: nothing is known of when it may succeed. */
  | { kind: 'later'; note: string; retryAt?: number };

export interface ChannelsApiResult {
  end: ChannelsApiEnd;
  /** What was learnt on the way, to be written whatever becomes of the caller's own work. */
  record(tx: StoreTransaction): Promise<void>;
}

/** A channel that belongs to an installation. */
export type ConnectedChannel = Channel & { installationId: InstallationId };

/** Registers channels and removes them with what is in them: `addChannel`, `deleteChannel`, `deleteConversation`. */
export function createChannelsApi({ pipedrive, clock }: { pipedrive: PipedriveCalls; clock: Clock }) {
  const resultOf = ({ outcome, record }: PipedriveResult): ChannelsApiResult => ({ end: endOf(outcome, clock.now()), record });
  return {
    /** Pipedrive reads the channel's conversations before it answers: what it needs for that is committed before. */
    async add(channel: ConnectedChannel, by: 'person' | 'queue'): Promise<ChannelsApiResult> {
      const body = {
        name: channel.name,
        provider_channel_id: channel.id,
        provider_type: channel.providerType,
        template_support: channel.templateSupport,
        ...(channel.avatarUrl === null ? {} : { avatar_url: channel.avatarUrl }),
      };
      const caller: Caller = by === 'person' ? { kind: 'person' } : { kind: 'queue', lane: channel.id, urgency: urgencies.message };
      return resultOf(await pipedrive('addChannel', { body }, { installationId: channel.installationId, caller }));
    },
    async remove({ id, installationId }: ConnectedChannel): Promise<ChannelsApiResult> {
      const result = await pipedrive('deleteChannel', { params: { channelId: id } }, { installationId, caller: { kind: 'person' } });
      return notThere(resultOf(result), result);
    },
    async removeConversation({ id, installationId }: ConnectedChannel, conversationId: ConversationId): Promise<ChannelsApiResult> {
      const params = { channelId: id, conversationId };
      const result = await pipedrive('deleteConversation', { params }, { installationId, caller: { kind: 'person' } });
      return notThere(resultOf(result), result);
    },
  };
}

/** What is not there, or stood in an inbox that is gone, need not be removed. */
const notThere = (usual: ChannelsApiResult, { outcome }: PipedriveResult): ChannelsApiResult =>
  outcome.kind === 'not-found' || outcome.kind === 'gone' ? { ...usual, end: { kind: 'done' } } : usual;

function endOf(outcome: PipedriveOutcome, now: number): ChannelsApiEnd {
  switch (outcome.kind) {
    case 'ok':
    // The id is ours alone, and a channel stays with the company it was made for: whoever registered it there before was us.
    case 'already-exists':
      return { kind: 'done' };
    case 'invalid':
      return { kind: 'refused', note: `Pipedrive refused it (${[outcome.code, outcome.vendorCode].filter(Boolean).join(', ')})` };
    case 'server-fault':
      return {
        kind: 'later',
        note: `Pipedrive answered ${outcome.code}`,
        ...(outcome.until === undefined ? {} : { retryAt: outcome.until }),
      };
    case 'no-answer':
      return { kind: 'later', note: 'Pipedrive did not answer' };
    case 'waits':
      return { kind: 'later', note: 'the budget of calls in two seconds is used up', retryAt: outcome.until };
    default: {
      const stop = channelStopOf(outcome, now);
      if (!stop) throw new Error(`no rule for ${outcome.kind}`);
      const isRefusal = outcome.kind === 'admin-only' || outcome.kind === 'missing-scope' || outcome.kind === 'forbidden';
      return isRefusal ? { kind: 'refused', note: stop.reason } : { kind: 'later', note: stop.reason, retryAt: stop.until };
    }
  }
}
