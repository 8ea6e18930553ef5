import type { Context, Next } from 'koa';
import { contract as webhooks } from '../../generated/whatsapp-webhooks/index.ts';
import type { Clock } from '../../src/clock.ts';
import { describeViolations } from '../../src/contract/violations.ts';
import type { ObservedExchange } from '../../src/http/dispatch.ts';
import type { Journal } from '../journal.ts';
import type { WebhookAttempt } from './webhook-sender.ts';

export interface RecorderOptions {
  clock: Clock;
  journal: Journal;
  /** Credentials that occur inside addresses and answers; they are left out. */
  secrets: () => readonly string[];
  /** How a request that was handled all the same broke the contract. */
  tolerated: (requestBody: unknown) => string | undefined;
}

type Around = (ctx: Context, next: Next) => Promise<void>;

/** Writes what the simulated Meta serves and posts into the journal. */
export function createExchangeRecorder({ clock, journal, secrets, tolerated }: RecorderOptions) {
  const observed = new Map<string, ObservedExchange>();
  const withoutSecrets = (text: string): string =>
    secrets().reduce((left, secret) => (secret === '' ? left : left.replaceAll(secret, '[left out]')), text);

  return {
    /** Keeps an exchange until the connection's fate is known. */
    observe: (exchange: ObservedExchange): void => void observed.set(exchange.requestId, exchange),
    /** Goes around everything else of an operation. */
    around:
      (operationId: string, inner: Around): Around =>
      async (ctx, next) => {
        const at = clock.now();
        const requestId = ctx.state['requestId'] as string;
        try {
          await inner(ctx, next);
        } finally {
          const exchange = observed.get(requestId);
          observed.delete(requestId);
          const isCut = ctx.respond === false;
          journal.record({
            at,
            side: 'whatsapp',
            direction: 'in',
            operationId,
            method: ctx.method,
            url: withoutSecrets(ctx.url.replace(/((?:access_token|appsecret_proof)=)[^&]*/g, '$1[left out]')),
            request: exchange ? requestOf(exchange) : null,
            status: isCut || !exchange ? 0 : exchange.status,
            response: isCut || !exchange ? null : answerOf(exchange, withoutSecrets),
            violation: exchange ? violationOf(exchange, tolerated(exchange.requestBody)) : null,
          });
        }
      },
    /** One attempt at a webhook. */
    posted({ at, url, body, answer }: WebhookAttempt): void {
      const request = decoded(body.toString('utf8'));
      journal.record({
        at,
        side: 'whatsapp',
        direction: 'out',
        operationId: 'receiveWebhook',
        method: 'POST',
        url,
        request,
        status: answer.status,
        response: decoded(answer.body),
        violation: webhookViolation(request, answer.status),
      });
    },
  };
}

function requestOf({ requestBody, rawBody, files }: ObservedExchange): unknown {
  if (files.length > 0) return { fields: requestBody, files };
  if (requestBody !== undefined) return requestBody;
  return rawBody.length === 0 ? null : decoded(rawBody.toString('utf8'));
}

function answerOf({ operationId, responseBody }: ObservedExchange, withoutSecrets: (text: string) => string): unknown {
  if (Buffer.isBuffer(responseBody)) return { bytes: responseBody.length };
  // Pages of templates carry the token in the address of the next one.
  if (operationId === 'listTemplates') return JSON.parse(withoutSecrets(JSON.stringify(responseBody)));
  return responseBody ?? null;
}

function violationOf({ violation, error }: ObservedExchange, tolerated: string | undefined): string | null {
  return violation ?? (error?.code === 'INVALID_REQUEST' ? error.message : tolerated) ?? null;
}

/** The contract lets every body in, so that nothing is lost over a detail; its parts have schemas of their own. */
function webhookViolation(request: unknown, status: number): string | null {
  for (const { value } of changesOf(request)) {
    for (const [list, name] of parts) {
      const validate = webhooks.validators.schema[name];
      const broken = validate && value[list]?.find((part) => !validate(part));
      if (broken !== undefined) return `${list}: ${describeViolations(validate?.errors ?? [])}`;
    }
  }
  return status === 0 || String(status) in webhooks.operations.receiveWebhook.responses ? null : `status ${status} is not documented`;
}

const parts = [
  ['contacts', 'WebhookContact'],
  ['messages', 'InboundMessage'],
  ['statuses', 'MessageStatus'],
] as const;

type MessagesValue = Partial<Record<'contacts' | 'messages' | 'statuses', unknown[]>>;

function changesOf(request: unknown): { value: MessagesValue }[] {
  const { entry } = (request ?? {}) as { entry?: { changes?: { field?: string; value?: MessagesValue }[] }[] };
  const changes = Array.isArray(entry) ? entry.flatMap(({ changes: list }) => (Array.isArray(list) ? list : [])) : [];
  return changes.flatMap(({ field, value }) => (field === 'messages' && value ? [{ value }] : []));
}

function decoded(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? null : text;
  }
}
