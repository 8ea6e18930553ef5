import type { PipedriveOutcome } from './pipedrive-calls.ts';

const MINUTE = 60_000;

/** What keeps a call from being made or repeated at once: until when, with which code, and why in words for a person. */
export interface Stop {
  until: number;
  code: number;
  reason: string;
}

/** What stops everything that goes to this company, whichever of its channels met it. */
export function companyStopOf(outcome: PipedriveOutcome, now: number): Stop | undefined {
  switch (outcome.kind) {
    case 'plan-ended':
      return { until: now + 60 * MINUTE, code: 402, reason: "the company's Pipedrive plan has ended; its owner has to renew it" };
    case 'blocked':
      return { until: outcome.until, code: 403, reason: 'Pipedrive shuts out for a while: too many requests' };
    case 'gone':
      return { until: outcome.until, code: outcome.code, reason: 'Pipedrive no longer offers its Channels API to this company' };
    case 'daily-limit':
      return {
        until: outcome.until,
        code: 429,
        reason: "the company's daily budget of Pipedrive calls is used up, by whichever of its apps",
      };
    default:
      return undefined;
  }
}

/** What stops one channel, the company's stops included; undefined for outcomes that say nothing about more than the call itself. */
export function channelStopOf(outcome: PipedriveOutcome, now: number): Stop | undefined {
  switch (outcome.kind) {
    case 'no-access':
      return { until: outcome.until, code: outcome.code, reason: outcome.reason };
    case 'unauthorised':
      return { until: now + 5 * MINUTE, code: 401, reason: 'Pipedrive refused the access token' };
    case 'admin-only':
      return {
        until: now + 60 * MINUTE,
        code: 403,
        reason:
          'only an administrator of the company may do this: ask a Pipedrive admin to install the app, and register the channel under that installation',
      };
    case 'missing-scope':
      return {
        until: now + 15 * MINUTE,
        code: 403,
        reason: 'the installation lacks the scope messengers-integration: add it to the app in Developer Hub, then install again',
      };
    case 'forbidden':
      return {
        until: now + 15 * MINUTE,
        code: 403,
        reason: `Pipedrive forbids it (${outcome.vendorCode}): the user who installed the app may do it`,
      };
    case 'burst-limit':
      return { until: outcome.until, code: 429, reason: "Pipedrive's rate limit is reached" };
    case 'elsewhere':
      return {
        until: now + 5 * MINUTE,
        code: outcome.code,
        reason: 'Pipedrive answers from another address; the company may have changed its domain',
      };
    case 'not-found':
      return {
        until: now + 60 * MINUTE,
        code: 404,
        reason: 'Pipedrive does not know this channel any more: somebody may have removed it there. Register it again, or delete it here',
      };
    default:
      return companyStopOf(outcome, now);
  }
}
