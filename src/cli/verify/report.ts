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
  /** 0: everything judged held or is on the not-yet list. 1: something failed. 2: a rule broke or nothing could be judged, so there is no verdict. */
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

export const judgedOf = ({ held, failed, notYet }: Score): number => held + failed + notYet;
export const countOf = (score: Score): number => judgedOf(score) + score.notRun + score.broken;

/** Rules that were not run, by what they lack: the reason that holds up most comes first. */
export function notRunByReason(results: readonly RuleResult[]): readonly { reason: string; names: readonly string[] }[] {
  const byReason = new Map<string, string[]>();
  for (const { outcome, name, detail } of results) if (outcome === 'not run') byReason.set(detail, [...(byReason.get(detail) ?? []), name]);
  return [...byReason].map(([reason, names]) => ({ reason, names })).sort((one, other) => other.names.length - one.names.length);
}

/** The outcome of a run in one sentence. */
export function verdictOf({ score, exitCode, results }: Pick<Report, 'score' | 'exitCode' | 'results'>): string {
  const { failed, notYet, notRun, broken } = score;
  const judged = judgedOf(score);
  if (broken > 0) return `There is no verdict: ${broken} rules themselves went wrong. That is a fault of verify, not of the provider.`;
  if (judged === 0) {
    const reasons = notRunByReason(results).map(({ reason }) => reason);
    return `There is no verdict: none of ${countOf(score)} rules could be judged${reasons.length > 0 ? `: ${reasons.join('; ')}` : ''}.`;
  }
  if (exitCode === 1) return `${failed} of ${judged} expectations did not hold.`;
  const held = notRun > 0 ? `What was judged held, ${judged} of ${countOf(score)} rules` : 'Everything held';
  return notYet > 0 ? `${held}, but for ${notYet} on the not-yet list.` : `${held}.`;
}

/** Whoever judged nothing has no verdict. */
export function exitCodeOf(results: readonly RuleResult[]): Report['exitCode'] {
  if (results.some(({ outcome }) => outcome === 'broken')) return 2;
  if (results.some(({ outcome }) => outcome === 'failed')) return 1;
  return results.some(({ outcome }) => outcome !== 'not run') ? 0 : 2;
}
