import type { Company } from '../store/records.ts';
import type { Caller } from './burst-budget.ts';
import type { PipedriveOutcome } from './pipedrive-calls.ts';
import type { PipedriveOperation } from './pipedrive-costs.ts';

/** Cloudflare's page asks for a rest of at least this long; it doubles with every page that follows a rest. */
const SHORTEST_BLOCK_MS = 60_000;
const LONGEST_BLOCK_MS = 30 * 60_000;
/** Whoever finds that somebody else is asking whether the API is back comes again then. */
const ASKED_ALREADY_MS = 60_000;

/** What a whole company is known to be refused. The store remembers a used-up day and an API that is gone; a page of Cloudflare's is remembered here, beside the channels' holds. */
export interface CompanyGate {
  /** Why a call would be in vain now; undefined lets it go. */
  stopOf(
    operationId: PipedriveOperation,
    companyId: number,
    company: Company | undefined,
    caller: Caller,
    now: number,
  ): PipedriveOutcome | undefined;
  /** Cloudflare's page came. Returns until when to rest. */
  blocked(companyId: number, until: number | undefined, now: number): number;
  /** A call went through. */
  passed(companyId: number): void;
  /** A call that was let go is over. */
  leave(companyId: number, caller: Caller): void;
}

export function createCompanyGate(goneRetryMs: number): CompanyGate {
  const blocks = new Map<number, { until: number; inARow: number }>();
  /** Companies of which one call is finding out whether the API is back. */
  const asking = new Set<number>();

  return {
    stopOf(operationId, companyId, company, caller, now) {
      const block = blocks.get(companyId);
      if (block && block.until > now) return { kind: 'blocked', until: block.until };
      // A person may ask at any time: tokens may have been bought, or the API be back. What is refused costs nothing.
      if (caller.kind === 'person') return undefined;
      const usedUpUntil = company?.usedUpUntil ?? 0;
      if (usedUpUntil > now) return { kind: 'daily-limit', until: usedUpUntil };
      if (operationId === 'getCurrentUser' || company?.channelsApi !== 'gone') return undefined;
      const code = company.channelsApiCode ?? 0;
      const askAt = (company.channelsApiAt ?? 0) + goneRetryMs;
      if (askAt > now) return { kind: 'gone', code, until: askAt };
      if (asking.has(companyId)) return { kind: 'gone', code, until: now + ASKED_ALREADY_MS };
      asking.add(companyId);
      return undefined;
    },
    blocked(companyId, until, now) {
      const before = blocks.get(companyId);
      // Calls that left together meet the page together: that is one.
      if (before && before.until > now) return before.until;
      const inARow = (before?.inARow ?? 0) + 1;
      const rest = Math.min(SHORTEST_BLOCK_MS * 2 ** (inARow - 1), LONGEST_BLOCK_MS);
      const block = { until: Math.max(now + rest, until ?? 0), inARow };
      blocks.set(companyId, block);
      return block.until;
    },
    passed(companyId) {
      blocks.delete(companyId);
    },
    leave(companyId, caller) {
      if (caller.kind === 'queue') asking.delete(companyId);
    },
  };
}
