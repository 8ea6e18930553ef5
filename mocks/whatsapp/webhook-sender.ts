import { Agent, request } from 'undici';
import type { Clock } from '../../src/clock.ts';
import { createSchedule } from './schedule.ts';
import { signatureOf } from './signature.ts';
import { fromBase64, inBase64 } from './webhook-gate.ts';

export interface WebhookAnswer {
  /** 0 when no answer came. */
  status: number;
  /** The answer as text; without an answer, why. */
  body: string;
}

/** One attempt, for the journal. */
export interface WebhookAttempt {
  at: number;
  url: string;
  body: Buffer;
  answer: WebhookAnswer;
}

export interface WebhookSenderOptions {
  clock: Clock;
  /** Asked for every attempt. An empty address: nobody wants webhooks, nothing is posted. */
  target: () => { webhookUrl: string; appSecret: string };
  /** How many times more each first attempt is posted. */
  duplicates: () => number;
  onAttempt?: ((attempt: WebhookAttempt) => void) | undefined;
}

/** A webhook that has not been answered with 200 yet. */
interface Delivery {
  body: Buffer;
  /** When it was posted first. */
  firstAt: number;
  /** How long after a failure it is posted again. */
  nextDelayMs: number;
  /** How many more of it are to be posted once this one is answered. */
  duplicates: number;
}

export interface SenderSnapshot {
  deliveries: { at: number; body: string; firstAt: number; nextDelayMs: number; duplicates: number }[];
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 10 * 60 * 1000;
/** Meta's overview page: repeated for up to 7 days. */
const GIVE_UP_MS = 7 * 24 * 60 * 60 * 1000;
/** Meta's calling FAQ: an answer after about 20 s comes too late. */
const TIMEOUT_MS = 20_000;
/** Beyond so many at a time webhooks wait for their turn, so that a slow provider does not run the simulator out of sockets. */
const CONNECTIONS = 128;

/**
 * Posts webhooks as Meta does: signed over the exact bytes, repeated after 1 s, 2 s, 4 s … 10 min on the clock until the answer is
 * exactly 200 or 7 days have passed. Order between deliveries is not kept.
 */
export function createWebhookSender({ clock, target, duplicates, onAttempt }: WebhookSenderOptions) {
  const agent = new Agent({ headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS, connections: CONNECTIONS });
  const underWay = new Set<Promise<unknown>>();
  // Everything that is being posted or is next in a series: a snapshot must not lose it.
  const open = new Set<Delivery>();
  let stopped = false;

  const attempt = async (body: Buffer): Promise<WebhookAnswer> => {
    const at = clock.now();
    const aim = aimAt(target);
    if ('body' in aim) return aim;
    const answer = await ask(agent, aim.webhookUrl, aim.appSecret, body);
    onAttempt?.({ at, url: aim.webhookUrl, body, answer });
    return answer;
  };

  const deliver = async (delivery: Delivery): Promise<WebhookAnswer> => {
    const answer = await attempt(delivery.body);
    // False when everything was called off meanwhile.
    if (!open.delete(delivery) || stopped || answer === nobody) return answer;
    const { nextDelayMs, firstAt } = delivery;
    const nextAt = clock.now() + nextDelayMs;
    if (answer.status !== 200 && nextAt - firstAt <= GIVE_UP_MS) {
      repetitions.add(nextAt, { ...delivery, nextDelayMs: Math.min(nextDelayMs * 2, LONGEST_RETRY_MS), duplicates: 0 });
    }
    if (delivery.duplicates > 0) await deliver(begin(delivery.body, delivery.duplicates - 1));
    return answer;
  };

  const begin = (body: Buffer, copies: number): Delivery => {
    const delivery = { body, firstAt: clock.now(), nextDelayMs: FIRST_RETRY_MS, duplicates: copies };
    open.add(delivery);
    return delivery;
  };

  const track = async <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    try {
      return await work;
    } finally {
      underWay.delete(work);
    }
  };

  const repetitions = createSchedule<Delivery>(clock, (delivery) => {
    open.add(delivery);
    void track(deliver(delivery));
  });

  return {
    /** Resolves with the first answer; never rejects. Repetitions go on in the background. */
    post: (body: Buffer): Promise<WebhookAnswer> => track(deliver(begin(body, duplicates()))),
    /** Posts one after another, each when the one before was answered. */
    postAll(bodies: readonly Buffer[]): void {
      const series = bodies.map((body) => begin(body, duplicates()));
      const run = async () => {
        for (const delivery of series) if (open.has(delivery)) await deliver(delivery);
      };
      void track(run());
    },
    /** Resolves when no post is under way. Repetitions that wait for the clock do not count. */
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    /** Calls repetitions and series off; what is being posted is not repeated. */
    clear(): void {
      open.clear();
      repetitions.clear();
    },
    snapshot(): SenderSnapshot {
      const now = clock.now();
      const rows = [...[...open].map((data) => ({ at: now, data })), ...repetitions.rows()];
      return { deliveries: rows.map(({ at, data }) => ({ at, ...data, body: inBase64(data.body) })) };
    },
    restore({ deliveries }: SenderSnapshot): void {
      open.clear();
      repetitions.clear();
      for (const { at, body, ...rest } of deliveries) repetitions.add(at, { ...rest, body: fromBase64(body) });
    },
    async stop(): Promise<void> {
      stopped = true;
      repetitions.clear();
      await agent.destroy();
    },
  };
}

const nobody: WebhookAnswer = { status: 0, body: 'Not posted: no webhook address is set.' };

/** Where the next attempt goes, or what stands in place of an answer. */
function aimAt(target: WebhookSenderOptions['target']): { webhookUrl: string; appSecret: string } | WebhookAnswer {
  try {
    const aim = target();
    return aim.webhookUrl === '' ? nobody : aim;
  } catch (error) {
    return { status: 0, body: `Not posted: the address is not known (${(error as Error).message}).` };
  }
}

async function ask(agent: Agent, url: string, appSecret: string, body: Buffer): Promise<WebhookAnswer> {
  try {
    const response = await request(url, {
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
}

export type WebhookSender = ReturnType<typeof createWebhookSender>;
