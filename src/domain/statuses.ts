import { type ChannelId, type ConversationId, callbackRefOf, type MessageRef, type Wamid } from '../store/ids.ts';
import { type Send, type StatusEvent, urgencies } from '../store/records.ts';
import { combineProgress, mergeStatus, visibleStatus } from '../store/status-lattice.ts';
import type { StoreTransaction } from '../store/store.ts';

/** Statuses that follow each other closely reach the inbox as one: each call there costs tokens of the customer's daily budget. */
export const STATUS_COALESCE_MS = 2000;

export interface StatusContext {
  tx: StoreTransaction;
  channelId: ChannelId;
  now: number;
  /** Whether changes are to reach the CRM. */
  notifyCrm: boolean;
}

/** `erased`: it is of a message that was erased with its customer, and leaves nothing. */
export type StatusOutcome = 'applied' | 'parked' | 'duplicate' | 'erased';

/**
 * Keeps one status and applies it to the send it belongs to. A status whose message id is not known yet is parked: the send finds it when it learns
 * its id. A status that carries our callback data settles a send whose own answer was lost.
 */
export async function applyStatus(context: StatusContext, event: StatusEvent, callbackData: string | undefined): Promise<StatusOutcome> {
  const { tx, channelId, now } = context;
  const known = await tx.messageByWamid(channelId, event.wamid);
  const named = known ? undefined : callbackRefOf(callbackData);
  if (!known && ((await tx.isErased(channelId, event.wamid)) || (named && (await tx.isErased(channelId, named.conversationId))))) {
    return 'erased';
  }
  if (!(await tx.recordStatus(channelId, event, now))) return 'duplicate';
  const place = known ?? (named && (await settleByCallback(context, event.wamid, named)));
  if (!place) return 'parked';
  const send = (await tx.sends(channelId, place)).find(({ part }) => part === place.part);
  if (!send) return 'parked';
  // A send that learns its id only now takes along what was parked under it.
  await updateProgress(context, send, known ? [event] : await tx.statusesOf(channelId, event.wamid));
  return 'applied';
}

/** How far WhatsApp's clock, which tells whole seconds, may be behind ours. */
const CLOCK_SKEW_MS = 60_000;

/**
 * An echo of what the business wrote may be of a send of ours that is under way, or whose answer was lost: the same words in the same conversation, without an id so
 * far, and not written before the send was. Then it gets its id and is accepted; true. The customer has that text once, whoever typed it.
 */
export async function settleByEcho(
  context: StatusContext,
  conversationId: ConversationId,
  { wamid, text, at }: { wamid: Wamid; text: string; at: number },
): Promise<boolean> {
  const { tx, channelId } = context;
  const send = (await tx.sendsWithoutAnswer(channelId, conversationId)).find((open) => open.text === text && open.attachmentId === null);
  const message = send && (await tx.message(channelId, send));
  if (!send || !message || at < message.createdAt - CLOCK_SKEW_MS) return false;
  await tx.claimWamid(channelId, wamid, send);
  const accepted: Send = { ...send, state: 'accepted', wamid };
  await tx.updateSend(channelId, send, accepted);
  await updateProgress(context, accepted, [{ status: 'sent', failure: null }, ...(await tx.statusesOf(channelId, wamid))]);
  return true;
}

async function settleByCallback({ tx, channelId }: StatusContext, wamid: Wamid, place: MessageRef & { part: number }) {
  const send = (await tx.sends(channelId, place)).find(({ part }) => part === place.part);
  if (!send || (send.wamid !== null && send.wamid !== wamid)) return undefined;
  await tx.claimWamid(channelId, wamid, place);
  await tx.updateSend(channelId, place, { state: 'accepted', wamid, rank: send.rank, failure: send.failure });
  return place;
}

/** Merges statuses into a send and its message; a change that shows is queued for the CRM. */
export async function updateProgress(
  context: StatusContext,
  send: Send,
  events: readonly Pick<StatusEvent, 'status' | 'failure'>[],
): Promise<void> {
  const { tx, channelId, now, notifyCrm } = context;
  const before = await tx.message(channelId, send);
  if (!before) return;
  const progress = events.reduce(mergeStatus, { rank: send.rank, failure: send.failure });
  const current = (await tx.sends(channelId, send)).map((part) => (part.part === send.part ? { ...part, ...progress } : part));
  const own = current.find((part) => part.part === send.part) as Send;
  await tx.updateSend(channelId, send, { state: own.state, wamid: own.wamid, ...progress });
  const after = combineProgress(current);
  await tx.setMessageStatus(channelId, send, after);
  if (!notifyCrm || visibleStatus(before) === visibleStatus(after)) return;
  const shown = visibleStatus(after);
  const dueAt = shown === 'failed' ? now : now + STATUS_COALESCE_MS;
  const urgency = shown === 'failed' || shown === 'read' ? urgencies[shown] : urgencies.delivered;
  await tx.enqueue({ channelId, destination: 'crm', conversationId: send.conversationId, seq: send.seq }, { now, dueAt, urgency });
}
