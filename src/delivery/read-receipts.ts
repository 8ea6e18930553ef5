import type { operations as WhatsAppTypes } from '../../generated/whatsapp-cloud/types.ts';
import type { Clock } from '../clock.ts';
import type { Wamid } from '../store/ids.ts';
import type { Job } from '../store/records.ts';
import type { Store } from '../store/store.ts';
import type { ApiClient } from './api-client.ts';
import { NoAnswer } from './http-client.ts';
import { graphErrorOf } from './whatsapp-errors.ts';

/** Receipts under way at once; they share their connections with the messages, which come first. */
const AT_ONCE = 4;
/** Conversations that wait for a receipt, and those whose last one is remembered. */
const MOST_WAITING = 1000;
const MOST_REMEMBERED = 10_000;
/** A message can be marked as read for 30 days (D/messages/mark-message-as-read). */
const MARKABLE_MS = 30 * 24 * 3_600_000;

export interface ReadReceiptOptions {
  store: Store;
  clock: Clock;
  whatsapp: ApiClient<WhatsAppTypes>;
  apiVersion: string;
  /** WhatsApp did not take a receipt; `code` is its error code, 0 without one. */
  onRefused(code: number): void;
  onError(error: unknown): void;
}

export interface ReadReceipts {
  /** The salesperson answered: what the customer wrote before that is read. Returns at once. */
  answered(job: Pick<Job, 'channelId' | 'conversationId' | 'seq'>): void;
  /** Sends no more receipts and resolves when those under way are over. */
  drain(): Promise<void>;
}

/**
 * Marks the customer's messages as read on WhatsApp once they were answered; a receipt counts for all earlier messages too, and costs nothing. Best effort: it comes after
 * the answer was taken and recorded, each is tried once, and one that failed is made good by the next answer's. Shows no typing: nobody tells us of it.
 */
export function createReadReceipts(options: ReadReceiptOptions): ReadReceipts {
  const { store, clock } = options;
  const waiting = new Map<string, Parameters<ReadReceipts['answered']>[0]>();
  const marked = new Map<string, Wamid>();
  const underWay = new Set<Promise<void>>();
  let draining = false;

  const send = async (key: string, job: Parameters<ReadReceipts['answered']>[0]): Promise<void> => {
    const [channel, token, received, conversation] = await Promise.all([
      store.channel(job.channelId),
      store.channelAccessToken(job.channelId),
      store.lastReceived(job.channelId, job),
      store.conversation(job.channelId, job.conversationId),
    ]);
    // Nothing can be marked as read in a group (D/groups).
    if (conversation?.address?.kind === 'group_id') return;
    if (!channel || token === undefined || !received || marked.get(key) === received.wamid) return;
    if (clock.now() - received.createdAt >= MARKABLE_MS) return;
    const { phoneNumberId } = channel;
    const body = { messaging_product: 'whatsapp', status: 'read', message_id: received.wamid } as const;
    try {
      const answer = await options.whatsapp(
        'sendMessage',
        { params: { version: options.apiVersion, phoneNumberId }, body },
        `Bearer ${token}`,
      );
      if (answer.status !== 200) return options.onRefused(graphErrorOf(answer.body)?.code ?? 0);
      remember(key, received.wamid);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      options.onRefused(0);
    }
  };

  const remember = (key: string, wamid: Wamid) => {
    const [oldest] = marked.keys();
    if (marked.size >= MOST_REMEMBERED && oldest !== undefined) marked.delete(oldest);
    marked.set(key, wamid);
  };

  const next = () => {
    const [first] = waiting;
    if (!first || draining || underWay.size >= AT_ONCE) return;
    const [key, job] = first;
    waiting.delete(key);
    const work = send(key, job)
      .catch(options.onError)
      .finally(() => {
        underWay.delete(work);
        next();
      });
    underWay.add(work);
  };

  return {
    answered(job) {
      const key = `${job.channelId}/${job.conversationId}`;
      if (waiting.size >= MOST_WAITING && !waiting.has(key)) return;
      waiting.set(key, job);
      next();
    },
    async drain() {
      draining = true;
      await Promise.all(underWay);
    },
  };
}
