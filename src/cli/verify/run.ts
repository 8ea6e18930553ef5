import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../clock.ts';
import { type Endpoints, endpointsOf, rebased, usualEndpoints } from './addresses.ts';
import { CannotVerify } from './cannot-verify.ts';
import { readManifest } from './read-manifest.ts';
import { exitCodeOf, type Report, type RuleResult, scoreOf } from './report.ts';
import { type Capability, Finding, type Level, NotRun, type Rule } from './rule.ts';
import { fits, loadRules } from './rules.ts';
import { createTheatre, type Theatre } from './stage.ts';
import { howToGrant, powersOf, urlOf, type VerifyTarget } from './target.ts';

export interface VerifyOptions {
  /** `all` unless told. */
  level?: Level | 'all';
  /** Patterns of rule names (`paging/*`, `paging`, an incident's name); all unless told. */
  only?: readonly string[];
  skip?: readonly string[];
  /** Which capabilities' rules are judged beside those that every provider must keep; all unless told. */
  capabilities?: readonly Capability[];
  /** Lets rules delete. False unless told. */
  destructive?: boolean;
  /** How long an expected thing may take, ms; 10,000 unless told. */
  patienceMs?: number;
  /** How long a provider that cannot say so must be quiet to count as done, ms; 1000 unless told. */
  quietMs?: number;
  /** How long one rule may let time pass until it is given up as not run, real ms; 300,000 unless told. */
  longestRuleMs?: number;
  /** Rules that are known not to hold, with the reason. One that holds in spite of it fails, so that the list shrinks. */
  notYet?: Readonly<Record<string, string>>;
  /** A rule that could not be run fails, unless the not-yet list names it. False unless told. */
  requireAll?: boolean;
  /** Told after each rule. */
  onRule?: (result: RuleResult) => void;
  /** Rules instead of the ones there are, for tests of the engine. */
  rules?: readonly Rule[];
}

/**
 * Judges a running provider: plays Pipedrive, and Meta where the webhook is known, one rule after another in a stable order. Writes conversations
 * of invented people; deletes nothing unless `destructive`. Throws CannotVerify when there is nothing to judge: the provider does not answer, the
 * credentials are wrong, a pattern or a name on the not-yet list fits no rule.
 */
export async function runVerify(target: VerifyTarget, options: VerifyOptions = {}): Promise<Report> {
  const { patienceMs = 10_000, quietMs = 1000, longestRuleMs = 300_000, notYet = {}, destructive = false, requireAll = false } = options;
  const known = options.rules ?? (await loadRules());
  const rules = choose(known, options);
  assertKnown(known, Object.keys(notYet));
  const began = performance.now();
  const startedAt = new Date(systemClock.now()).toISOString();
  const manifest = await readManifest(target);
  const endpoints = (): Endpoints => {
    const named = endpointsOf(manifest);
    if (named === undefined) return usualEndpoints(urlOf(target));
    return target.manifest === undefined ? rebased(named, urlOf(target)) : named;
  };
  const powers = powersOf(target, destructive);
  const theatre = createTheatre({ target, endpoints, manifest, powers, patienceMs, quietMs, longestRuleMs });
  const results: RuleResult[] = [];
  try {
    await assertReachable(theatre);
    let end: string | undefined;
    for (const rule of rules) {
      const missing = rule.needs?.find((power) => !powers.has(power));
      const hindrance = missing ? howToGrant[missing] : end;
      const judged = hindrance === undefined ? await judge(rule, theatre) : notRun(rule, hindrance);
      if (wentSilent(judged)) end = await endOf(rule.name, theatre, target, patienceMs);
      const result = compared(judged, notYet[rule.name], requireAll);
      results.push(result);
      options.onRule?.(result);
    }
  } finally {
    await theatre.close();
  }
  const levels = [...new Set(rules.map(({ level }) => level))];
  return {
    provider: urlOf(target),
    channelId: target.channelId,
    startedAt,
    durationMs: performance.now() - began,
    powers: [...powers],
    score: scoreOf(results),
    byLevel: Object.fromEntries(levels.map((level) => [level, scoreOf(results.filter((result) => result.level === level))])),
    results,
    exitCode: exitCodeOf(results),
  };
}

function choose(rules: readonly Rule[], { level = 'all', only, skip = [], capabilities }: VerifyOptions): readonly Rule[] {
  for (const pattern of [...(only ?? []), ...skip]) {
    if (!rules.some((rule) => fits(rule, [pattern]))) throw new CannotVerify(`No rule fits "${pattern}". --list names them all.`);
  }
  return rules.filter(
    (rule) =>
      (level === 'all' || rule.level === level) &&
      (only === undefined || fits(rule, only)) &&
      !fits(rule, skip) &&
      (rule.capability === undefined || capabilities === undefined || capabilities.includes(rule.capability)),
  );
}

function assertKnown(rules: readonly Rule[], names: readonly string[]): void {
  const unknown = names.filter((name) => !rules.some((rule) => rule.name === name));
  if (unknown.length > 0)
    throw new CannotVerify(`The not-yet list names rules that do not exist: ${unknown.join(', ')}. Take them off the list.`);
}

/** One call with the right credentials: whatever it answers, somebody is there and knows us. */
async function assertReachable(theatre: Theatre): Promise<void> {
  const { stage } = theatre.stageFor(START);
  try {
    const { status, evidence, headers } = await stage.provider.call('getConversations');
    const where = `GET ${evidence.request.url} answered ${status}`;
    if (status === 401) throw new CannotVerify(`The client id or client secret is not the provider's: ${where}.`);
    if (status === 404)
      throw new CannotVerify(`The provider does not know the channel or the address: ${where}. Check --channel, --url and the manifest.`);
    if (status >= 300 && status < 400)
      throw new CannotVerify(
        `${where} and points to ${headers['location'] ?? 'nowhere'}. Redirections are not followed: give that address.`,
      );
    if (status !== 200) throw new CannotVerify(`The provider cannot be judged now: ${where}.`);
  } catch (error) {
    if (error instanceof Finding) throw new CannotVerify(`The provider does not answer: ${error.message}.`);
    if (error instanceof NotRun) throw new CannotVerify(`The provider cannot be called: ${error.message}.`);
    throw error;
  }
}

/** The last thing that was asked found nobody. */
const wentSilent = ({ outcome, evidence }: RuleResult): boolean =>
  outcome === 'failed' && evidence.length > 0 && !evidence.at(-1)?.response;

/**
 * Whether the provider is still there after a call without an answer, or there again within the patience; started anew where we can. Otherwise why
 * nothing more can be judged.
 */
async function endOf(name: string, theatre: Theatre, { restart }: VerifyTarget, patienceMs: number): Promise<string | undefined> {
  const deadline = performance.now() + patienceMs;
  do if (await isThere(theatre)) return undefined;
  while (performance.now() < deadline && (await sleep(LOOK_AGAIN_MS, true)));
  try {
    await restart?.();
    if (restart && (await isThere(theatre))) return undefined;
  } catch (error) {
    if (!(error instanceof CannotVerify)) throw error;
  }
  return `the provider answers nothing any more since ${name}`;
}

async function isThere(theatre: Theatre): Promise<boolean> {
  try {
    await theatre.stageFor(START).stage.provider.call('getConversations', { query: { conversations_limit: 1 } });
    return true;
  } catch (error) {
    if (error instanceof Finding) return false;
    throw error;
  }
}

const START: Rule = { name: 'start', level: 'contract', expects: '', source: '', check: async () => {} };
const LOOK_AGAIN_MS = 500;

const resultOf = ({ name, level, expects, source, incident, capability }: Rule): Omit<RuleResult, 'outcome' | 'durationMs'> => ({
  name,
  level,
  expects,
  source,
  ...(incident ? { incident } : {}),
  ...(capability ? { capability } : {}),
  detail: '',
  evidence: [],
});

const notRun = (rule: Rule, reason: string): RuleResult => ({ ...resultOf(rule), outcome: 'not run', detail: reason, durationMs: 0 });

async function judge(rule: Rule, theatre: Theatre): Promise<RuleResult> {
  const { stage, ring } = theatre.stageFor(rule);
  const began = performance.now();
  const result = (outcome: RuleResult['outcome'], parts: Partial<RuleResult> = {}): RuleResult => ({
    ...resultOf(rule),
    outcome,
    durationMs: performance.now() - began,
    ...parts,
  });
  try {
    await rule.check(stage);
    return result('held');
  } catch (error) {
    if (error instanceof NotRun) return result('not run', { detail: ring.clean(error.message) });
    if (error instanceof Finding) {
      const evidence = error.evidence.length > 0 ? error.evidence : ring.latest(3);
      return result('failed', { detail: ring.clean(error.message), evidence });
    }
    return result('broken', { detail: ring.clean(String((error as Error).stack ?? error)), evidence: ring.latest(3) });
  }
}

/** Holds a result against the not-yet list, in both directions. */
function compared(result: RuleResult, reason: string | undefined, requireAll: boolean): RuleResult {
  if (result.outcome === 'not run' && requireAll) {
    if (reason !== undefined) return { ...result, outcome: 'not yet', detail: `${reason} (not run: ${result.detail})` };
    return { ...result, outcome: 'failed', detail: `It was not run, and every rule is required: ${result.detail}` };
  }
  if (reason === undefined) return result;
  if (result.outcome === 'failed') return { ...result, outcome: 'not yet', detail: `${reason} (${result.detail})` };
  if (result.outcome === 'held')
    return { ...result, outcome: 'failed', detail: 'It holds, but the not-yet list says it does not: take it off the list.' };
  return result;
}
