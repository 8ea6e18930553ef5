/**
 * The programmatic entry of `verify`: `runVerify(target, options)` judges any running provider and resolves with a report;
 * `startOwnProvider()` gives this project's own one as a target with every power; `render…` turn a report into text.
 */
export { CannotVerify } from './cannot-verify.ts';
export { type OwnProvider, startOwnProvider } from './own-provider.ts';
export { type Outcome, percent, type Report, type RuleResult, type Score } from './report.ts';
export { renderHtml } from './reports/html.ts';
export { renderJunit } from './reports/junit.ts';
export {
  type Capability,
  type Evidence,
  Finding,
  type Incident,
  type Level,
  NotRun,
  type Power,
  type Rule,
  type VerifyStage,
} from './rule.ts';
export { loadRules } from './rules.ts';
export { runVerify, type VerifyOptions } from './run.ts';
export type { VerifyTarget, WebhookTarget } from './target.ts';
