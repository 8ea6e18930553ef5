import { Agent, request } from 'undici';
import type { Clock } from '../../src/clock.ts';
import { signatureOf } from './signature.ts';

export interface WebhookAnswer {
  /** 0 when no answer came. */
  status: number;
  /** The answer as text; without an answer, why. */
  body: string;
}

export interface WebhookSenderOptions {
  clock: Clock;
  appSecret: string;
  webhookUrl: () => string;
  /** How many times more each first attempt is posted. */
  duplicates: () => number;
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 10 * 60 * 1000;
/** Meta's overview page: repeated for up to 7 days. */
const GIVE_UP_MS = 7 * 24 * 60 * 60 * 1000;
/** Meta's calling FAQ: an answer after about 20 s comes too late. */
const TIMEOUT_MS = 20_000;

/**
 * Posts webhooks as Meta does: signed over the exact bytes, repeated after 1 s, 2 s, 4 s … 10 min on the clock until the answer is
 * exactly 200 or 7 days have passed. Order between deliveries is not kept.
 */
export function createWebhookSender({ clock, appSecret, webhookUrl, duplicates }: WebhookSenderOptions) {
  const agent = new Agent({ headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  const underWay = new Set<Promise<unknown>>();
  const waiting = new Set<() => void>();
  let stopped = false;

  const attempt = async (body: Buffer): Promise<WebhookAnswer> => {
    try {
      const response = await request(webhookUrl(), {
        method: 'POST',
        dispatcher: agent,
        headers: {
          'Content-Type': 'application/json',
          'User-Agent': 'facebookexternalua',
          'X-Hub-Signature-256': signatureOf(appSecret, body),
        },
        body,
      });
      return { status: response.statusCode, body: await response.body.text() };
    } catch (error) {
      return { status: 0, body: (error as Error).message || ((error as { code?: string }).code ?? 'no answer') };
    }
  };

  const retryLater = (body: Buffer, firstAt: number, delayMs: number): void => {
    if (stopped || clock.now() + delayMs - firstAt > GIVE_UP_MS) return;
    const cancel = clock.after(delayMs, () => {
      waiting.delete(cancel);
      void track(deliver(body, firstAt, Math.min(delayMs * 2, LONGEST_RETRY_MS)));
    });
    waiting.add(cancel);
  };

  const deliver = async (body: Buffer, firstAt: number, nextDelayMs: number): Promise<WebhookAnswer> => {
    const answer = await attempt(body);
    if (answer.status !== 200) retryLater(body, firstAt, nextDelayMs);
    return answer;
  };

  const track = async <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  };

  return {
    /** Resolves with the first answer; never rejects. Repetitions go on in the background. */
    async post(body: Buffer): Promise<WebhookAnswer> {
      const answer = await track(deliver(body, clock.now(), FIRST_RETRY_MS));
      for (let extra = duplicates(); extra > 0; extra--) await track(deliver(body, clock.now(), FIRST_RETRY_MS));
      return answer;
    },
    /** Resolves when no post is under way. Repetitions that wait for the clock do not count. */
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    async stop(): Promise<void> {
      stopped = true;
      for (const cancel of waiting) cancel();
      await agent.destroy();
    },
  };
}

export type WebhookSender = ReturnType<typeof createWebhookSender>;
