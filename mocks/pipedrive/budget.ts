import type { Clock } from '../../src/clock.ts';
import type { Company } from './companies.ts';
import { allowanceOf } from './plan.ts';
import type { Settings } from './settings.ts';

const BURST_MS = 2000;
const DAY_MS = 24 * 60 * 60 * 1000;
const SHUT_OUT_MS = 60_000;

/** What was used up, as plain data. Times are UTC milliseconds. */
export interface BudgetState {
  /** Midnight with which the counted day began. */
  day: number;
  /** Of each company that spent something on it. */
  spent: [companyId: number, tokens: number][];
  tokens: [accessToken: string, use: TokenUse][];
}

interface TokenUse {
  /** The requests of the last two seconds, oldest first. */
  times: number[];
  refusedInARow: number;
  shutOutUntil: number;
}

/** `x-ratelimit-*`: always about the burst window, which is how a used-up day can be told from a burst. */
export type RateHeaders = Record<'x-ratelimit-limit' | 'x-ratelimit-remaining' | 'x-ratelimit-reset', string>;

/** Tokens of one day, which began at `day` (UTC milliseconds). */
export interface CompanyBudget {
  day: number;
  spent: number;
  limit: number | null;
}

export interface Charge {
  outcome: 'allowed' | 'burst' | 'daily' | 'shut-out';
  /** Missing where no burst limit is set. */
  headers?: RateHeaders;
}

/** Each company's daily tokens and each access token's requests in two seconds. What is refused costs no daily tokens. */
export function createBudget(clock: Clock, settings: Settings) {
  let day = 0;
  let spent = new Map<number, number>();
  let tokens = new Map<string, TokenUse>();

  const beginDay = (now: number): void => {
    const today = now - (now % DAY_MS);
    if (today === day) return;
    day = today;
    spent.clear();
    // Tokens last an hour: whoever made no request just now is no longer worth remembering.
    for (const [token, { times, shutOutUntil }] of tokens) {
      if ((times.at(-1) ?? 0) <= now - BURST_MS && shutOutUntil <= now) tokens.delete(token);
    }
  };
  const useOf = (accessToken: string, now: number): TokenUse => {
    const use = tokens.get(accessToken) ?? { times: [], refusedInARow: 0, shutOutUntil: 0 };
    tokens.set(accessToken, use);
    // A token makes as many requests in two seconds as its plan allows, so this list stays short.
    const firstInside = use.times.findIndex((time) => time > now - BURST_MS);
    use.times = firstInside === -1 ? [] : firstInside > 0 ? use.times.slice(firstInside) : use.times;
    return use;
  };
  const limitsOf = ({ plan }: Company) => {
    if (plan === 'ended') return { burst: undefined, daily: undefined, abuse: false as const };
    const { burst, daily, abuse } = settings.get().limits;
    const own = allowanceOf(plan);
    return {
      burst: burst === true ? own.burst : burst === false ? undefined : burst,
      daily: daily === true ? own.daily : daily === false ? undefined : daily,
      abuse,
    };
  };

  return {
    /** Charges one request, or says what refuses it. */
    charge(accessToken: string, company: Company, cost: number): Charge {
      const { burst, daily, abuse } = limitsOf(company);
      const now = clock.now();
      beginDay(now);
      const before = spent.get(company.id) ?? 0;
      const isWithinDay = daily === undefined || before + cost <= daily;
      const pay = () => spent.set(company.id, before + cost);
      if (burst === undefined && daily === undefined) {
        pay();
        return { outcome: 'allowed' };
      }
      const use = useOf(accessToken, now);
      if (use.shutOutUntil > now) return { outcome: 'shut-out' };
      if (burst !== undefined && use.times.length >= burst) {
        use.refusedInARow++;
        if (abuse !== false && use.refusedInARow >= abuse) use.shutOutUntil = now + SHUT_OUT_MS;
        return { outcome: 'burst', headers: rateHeaders(burst, use, now) };
      }
      use.refusedInARow = 0;
      if (burst !== undefined) use.times.push(now);
      if (isWithinDay) pay();
      const outcome = isWithinDay ? 'allowed' : 'daily';
      return { outcome, ...(burst === undefined ? {} : { headers: rateHeaders(burst, use, now) }) };
    },
    /** What a company has spent since midnight, and of how much; null: there is no limit. */
    of(company: Company): CompanyBudget {
      const now = clock.now();
      beginDay(now);
      return { day, spent: spent.get(company.id) ?? 0, limit: limitsOf(company).daily ?? null };
    },
    snapshot: (): BudgetState => structuredClone({ day, spent: [...spent], tokens: [...tokens] }),
    restore(state: BudgetState): void {
      day = state.day;
      spent = new Map(state.spent);
      tokens = new Map(structuredClone(state.tokens));
    },
  };
}

export type Budget = ReturnType<typeof createBudget>;

function rateHeaders(burst: number, { times }: TokenUse, now: number): RateHeaders {
  const frees = (times[0] ?? now) + BURST_MS;
  return {
    'x-ratelimit-limit': String(burst),
    'x-ratelimit-remaining': String(Math.max(0, burst - times.length)),
    'x-ratelimit-reset': String(Math.ceil((frees - now) / 1000)),
  };
}
