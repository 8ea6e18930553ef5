import type { Capability, Evidence, Incident, Level, Power } from './rule.ts';

/**
 * `held`: the expectation was seen to hold. `failed`: it was not. `not yet`: it was not, and the run's not-yet list says so. `not run`: it could not
 * be judged. `broken`: the rule itself went wrong, which says nothing about the provider.
 */
export type Outcome = 'held' | 'failed' | 'not yet' | 'not run' | 'broken';

export interface RuleResult {
  name: string;
  level: Level;
  expects: string;
  source: string;
  incident?: Incident;
  capability?: Capability;
  outcome: Outcome;
  /** What was found, why it was not run, or what broke; empty for a rule that held. */
  detail: string;
  /** The exchanges that show it, oldest first. */
  evidence: readonly Evidence[];
  durationMs: number;
}

/** How much of what was judged held. */
export interface Score {
  held: number;
  failed: number;
  notYet: number;
  notRun: number;
  broken: number;
  /** Held of all that were judged (held, failed, not yet), 0 to 1; null when nothing was judged. */
  share: number | null;
}

export interface Report {
  /** The provider's address. */
  provider: string;
  channelId: string;
  /** ISO 8601, UTC. */
  startedAt: string;
  durationMs: number;
  powers: readonly Power[];
  score: Score;
  byLevel: Readonly<Partial<Record<Level, Score>>>;
  results: readonly RuleResult[];
  /** 0: everything judged held or is on the not-yet list. 1: something failed. 2: a rule broke, so there is no verdict. */
  exitCode: 0 | 1 | 2;
}

export function scoreOf(results: readonly RuleResult[]): Score {
  const count = (outcome: Outcome) => results.filter((result) => result.outcome === outcome).length;
  const [held, failed, notYet] = [count('held'), count('failed'), count('not yet')];
  const judged = held + failed + notYet;
  return { held, failed, notYet, notRun: count('not run'), broken: count('broken'), share: judged === 0 ? null : held / judged };
}

/** The share as a person reads it. Rounded down, so that 100 % means all. */
export const percent = ({ share }: Score): string => (share === null ? 'nothing judged' : `${Math.floor(share * 100)} %`);

/** The outcome of a run in one sentence. */
export function verdictOf({ held, failed, notYet, broken, share }: Score, exitCode: Report['exitCode']): string {
  if (exitCode === 2) return `There is no verdict: ${broken} rules themselves went wrong. That is a fault of verify, not of the provider.`;
  if (exitCode === 1) return `${failed} of ${held + failed + notYet} expectations did not hold.`;
  if (share === null) return 'Nothing could be judged.';
  return notYet > 0 ? `Everything that was judged held, but for ${notYet} on the not-yet list.` : 'Everything that was judged held.';
}

export function exitCodeOf(results: readonly RuleResult[]): Report['exitCode'] {
  if (results.some(({ outcome }) => outcome === 'broken')) return 2;
  return results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}
