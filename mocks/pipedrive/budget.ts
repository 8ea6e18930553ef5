import type { Clock } from '../../src/clock.ts';
import type { PlanName, Settings } from './settings.ts';

const BURST_MS = 2000;
const DAY_MS = 24 * 60 * 60 * 1000;
const SHUT_OUT_MS = 60_000;
const DAILY_TOKENS = 30_000;

/** Requests of an OAuth token in two seconds, and how many times the daily tokens of one seat. From Pipedrive's page on rate limiting. */
const plans: Readonly<Record<PlanName, { burst: number; factor: number }>> = {
  lite: { burst: 80, factor: 1 },
  growth: { burst: 160, factor: 2 },
  premium: { burst: 400, factor: 5 },
  ultimate: { burst: 480, factor: 7 },
};

/** What was used up, as plain data. Times are UTC milliseconds. */
export interface BudgetState {
  /** Midnight with which the counted day began. */
  day: number;
  spent: number;
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

export interface Charge {
  outcome: 'allowed' | 'burst' | 'daily' | 'shut-out';
  /** Missing where no burst limit is set. */
  headers?: RateHeaders;
}

/** The company's daily tokens and each access token's requests in two seconds. What is refused costs no daily tokens. */
export function createBudget(clock: Clock, settings: Settings) {
  let day = 0;
  let spent = 0;
  let tokens = new Map<string, TokenUse>();

  const useOf = (accessToken: string, now: number): TokenUse => {
    const use = tokens.get(accessToken) ?? { times: [], refusedInARow: 0, shutOutUntil: 0 };
    tokens.set(accessToken, use);
    // A token makes as many requests in two seconds as its plan allows, so this list stays short.
    const firstInside = use.times.findIndex((time) => time > now - BURST_MS);
    use.times = firstInside === -1 ? [] : firstInside > 0 ? use.times.slice(firstInside) : use.times;
    return use;
  };
  const limits = () => {
    const {
      plan,
      limits: { burst, daily, abuse },
    } = settings.get();
    if (plan === 'ended') return { burst: undefined, daily: undefined, abuse: false as const };
    const own = plans[plan.name];
    const planned = DAILY_TOKENS * own.factor * plan.seats + plan.extraTokens;
    return {
      burst: burst === true ? own.burst : burst === false ? undefined : burst,
      daily: daily === true ? planned : daily === false ? undefined : daily,
      abuse,
    };
  };

  return {
    /** Charges one request, or says what refuses it. */
    charge(accessToken: string, cost: number): Charge {
      const { burst, daily, abuse } = limits();
      if (burst === undefined && daily === undefined) return { outcome: 'allowed' };
      const now = clock.now();
      const today = now - (now % DAY_MS);
      if (today !== day) {
        day = today;
        spent = 0;
        // Tokens last an hour: whoever made no request just now is no longer worth remembering.
        for (const [token, { times, shutOutUntil }] of tokens) {
          if ((times.at(-1) ?? 0) <= now - BURST_MS && shutOutUntil <= now) tokens.delete(token);
        }
      }
      const use = useOf(accessToken, now);
      if (use.shutOutUntil > now) return { outcome: 'shut-out' };
      if (burst !== undefined && use.times.length >= burst) {
        use.refusedInARow++;
        if (abuse !== false && use.refusedInARow >= abuse) use.shutOutUntil = now + SHUT_OUT_MS;
        return { outcome: 'burst', headers: rateHeaders(burst, use, now) };
      }
      const refused = daily !== undefined && spent + cost > daily;
      use.refusedInARow = 0;
      if (burst !== undefined) use.times.push(now);
      if (!refused) spent += cost;
      return { outcome: refused ? 'daily' : 'allowed', ...(burst === undefined ? {} : { headers: rateHeaders(burst, use, now) }) };
    },
    snapshot: (): BudgetState => structuredClone({ day, spent, tokens: [...tokens] }),
    restore(state: BudgetState): void {
      day = state.day;
      spent = state.spent;
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
