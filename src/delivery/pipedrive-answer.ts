import type { ApiAnswer } from './api-client.ts';
import type { PipedriveOperation } from './pipedrive-costs.ts';
import { retryAfterOf } from './retry-policy.ts';

/** What an answer of Pipedrive means. Decided by status, headers and code, never by text. */
export type PipedriveAnswer =
  | { kind: 'ok'; body: unknown }
  /** The same again gives the same answer. */
  | { kind: 'invalid'; code: number; vendorCode: string | undefined }
  /** Undocumented (whatcrm/go-pipedrive): the channel was registered before. */
  | { kind: 'already-exists' }
  | { kind: 'unauthorised' }
  | { kind: 'plan-ended' }
  | { kind: 'admin-only' }
  | { kind: 'missing-scope' }
  | { kind: 'forbidden'; vendorCode: string }
  /** Cloudflare's page in front of the API: too many requests, over too long a time. `until`: when it says so. */
  | { kind: 'blocked'; until: number | undefined }
  /** The Channels API as a whole is not offered any more. */
  | { kind: 'gone'; code: number }
  /** The channel or conversation of this call is not known there. */
  | { kind: 'not-found' }
  /** Requests of this token within two seconds. `until`: when it says so. */
  | { kind: 'burst-limit'; until: number | undefined }
  /** Tokens of the company until its day ends. */
  | { kind: 'daily-limit'; until: number }
  /** Not answered from the address we know: the company may have changed its domain. */
  | { kind: 'elsewhere'; code: number }
  | { kind: 'server-fault'; code: number; until: number | undefined };

export const DAY_MS = 86_400_000;
/** The longest a burst window can last: it is two seconds, and Pipedrive may add to it. What is further away is the end of the day. */
const LONGEST_BURST_MS = 5 * 60_000;
/** Pipedrive's midnight is not to the second ours. */
const MIDNIGHT_SLACK_MS = 5000;
const EARLY_DAY_MS = 3_600_000;
const EARLY_RETRY_MS = 15 * 60_000;

/** Midnight with which the day of this instant began. Pipedrive's days are taken as UTC's; it only says "server midnight". */
export const dayOf = (at: number): number => at - (at % DAY_MS);

/** Classifies an answer (reference: Channels API, errors, rate limits). */
export function readPipedriveAnswer(operationId: PipedriveOperation, answer: ApiAnswer, now: number): PipedriveAnswer {
  const { status: code, headers } = answer;
  const told = retryAfterOf(headers['retry-after'], now) ?? resetOf(headers['x-ratelimit-reset'], now);
  const vendorCode = vendorCodeOf(answer.body);
  if (code >= 200 && code < 300) return { kind: 'ok', body: answer.body };
  switch (code) {
    case 401:
      return { kind: 'unauthorised' };
    case 402:
      return { kind: 'plan-ended' };
    case 403:
      return readForbidden(answer, vendorCode, told);
    case 404:
      return readNotFound(operationId, vendorCode);
    case 410:
      return { kind: 'gone', code };
    case 429:
      return readLimit(answer, now, told);
    case 421:
      return { kind: 'elsewhere', code };
  }
  if (code < 400) return { kind: 'elsewhere', code };
  if (operationId === 'addChannel' && vendorCode === 'channel_already_exists') return { kind: 'already-exists' };
  // What these codes say is about the request itself; of all others it is unknown whether a repeat would fare better.
  if ([400, 409, 413, 415, 422].includes(code)) return { kind: 'invalid', code, vendorCode };
  return { kind: 'server-fault', code, until: told };
}

/** Without a code it is the general rule, "scope and URL mismatch"; a page instead of JSON comes from Cloudflare, in front of the API. */
function readForbidden({ headers, text }: ApiAnswer, vendorCode: string | undefined, told: number | undefined): PipedriveAnswer {
  if (String(headers['content-type']).includes('text/html') || text.trimStart().startsWith('<')) return { kind: 'blocked', until: told };
  if (vendorCode === 'ADMIN_ONLY') return { kind: 'admin-only' };
  return vendorCode === undefined ? { kind: 'missing-scope' } : { kind: 'forbidden', vendorCode };
}

/**
 * A 404 means one of two things. Where the path names a channel or conversation, that is what is not there: whoever deletes it has what he wants, and if the API is gone
 * as well, the next message tells. Registering names nothing that could be missing, so that the address itself is. A message names its channel in the body: with the
 * code NOT_FOUND it is that channel, without one the address.
 */
function readNotFound(operationId: PipedriveOperation, vendorCode: string | undefined): PipedriveAnswer {
  if (operationId === 'deleteChannel' || operationId === 'deleteConversation') return { kind: 'not-found' };
  if (operationId === 'receiveMessage' && vendorCode === 'NOT_FOUND') return { kind: 'not-found' };
  if (operationId === 'getCurrentUser') return { kind: 'elsewhere', code: 404 };
  return { kind: 'gone', code: 404 };
}

/**
 * Both limits answer 429 (pipedrive/client-nodejs#725). The headers describe the burst window: with something left in it, or with a time that no such window has, it is
 * the day's budget.
 */
function readLimit({ headers }: ApiAnswer, now: number, told: number | undefined): PipedriveAnswer {
  const remaining = numberOf(headers['x-ratelimit-remaining']);
  const isFar = told !== undefined && told - now > LONGEST_BURST_MS;
  if (isFar) return { kind: 'daily-limit', until: told };
  if (remaining === undefined || remaining <= 0) return { kind: 'burst-limit', until: told };
  return { kind: 'daily-limit', until: nextDay(now) };
}

/** When a used-up budget is new again. In the first hour of our day Pipedrive's may not have begun, so that it is asked again soon. */
function nextDay(now: number): number {
  const begun = dayOf(now);
  return now - begun < EARLY_DAY_MS ? now + EARLY_RETRY_MS : begun + DAY_MS + MIDNIGHT_SLACK_MS;
}

/** The limit of the burst window that an answer names; undefined when it names none. */
export const burstLimitOf = ({ headers }: Pick<ApiAnswer, 'headers'>): number | undefined => numberOf(headers['x-ratelimit-limit']);

/** The end of the window, which is told in seconds from now; a number that could only be a date is not understood. */
const resetOf = (header: string | string[] | undefined, now: number): number | undefined =>
  (numberOf(header) ?? 0) > DAY_MS / 1000 ? undefined : retryAfterOf(header, now);

function numberOf(header: string | string[] | undefined): number | undefined {
  const text = Array.isArray(header) ? header[0] : header;
  return text !== undefined && /^\d{1,15}$/.test(text.trim()) ? Number(text) : undefined;
}

/** The vendor's code, where it looks like one: what else stands there may quote the request. */
function vendorCodeOf(body: unknown): string | undefined {
  const code = (body as { additional_data?: { code?: unknown } } | undefined)?.additional_data?.code;
  return typeof code === 'string' && /^[A-Za-z][A-Za-z0-9_]{0,79}$/.test(code) ? code : undefined;
}
