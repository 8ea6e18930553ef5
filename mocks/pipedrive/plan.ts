export type PlanName = 'lite' | 'growth' | 'premium' | 'ultimate';

/** What a company pays for. It decides the limits. */
export interface Plan {
  name: PlanName;
  seats: number;
  /** Tokens bought on top of what the plan gives, per day. */
  extraTokens: number;
}

/** A plan, or that part of it which is to change. `ended`: every call of the API is answered with 402. */
export type PlanChange = Partial<Plan> | PlanName | 'ended';

const DAILY_TOKENS = 30_000;
const STANDARD_PLAN: Plan = { name: 'lite', seats: 1, extraTokens: 0 };

/** Requests of an OAuth token in two seconds, and how many times the daily tokens of one seat. From Pipedrive's page on rate limiting. */
const plans: Readonly<Record<PlanName, { burst: number; factor: number }>> = {
  lite: { burst: 80, factor: 1 },
  growth: { burst: 160, factor: 2 },
  premium: { burst: 400, factor: 5 },
  ultimate: { burst: 480, factor: 7 },
};

/** Requests of one token in two seconds, and tokens of the whole company in a day. */
export function allowanceOf({ name, seats, extraTokens }: Plan): { burst: number; daily: number } {
  const { burst, factor } = plans[name];
  return { burst, daily: DAILY_TOKENS * factor * seats + extraTokens };
}

/** The plan after a change of it. One that had ended begins anew with the usual one. */
export function planAfter(before: Plan | 'ended', change: PlanChange): Plan | 'ended' {
  if (change === 'ended') return 'ended';
  const from = before === 'ended' ? STANDARD_PLAN : before;
  const named = Object.entries(typeof change === 'string' ? { name: change } : change).filter(([, value]) => value !== undefined);
  return { ...from, ...Object.fromEntries(named) };
}
