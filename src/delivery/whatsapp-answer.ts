import type { Wamid } from '../store/ids.ts';
import type { Job } from '../store/records.ts';
import type { ApiAnswer } from './api-client.ts';
import { retryAfterOf } from './retry-policy.ts';
import type { Verdict } from './verdict.ts';
import { graphErrorOf, judgeGraphError } from './whatsapp-errors.ts';

/** A verdict, and the id WhatsApp gave the message it took. */
export interface SendAttempt {
  verdict: Verdict;
  wamid?: Wamid | undefined;
}

/**
 * What an answer to a send or an upload means. Only an answer that says so is a success or a refusal; one that says nothing of the message leaves it unknown.
 */
export function judgeAnswer({ status, headers, body }: ApiAnswer, job: Pick<Job, 'attempts' | 'failingSince'>, now: number): SendAttempt {
  const wamid = (body as { messages?: { id?: unknown }[] } | undefined)?.messages?.[0]?.id;
  if (status === 200 && typeof wamid === 'string' && wamid !== '') return { verdict: { kind: 'delivered' }, wamid: wamid as Wamid };
  const error = graphErrorOf(body);
  if (error) {
    const failingForMs = now - (job.failingSince ?? now);
    return { verdict: judgeGraphError(error, job.attempts, now, retryAfterOf(headers['retry-after'], now), failingForMs) };
  }
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
